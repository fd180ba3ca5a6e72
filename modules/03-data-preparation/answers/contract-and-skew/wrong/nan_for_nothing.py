# ---
# misconception: metric.answered_only
# story: Lets NaN stand where serving has no value.
# fails: [skew_sealed]
# says: "is anything left"
# ---
# %% key="skew"
def skew(train, serve, contract):
    moved = {}
    for name, rule in contract.items():
        here, there = train[name].dropna(), serve[name].dropna()
        if there.empty and rule["kind"] != "number":
            moved[name] = None
        elif rule["kind"] == "number":
            moved[name] = float((there.mean() - here.mean()) / here.std())
        else:
            shares = here.value_counts(normalize=True).sub(there.value_counts(normalize=True), fill_value=0)
            moved[name] = float(shares.abs().sum() / 2)
    return moved
