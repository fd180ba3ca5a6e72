# ---
# misconception: cause.bad_control
# story: Adjusts for every trait in the file, the low birth weight and the prenatal visits among them.
# fails: [controls_book]
# says: "takes a part of the effect away"
# ---
# %% key="controls"
def controls(book):
    kept = book[(book["role"] == "trait") & (book["kind"] == "number")]
    family = kept["copy_of"].where(kept["copy_of"] != "", kept["name"])
    return kept.loc[~family.duplicated(), "name"].tolist()
