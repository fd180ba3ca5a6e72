# ---
# misconception: ops.rings_early
# story: "Counts large errors altogether and not in a row."
# fails: [retrain_on_contract, retrain_on_once]
# says: "in a row"
# ---
# %% key="retrain_on"
def retrain_on(errors, limit, patience):
    """Return the positions at which retraining is called for, once for each spell of large errors."""
    calls, row, armed = [], 0, True
    for place, error in enumerate(errors):
        if np.isnan(error):
            continue
        if error <= limit:
            armed = True
            continue
        row += 1
        if armed and row >= patience:
            calls.append(place)
            armed = False
    return calls
