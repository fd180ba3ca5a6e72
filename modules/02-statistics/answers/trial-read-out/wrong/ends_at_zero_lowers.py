# ---
# misconception: count.boundary
# story: Reads an interval that ends at zero from below as a fall.
# fails: [readout_numbers]
# says: "at its end too"
# ---
# %% key="readout"
def readout(table, effect, checked, parts):
    lo, hi = float(effect["lo"]), float(effect["hi"])
    return {"people_free": int(table.loc[table["free"], "person"].nunique()), "people_other": int(table.loc[~table["free"], "person"].nunique()),
            "person_years": len(table), "diff": float(effect["diff"]), "interval": [lo, hi], "worst_balance": float(checked["std_diff"].abs().max()),
            "subgroups_tried": len(parts), "subgroups_found": int((parts["p_holm"] < 0.05).sum()),
            "verdict": "raises" if lo > 0 else "lowers" if hi <= 0 else "undecided"}
