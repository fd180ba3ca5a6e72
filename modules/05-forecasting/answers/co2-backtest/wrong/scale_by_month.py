# ---
# misconception: time.season_index
# story: Scales by steps from month to month, as for a series without a season.
# fails: [scaled_error_example, scaled_error_sealed]
# says: differences to the year before
# ---
# %% key="scaled_error"
def scaled_error(history, actual, predicted):
    return float(np.mean(np.abs(actual - predicted)) / np.mean(np.abs(np.diff(history))))
