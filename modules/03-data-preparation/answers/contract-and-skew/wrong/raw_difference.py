# ---
# misconception: metric.wrong_scale
# story: Reports the difference of the means in their own unit.
# fails: [skew_sealed]
# says: "training standard deviations"
# ---
# %% key="skew"
def skew(train, serve, contract):
    moved = {}
    for name, rule in contract.items():
        here, there = train[name].dropna(), serve[name].dropna()
        if there.empty:
            moved[name] = None
        elif rule["kind"] == "number":
            moved[name] = float(there.mean() - here.mean())
        else:
            shares = here.value_counts(normalize=True).sub(there.value_counts(normalize=True), fill_value=0)
            moved[name] = float(shares.abs().sum() / 2)
    return moved
