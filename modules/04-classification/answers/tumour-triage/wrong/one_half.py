# ---
# misconception: cost.default_threshold
# story: Leaves the threshold at one half, because that is what predict does.
# fails: [operating_point_contract, operating_point_fewest, operating_point_codes]
# says: the threshold must come from the scores
# ---
# %% key="operating_point"
def operating_point(y, p, recall, malignant):
    return 0.5
