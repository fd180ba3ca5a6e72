# ---
# misconception: class.default_positive
# story: Calls roc_curve on the labels as they are, so label 1, which is benign here, counts as positive.
# fails: [operating_point_fewest, operating_point_codes]
# says: some functions take label 1 as positive
# ---
# %% key="operating_point"
def operating_point(y, p, recall, malignant):
    from sklearn.metrics import roc_curve

    false_positive_rate, true_positive_rate, thresholds = roc_curve(y, p, drop_intermediate=False)
    return float(thresholds[np.argmax(true_positive_rate >= recall)])
