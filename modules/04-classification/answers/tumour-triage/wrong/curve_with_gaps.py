# ---
# misconception: cost.coarse_grid
# story: Believes that roc_curve lists every threshold, although by default it leaves out points on a straight line.
# fails: [operating_point_fewest]
# says: roc_curve without drop_intermediate=False
# ---
# %% key="operating_point"
def operating_point(y, p, recall, malignant):
    from sklearn.metrics import roc_curve

    _, true_positive_rate, thresholds = roc_curve(y == malignant, p)
    return float(thresholds[np.argmax(true_positive_rate >= recall)])
