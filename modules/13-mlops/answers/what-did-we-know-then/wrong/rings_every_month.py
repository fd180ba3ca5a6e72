# ---
# misconception: ops.rings_again
# story: "Calls at every further error of the same spell."
# fails: [retrain_on_once]
# says: "one spell, one call"
# ---
# %% key="retrain_on"
def retrain_on(errors, limit, patience):
    """Return the positions at which retraining is called for, once for each spell of large errors."""
    calls, row, armed = [], 0, True
    for place, error in enumerate(errors):
        if np.isnan(error):
            continue
        if error <= limit:
            row, armed = 0, True
            continue
        row += 1
        if armed and row >= patience:
            calls.append(place)
    return calls
