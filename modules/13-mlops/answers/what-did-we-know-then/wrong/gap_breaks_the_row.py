# ---
# misconception: table.null_filled
# story: "Takes a truth that is not out yet for a good error."
# fails: [retrain_on_once]
# says: "neither counts nor breaks"
# ---
# %% key="retrain_on"
def retrain_on(errors, limit, patience):
    """Return the positions at which retraining is called for, once for each spell of large errors."""
    calls, row, armed = [], 0, True
    for place, error in enumerate(errors):
        if np.isnan(error) or error <= limit:
            row, armed = 0, True
            continue
        row += 1
        if armed and row >= patience:
            calls.append(place)
            armed = False
    return calls
