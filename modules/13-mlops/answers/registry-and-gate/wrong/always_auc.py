# ---
# misconception: ops.other_rows
# story: Compares the AUC whatever metric the rules name.
# fails: [gate_numbers]
# says: which metric counts
# ---
# %% key="gate"
def gate(candidate, champion, rules):
    reasons = set()
    m = "auc"
    def ok(v): return v is not None and math.isfinite(v)
    new = candidate["metrics"].get(m)
    if candidate["split"] != "validation": reasons.add("split")
    if champion is None:
        if not ok(new): reasons.add("metric")
        return sorted(reasons)
    old = champion["metrics"].get(m)
    if champion["split"] != "validation": reasons.add("split")
    if candidate["data"] != champion["data"]: reasons.add("data")
    if not ok(new) or not ok(old): reasons.add("metric")
    if ok(new) and ok(old) and (new <= old or new - old < rules["min_gain"] - 1e-12): reasons.add("gain")
    for name, value in champion["slices"].items():
        got = candidate["slices"].get(name)
        if ok(value) and (not ok(got) or value - got > rules["max_drop"] + 1e-12): reasons.add("slice " + name)
    return sorted(reasons)
