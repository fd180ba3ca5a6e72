# ---
# misconception: biz.no_cost
# story: Takes the first of equal scores, whatever it costs.
# fails: [choose_rule]
# says: "the cheapest of those"
# ---
# %% key="choose"
def choose(settings, score, cost, val, test):
    scores = {setting: score(setting, val) for setting in settings}
    best = max(settings, key=scores.get)
    return {"setting": best, "val": scores[best], "test": score(best, test), "words": cost(best)}
