# ---
# story: "Sorts both samples and cuts them at the edges; a level half-way between two scores."
# ---
# %% key="psi"
def psi(reference, current, bins=10):
    reference, current = np.sort(reference), np.sort(current)  # gaps go to the end
    n, m = np.sum(reference == reference), np.sum(current == current)
    inner = sorted(set(np.quantile(reference[:n], np.linspace(0, 1, bins + 1)[1:-1])))
    cuts = [[0, *np.searchsorted(values[:known], inner), known, len(values)] for values, known in
            [(reference, n), (current, m)]]
    r, c = (np.clip(np.diff(cut) / cut[-1], 1e-4, None) for cut in cuts)
    return np.dot(c - r, np.log(c) - np.log(r))

# %% key="alarm_level"
def alarm_level(scores, budget):
    down = np.sort(scores)[::-1]
    k = int(budget * len(down) + 1e-9)
    level = down[k]
    above = down[down > level]
    return float((level + above[-1]) / 2) if len(above) else float(level) + 1
