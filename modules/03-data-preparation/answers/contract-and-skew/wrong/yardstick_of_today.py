# ---
# misconception: drift.bins
# story: Divides by the spread of the rows that came in.
# fails: [skew_sealed]
# says: "whose standard deviation"
# ---
# %% key="skew"
def skew(train, serve, contract):
    moved = {}
    for name, rule in contract.items():
        here, there = train[name].dropna(), serve[name].dropna()
        if there.empty:
            moved[name] = None
        elif rule["kind"] == "number":
            moved[name] = float((there.mean() - here.mean()) / there.std())
        else:
            shares = here.value_counts(normalize=True).sub(there.value_counts(normalize=True), fill_value=0)
            moved[name] = float(shares.abs().sum() / 2)
    return moved
