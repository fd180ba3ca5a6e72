# ---
# misconception: mean.integer_division
# story: Divides with two slashes and makes it a float afterwards.
# fails: [average_fresh]
# loses: 2
# says: 1 of 3 points
# ---
# %% key="average"
def average(numbers):
    return float(sum(numbers) // len(numbers))
