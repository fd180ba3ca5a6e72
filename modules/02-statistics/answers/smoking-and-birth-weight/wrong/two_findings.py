# ---
# misconception: interval.none
# story: Asks the table and forgets the interval.
# fails: [memo_numbers]
# says: "first the interval, then the table"
# ---
# %% key="memo"
def memo(naive, fitted, weighted, table):
    lo, hi = fitted["effect"] - 1.96 * fitted["se"], fitted["effect"] + 1.96 * fitted["se"]
    broken = table.loc[~table["holds"] & (table["gap"] >= 0), "gap"]
    tipping = float(broken.min()) if len(broken) else None
    finding = "robust" if tipping is None else "fragile"
    return {"naive": float(naive), "adjusted": float(fitted["effect"]), "weighted": float(weighted["effect"]),
            "interval": [float(lo), float(hi)], "confounded": float(naive - fitted["effect"]),
            "tipping_gap": tipping, "finding": finding}
