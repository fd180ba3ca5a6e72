# ---
# misconception: cause.twin_columns
# story: Keeps every column of numbers, copies too.
# fails: [controls_book]
# says: "one of each family"
# ---
# %% key="controls"
def controls(book):
    return book.loc[(book["role"] == "trait") & (book["settled"] == "before") & (book["kind"] == "number"), "name"].tolist()
