# ---
# misconception: metric.wrong_scale
# story: Measures accuracy where another score was handed in.
# fails: [choice_rows]
# says: is it tools
# ---
# %% key="choice"
def choice(train, test, classes, tools, alpha):
    classes = np.asarray(classes)
    lab = lambda p: classes[np.argmax(p, axis=1)]
    d, p = tools["compare"](test.y, lab(test.simple), lab(test.rich))
    return {"simple_score": float(tools["score"](test.y, lab(test.simple))), "rich_score": float(np.mean(test.y == lab(test.rich))),
            "rich_train_score": float(tools["score"](train.y, lab(train.rich))), "difference": float(d), "p": float(p),
            "simple_ece": float(tools["ece"](test.y, test.simple)), "rich_ece": float(tools["ece"](test.y, test.rich)),
            "chosen": "rich" if d > 0 and p < alpha else "simple"}
