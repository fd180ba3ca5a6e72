# ---
# misconception: metric.wrong_scale
# story: Compares counts of tables that differ in size.
# fails: [skew_sealed]
# says: "tables differ in size"
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
            shares = here.value_counts().sub(there.value_counts(), fill_value=0) / len(here)
            moved[name] = float(shares.abs().sum() / 2)
    return moved
