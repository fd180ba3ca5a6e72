# ---
# misconception: select.on_test
# story: Scores every setting on the test questions too, and takes the best there.
# fails: [choose_sealed, choose_rule]
# says: "one look, with the winner"
# ---
# %% key="choose"
def choose(settings, score, cost, val, test):
    tested = {setting: score(setting, test) for setting in settings}
    best = max(settings, key=tested.get)
    return {"setting": best, "val": score(best, val), "test": tested[best], "words": cost(best)}
