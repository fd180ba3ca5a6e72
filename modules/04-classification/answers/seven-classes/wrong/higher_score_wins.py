# ---
# misconception: interval.none
# story: Chooses the model with the higher score, however little the test says.
# fails: [choice_rule]
# says: luck explains such a difference
# ---
# %% key="choice"
def choice(train, test, classes, tools, alpha):
    names = np.asarray(classes)
    simple, rich = names[test.simple.argmax(axis=1)], names[test.rich.argmax(axis=1)]
    rich_train = names[train.rich.argmax(axis=1)]
    difference, p = tools["compare"](test.y, simple, rich)
    return {
        "simple_score": float(tools["score"](test.y, simple)),
        "rich_score": float(tools["score"](test.y, rich)),
        "rich_train_score": float(tools["score"](train.y, rich_train)),
        "difference": float(difference),
        "p": float(p),
        "simple_ece": float(tools["ece"](test.y, test.simple)),
        "rich_ece": float(tools["ece"](test.y, test.rich)),
        "chosen": "rich" if difference > 0 else "simple",
    }
