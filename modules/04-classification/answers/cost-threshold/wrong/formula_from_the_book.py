# ---
# misconception: cost.theory_on_weights
# story: Returns c_fp / (c_fp + c_fn), which is right for honest probabilities and for nothing else.
# fails: [pick_threshold_contract, pick_threshold_cheapest, pick_threshold_edges]
# says: the formula holds for honest probabilities only
# ---
# %% key="pick_threshold"
def pick_threshold(y, p, c_fp, c_fn):
    return c_fp / (c_fp + c_fn)
