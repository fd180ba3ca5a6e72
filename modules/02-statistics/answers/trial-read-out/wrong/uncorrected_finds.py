# ---
# misconception: test.multiple
# story: Counts the subgroups by their raw p-values.
# fails: [readout_numbers]
# says: "which of the two p-values"
# ---
# %% key="readout"
def readout(table, effect, checked, parts):
    lo, hi = effect["lo"], effect["hi"]
    return {
        "people_free": int(table.loc[table["free"], "person"].nunique()),
        "people_other": int(table.loc[~table["free"], "person"].nunique()),
        "person_years": len(table), "diff": effect["diff"], "interval": [lo, hi],
        "worst_balance": float(checked["std_diff"].abs().max()), "subgroups_tried": len(parts),
        "subgroups_found": int((parts["p"] < 0.05).sum()),
        "verdict": "raises" if lo > 0 else "lowers" if hi < 0 else "undecided",
    }
