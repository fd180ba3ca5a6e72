# ---
# misconception: count.boundary
# story: Takes an effect for shown although its interval ends on zero.
# fails: [memo_numbers]
# says: "ends on zero holds zero"
# ---
# %% key="memo"
def memo(naive, fitted, weighted, table):
    e, se = fitted["effect"], fitted["se"]
    lo, hi = e - 1.96 * se, e + 1.96 * se
    tips = table.loc[(table["gap"] >= 0) & ~table["holds"].astype(bool), "gap"]
    tip = float(tips.min()) if len(tips) else None
    finding = "not shown" if lo < 0 < hi else "fragile" if tip is not None else "robust"
    return {"naive": float(naive), "adjusted": float(e), "weighted": float(weighted["effect"]), "interval": [float(lo), float(hi)],
            "confounded": float(naive - e), "tipping_gap": tip, "finding": finding}
