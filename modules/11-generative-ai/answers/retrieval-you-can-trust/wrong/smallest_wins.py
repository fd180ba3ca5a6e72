# ---
# misconception: rag.smaller_better
# story: Is sure that the smallest passages are best, and does not measure.
# fails: [choose_small, choose_sealed, choose_rule]
# says: "smaller is cheaper, not better"
# ---
# %% key="choose"
def choose(settings, score, cost, val, test):
    best = min(settings, key=lambda setting: setting.size)
    return {"setting": best, "val": score(best, val), "test": score(best, test), "words": cost(best)}
