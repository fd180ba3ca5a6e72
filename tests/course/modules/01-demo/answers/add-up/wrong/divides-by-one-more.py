# ---
# misconception: mean.integer_division
# story: Divides by one more than the count.
# fails: [average_fresh]
# says: a number between the two
# ---
# %% key="average"
def average(numbers):
    return sum(numbers) / (len(numbers) + 1)
