# ---
# misconception: metric.swapped_axes
# story: Keeps the share of flagged tumours that are malignant, which is precision, and calls it recall.
# fails: [operating_point_fewest, operating_point_codes]
# says: "recall divides by the malignant, precision by the flagged"
# ---
# %% key="operating_point"
def operating_point(y, p, recall, malignant):
    for threshold in np.unique(p):
        flagged = p >= threshold
        if np.mean(y[flagged] == malignant) >= recall:
            return float(threshold)
    return float(p.max())
