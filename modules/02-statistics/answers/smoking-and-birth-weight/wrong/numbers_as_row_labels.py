# ---
# misconception: leak.order
# story: Walks over 0 to n and looks rows up by label, as if every index counted from 0.
# fails: [controls_book]
# says: "the first of each family"
# ---
# %% key="controls"
def controls(book):
    names, families = [], set()
    for i in sorted(book.index):
        row = book.loc[i]
        family = row["copy_of"] or row["name"]
        if (row["role"], row["settled"], row["kind"]) == ("trait", "before", "number") and family not in families:
            families.add(family)
            names.append(row["name"])
    return names
