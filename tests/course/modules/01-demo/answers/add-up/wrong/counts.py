# ---
# misconception: add.forgets_last
# story: Counts the numbers in place of adding them.
# fails: [total_fresh]
# says: the sum of all the numbers
# ---
# %% key="total"
def total(numbers):
    return len(numbers)
