# ---
# misconception: cost.default_threshold
# story: Cuts at one half, whatever an error costs.
# fails: [pick_threshold_contract, pick_threshold_cheapest, pick_threshold_edges]
# says: the two prices reach the choice
# ---
# %% key="pick_threshold"
def pick_threshold(y, p, c_fp, c_fn):
    return 0.5
