# ---
# misconception: table.null_filled
# story: "Fills a truth that is not out yet with the error before it."
# fails: [retrain_on_once]
# says: "neither counts nor breaks"
# ---
# %% key="retrain_on"
def retrain_on(errors, limit, patience):
    big = (pd.Series(errors).ffill() > limit).to_numpy()
    calls, run = [], 0
    for i, b in enumerate(big):
        run = run + 1 if b else 0
        if run == patience:
            calls.append(i)
    return calls
