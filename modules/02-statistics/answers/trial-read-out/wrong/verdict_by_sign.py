# ---
# misconception: interval.none
# story: Reads the verdict off the sign of the difference.
# fails: [readout_numbers]
# says: "an interval that holds zero decides nothing"
# ---
# %% key="readout"
def readout(table, effect, checked, parts):
    lo, hi = effect["lo"], effect["hi"]
    return {
        "people_free": int(table.loc[table["free"], "person"].nunique()),
        "people_other": int(table.loc[~table["free"], "person"].nunique()),
        "person_years": len(table), "diff": effect["diff"], "interval": [lo, hi],
        "worst_balance": float(checked["std_diff"].abs().max()), "subgroups_tried": len(parts),
        "subgroups_found": int((parts["p_holm"] < 0.05).sum()),
        "verdict": "raises" if effect["diff"] > 0 else "lowers",
    }
