# ---
# misconception: metric.answered_only
# story: Divides by all rows, those with gaps too.
# fails: [skew_sealed]
# says: "gaps left out"
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
            shares = (here.value_counts() / len(train)).sub(there.value_counts() / len(serve), fill_value=0)
            moved[name] = float(shares.abs().sum() / 2)
    return moved
