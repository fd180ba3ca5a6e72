# ---
# misconception: count.rounding
# story: Takes the 2% quantile of the malignant scores, which falls between two tumours and loses one too many.
# fails: [operating_point_fewest]
# says: never interpolate
# ---
# %% key="operating_point"
def operating_point(y, p, recall, malignant):
    return float(np.quantile(p[y == malignant], 1 - recall))
