# ---
# misconception: time.test_scale
# story: Scales by how hard the judged months were.
# fails: [scaled_error_sealed]
# says: a hard year may not excuse
# ---
# %% key="scaled_error"
def scaled_error(history, actual, predicted):
    return float(np.mean(np.abs(actual - predicted)) / np.mean(np.abs(actual - history[-12:][:len(actual)])))
