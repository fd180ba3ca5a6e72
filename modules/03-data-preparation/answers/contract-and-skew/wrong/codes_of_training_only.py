# ---
# misconception: drift.bins
# story: Compares the shares of the codes that training knew, and overlooks the new ones.
# fails: [skew_sealed]
# says: "one side only"
# ---
# %% key="skew"
def skew(train, serve, contract):
    moved = {}
    for name, rule in contract.items():
        here, there = train[name].dropna(), serve[name].dropna()
        if there.empty:
            moved[name] = None
        elif rule["kind"] == "number":
            moved[name] = float((there.mean() - here.mean()) / here.std())
        else:
            shares = here.value_counts(normalize=True).sub(there.value_counts(normalize=True)).dropna()
            moved[name] = float(shares.abs().sum() / 2)
    return moved
