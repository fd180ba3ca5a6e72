# ---
# misconception: add.starts_at_one
# story: Starts the running sum at one.
# fails: [total_fresh]
# says: add.forgets_last
# ---
# %% key="total"
def total(numbers):
    result = 1
    for number in numbers:
        result += number
    return result
