# ---
# misconception: table.grain
# story: Reports person-years as people.
# fails: [readout_numbers]
# says: "a row is a person-year"
# ---
# %% key="readout"
def readout(table, effect, checked, parts):
    lo, hi = effect["lo"], effect["hi"]
    return {
        "people_free": int(table["free"].sum()),
        "people_other": int((~table["free"]).sum()),
        "person_years": len(table), "diff": effect["diff"], "interval": [lo, hi],
        "worst_balance": float(checked["std_diff"].abs().max()), "subgroups_tried": len(parts),
        "subgroups_found": int((parts["p_holm"] < 0.05).sum()),
        "verdict": "raises" if lo > 0 else "lowers" if hi < 0 else "undecided",
    }
