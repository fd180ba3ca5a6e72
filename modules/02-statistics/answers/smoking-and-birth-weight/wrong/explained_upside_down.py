# ---
# misconception: cause.confounding
# story: Subtracts the plain difference from the adjusted effect.
# fails: [memo_numbers]
# says: "what the controls explain"
# ---
# %% key="memo"
def memo(naive, fitted, weighted, table):
    lo, hi = fitted["effect"] - 1.96 * fitted["se"], fitted["effect"] + 1.96 * fitted["se"]
    broken = table.loc[~table["holds"] & (table["gap"] >= 0), "gap"]
    tipping = float(broken.min()) if len(broken) else None
    finding = "not shown" if lo <= 0 <= hi else "robust" if tipping is None else "fragile"
    return {"naive": float(naive), "adjusted": float(fitted["effect"]), "weighted": float(weighted["effect"]),
            "interval": [float(lo), float(hi)], "confounded": float(fitted["effect"] - naive),
            "tipping_gap": tipping, "finding": finding}
