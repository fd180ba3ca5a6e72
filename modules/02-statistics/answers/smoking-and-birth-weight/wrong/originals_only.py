# ---
# misconception: cause.twin_columns
# story: Drops whatever is a copy, and with it the only column of numbers.
# fails: [controls_list, controls_book]
# says: "traits of the parents"
# ---
# %% key="controls"
def controls(book):
    kept = (book["role"] == "trait") & (book["settled"] == "before") & (book["kind"] == "number") & (book["copy_of"] == "")
    return book.loc[kept, "name"].tolist()
