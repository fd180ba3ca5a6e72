# ---
# misconception: cause.bad_control
# story: Keeps earlier treatment as one more column that was settled before.
# fails: [controls_book]
# says: "traits alone"
# ---
# %% key="controls"
def controls(book):
    kept = book[(book["role"] != "outcome") & (book["kind"] == "number") & (book["settled"] == "before")]
    family = kept["copy_of"].where(kept["copy_of"] != "", kept["name"])
    return kept.loc[~family.duplicated(), "name"].tolist()
