# ---
# misconception: ops.slice_hidden
# story: "Asks the slices only where the whole has passed."
# fails: [gate_slices]
# says: "whatever the whole says"
# ---
# %% key="gate"
def gate(candidate, champion, rules):
    def number(d, k):
        v = d.get(k)
        return v is not None and math.isfinite(v)
    m, out = rules["metric"], []
    both = [candidate] if champion is None else [candidate, champion]
    if any(e["split"] != "validation" for e in both):
        out.append("split")
    if any(not number(e["metrics"], m) for e in both):
        out.append("metric")
    if champion is None:
        return sorted(out)
    if candidate["data"] != champion["data"]:
        out.append("data")
    if "metric" not in out:
        gain = candidate["metrics"][m] - champion["metrics"][m]
        if gain <= 0 or gain < rules["min_gain"]:
            out.append("gain")
    for s in champion["slices"] if "gain" not in out else []:
        if number(champion["slices"], s):
            if not number(candidate["slices"], s) or champion["slices"][s] - candidate["slices"][s] > rules["max_drop"]:
                out.append("slice " + s)
    return sorted(out)
