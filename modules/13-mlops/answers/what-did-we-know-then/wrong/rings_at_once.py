# ---
# misconception: ops.rings_early
# story: "Calls at the first large error."
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
            row, armed = 0, True
            continue
        row += 1
        if armed and row >= 1:
            calls.append(place)
            armed = False
    return calls
