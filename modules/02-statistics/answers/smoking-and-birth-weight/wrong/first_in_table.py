# ---
# misconception: cause.tipping_point
# story: Takes the first row that does not hold for the smallest gap.
# fails: [memo_numbers]
# says: "the table is not sorted"
# ---
# %% key="memo"
def memo(naive, fitted, weighted, table):
    lo, hi = fitted["effect"] - 1.96 * fitted["se"], fitted["effect"] + 1.96 * fitted["se"]
    broken = table.loc[~table["holds"] & (table["gap"] >= 0), "gap"]
    tipping = float(broken.iloc[0]) if len(broken) else None
    finding = "not shown" if lo <= 0 <= hi else "robust" if tipping is None else "fragile"
    return {"naive": float(naive), "adjusted": float(fitted["effect"]), "weighted": float(weighted["effect"]),
            "interval": [float(lo), float(hi)], "confounded": float(naive - fitted["effect"]),
            "tipping_gap": tipping, "finding": finding}
