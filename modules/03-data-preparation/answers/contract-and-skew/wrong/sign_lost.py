# ---
# misconception: metric.wrong_order
# story: Reports the size of a shift without its direction.
# fails: [skew_sealed]
# says: "the sign stays"
# ---
# %% key="skew"
def skew(train, serve, contract):
    moved = {}
    for name, rule in contract.items():
        here, there = train[name].dropna(), serve[name].dropna()
        if there.empty:
            moved[name] = None
        elif rule["kind"] == "number":
            moved[name] = float(abs(there.mean() - here.mean()) / here.std())
        else:
            shares = here.value_counts(normalize=True).sub(there.value_counts(normalize=True), fill_value=0)
            moved[name] = float(shares.abs().sum() / 2)
    return moved
