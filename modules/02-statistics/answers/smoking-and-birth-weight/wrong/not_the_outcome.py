# ---
# misconception: cause.bad_control
# story: Leaves out what was measured at birth and keeps what happened during the pregnancy.
# fails: [controls_book]
# says: "takes a part of the effect away"
# ---
# %% key="controls"
def controls(book):
    kept = book[(book["role"] == "trait") & (book["kind"] == "number") & (book["settled"] != "at birth")]
    family = kept["copy_of"].where(kept["copy_of"] != "", kept["name"])
    return kept.loc[~family.duplicated(), "name"].tolist()
