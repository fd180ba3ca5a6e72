# ---
# misconception: cause.tipping_point
# story: Lets a gap below zero be the smallest.
# fails: [memo_numbers]
# says: "one of its gaps is negative"
# ---
# %% key="memo"
def memo(naive, fitted, weighted, table):
    lo, hi = fitted["effect"] - 1.96 * fitted["se"], fitted["effect"] + 1.96 * fitted["se"]
    broken = table.loc[~table["holds"], "gap"]
    tipping = float(broken.min()) if len(broken) else None
    finding = "not shown" if lo <= 0 <= hi else "robust" if tipping is None else "fragile"
    return {"naive": float(naive), "adjusted": float(fitted["effect"]), "weighted": float(weighted["effect"]),
            "interval": [float(lo), float(hi)], "confounded": float(naive - fitted["effect"]),
            "tipping_gap": tipping, "finding": finding}
