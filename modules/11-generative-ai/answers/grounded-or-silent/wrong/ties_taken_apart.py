# ---
# misconception: metric.ties
# story: Counts questions one by one, so that equal scores fall on both sides of the threshold.
# fails: [silence_below_rule]
# says: "pass a threshold together"
# ---
# %% key="silence_below"
def silence_below(scores, answerable, share):
    order = np.argsort(-scores, kind="stable")
    allowed = share * np.sum(~answerable)
    threshold, false_answers = float("inf"), 0
    for i in order:
        false_answers += not answerable[i]
        if false_answers > allowed + 1e-9:
            break
        threshold = float(scores[i])
    return threshold
