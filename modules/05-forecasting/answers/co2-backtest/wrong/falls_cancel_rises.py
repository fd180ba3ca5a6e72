# ---
# misconception: metric.wrong_scale
# story: Takes the absolute value of the mean difference, in which falls and rises cancel.
# fails: [scaled_error_sealed]
# says: np.abs first
# ---
# %% key="scaled_error"
def scaled_error(history, actual, predicted):
    return float(np.mean(np.abs(actual - predicted)) / abs(np.mean(history[12:] - history[:-12])))
