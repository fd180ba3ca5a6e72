# ---
# misconception: count.boundary
# story: Takes a score on the threshold for one below it.
# fails: [silence_below_small, silence_below_rule]
# says: "exactly on the threshold is answered"
# ---
# %% key="silence_below"
def silence_below(scores, answerable, share):
    for threshold in [*np.unique(scores), np.inf]:
        if np.mean(scores[~answerable] > threshold) <= share:
            return float(threshold)
