# ---
# misconception: rag.never_silent
# story: Limits the share of all questions that are answered, which says nothing about the unanswerable.
# fails: [silence_below_small, silence_below_rule]
# says: "a share of which questions"
# ---
# %% key="silence_below"
def silence_below(scores, answerable, share):
    wrong = ~answerable
    for threshold in np.unique(scores):
        if np.sum(wrong & (scores >= threshold)) <= share * len(scores):
            return float(threshold)
    return float("inf")
