# ---
# misconception: ops.slice_hidden
# story: "Compares the average over the slices and names them all or none."
# fails: [gate_slices]
# says: "an average hides the site"
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
    old = [v for v in champion["slices"].values() if math.isfinite(v)]
    new = [v for v in candidate["slices"].values() if math.isfinite(v)]
    if old and new and np.mean(old) - np.mean(new) > rules["max_drop"]:
        reasons += [f"slice {name}" for name in champion["slices"]]
    return sorted(reasons)
