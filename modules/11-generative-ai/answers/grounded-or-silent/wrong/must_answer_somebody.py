# ---
# misconception: cost.no_flag_none
# story: Does not consider that nobody might be answered.
# fails: [silence_below_rule]
# says: "silence for all is a decision"
# ---
# %% key="silence_below"
def silence_below(scores, answerable, share):
    fits = [t for t in np.unique(scores) if np.mean(scores[~answerable] >= t) <= share]
    return float(min(fits)) if fits else float(scores.max())
