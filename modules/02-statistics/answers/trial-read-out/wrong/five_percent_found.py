# ---
# misconception: count.boundary
# story: Counts a p of exactly 0.05 as a find.
# fails: [readout_numbers]
# says: Is 0.05 itself below it
# ---
# %% key="readout"
def readout(table, effect, checked, parts):
    return {"people_free": int(table.loc[table["free"], "person"].nunique()), "people_other": int(table.loc[~table["free"], "person"].nunique()), "person_years": int(len(table)),
            "diff": float(effect["diff"]), "interval": [float(effect["lo"]), float(effect["hi"])],
            "worst_balance": float(checked["std_diff"].abs().max()), "subgroups_tried": int(len(parts)), "subgroups_found": int((parts["p_holm"] <= 0.05).sum()), "verdict": "raises" if effect["lo"] > 0 else "lowers" if effect["hi"] < 0 else "undecided"}
