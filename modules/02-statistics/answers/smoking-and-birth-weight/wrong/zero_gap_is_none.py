# ---
# misconception: cause.tipping_point
# story: Writes `or None` behind the smallest gap, and loses a gap of 0.
# fails: [memo_numbers]
# says: "the smallest gap of 0 or more"
# ---
# %% key="memo"
def memo(naive, fitted, weighted, table):
    e, se = fitted["effect"], fitted["se"]
    lo, hi = e - 1.96 * se, e + 1.96 * se
    tips = table.loc[(table["gap"] >= 0) & ~table["holds"].astype(bool), "gap"]
    tip = (float(tips.min()) if len(tips) else None) or None
    finding = "not shown" if lo <= 0 <= hi else "fragile" if tip is not None else "robust"
    return {"naive": float(naive), "adjusted": float(e), "weighted": float(weighted["effect"]), "interval": [float(lo), float(hi)],
            "confounded": float(naive - e), "tipping_gap": tip, "finding": finding}
