# ---
# misconception: ops.rings_never_again
# story: "Calls once in a lifetime."
# fails: [retrain_on_once]
# says: "arms the alarm again"
# ---
# %% key="retrain_on"
def retrain_on(errors, limit, patience):
    """Return the positions at which retraining is called for, once for each spell of large errors."""
    calls, row, armed = [], 0, True
    for place, error in enumerate(errors):
        if np.isnan(error):
            continue
        if error <= limit:
            row = 0
            continue
        row += 1
        if armed and row >= patience:
            calls.append(place)
            armed = False
    return calls
