# ---
# misconception: cause.twin_columns
# story: Drops a copy only if the column that it repeats was kept, so two codes of one text both stay.
# fails: [controls_book]
# says: "also where the column itself is text"
# ---
# %% key="controls"
def controls(book):
    chosen = []
    for row in book.itertuples():
        if row.role != "trait" or row.settled != "before" or row.kind != "number":
            continue
        if row.copy_of in chosen:
            continue
        if any(book.loc[book["name"] == c, "copy_of"].iloc[0] == row.name for c in chosen):
            continue
        chosen.append(row.name)
    return chosen
