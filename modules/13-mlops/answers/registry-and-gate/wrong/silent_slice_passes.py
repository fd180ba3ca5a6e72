# ---
# misconception: ops.nan_passes
# story: "Loops over the candidate's slices, so a missing or NaN slice says nothing."
# fails: [gate_slices]
# says: "a missing number is no good number"
# ---
# %% key="gate"
def gate(candidate, champion, rules):
    """Return the sorted reasons against promoting the candidate; an empty list means promote."""
    def number(values, name):
        value = values.get(name)
        return value if isinstance(value, (int, float)) and math.isfinite(value) else None

    both = [candidate] if champion is None else [candidate, champion]
    scores = [number(evaluation["metrics"], rules["metric"]) for evaluation in both]
    reasons = []
    if any(evaluation["split"] != "validation" for evaluation in both):
        reasons.append("split")
    if None in scores:
        reasons.append("metric")
    if champion is None:
        return sorted(reasons)
    if candidate["data"] != champion["data"]:
        reasons.append("data")
    if None not in scores:
        gain = scores[0] - scores[1]
        if gain <= 0 or gain < rules["min_gain"]:
            reasons.append("gain")
    for name in champion["slices"]:
        old, new = number(champion["slices"], name), number(candidate["slices"], name)
        if old is not None and new is not None and old - new > rules["max_drop"]:
            reasons.append(f"slice {name}")
    return sorted(reasons)
