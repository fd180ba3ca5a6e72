# ---
# misconception: test.sign_ignored
# story: Takes no difference at all for one in favour.
# fails: [choice_rule]
# says: better or as good
# ---
# %% key="choice"
def choice(train, test, classes, tools, alpha):
    classes = np.asarray(classes)
    lab = lambda p: classes[np.argmax(p, axis=1)]
    d, p = tools["compare"](test.y, lab(test.simple), lab(test.rich))
    return {"simple_score": float(tools["score"](test.y, lab(test.simple))), "rich_score": float(tools["score"](test.y, lab(test.rich))),
            "rich_train_score": float(tools["score"](train.y, lab(train.rich))), "difference": float(d), "p": float(p),
            "simple_ece": float(tools["ece"](test.y, test.simple)), "rich_ece": float(tools["ece"](test.y, test.rich)),
            "chosen": "rich" if d >= 0 and p < alpha else "simple"}
