# ---
# misconception: add.forgets_last
# story: Loops to one short of the end.
# fails: [total_fresh]
# says: the sum of all the numbers
# ---
# %% key="total"
def total(numbers):
    return sum(numbers[:-1])
