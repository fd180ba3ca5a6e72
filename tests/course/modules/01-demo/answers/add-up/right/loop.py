# ---
# story: A loop in place of the built-in.
# ---
# %% key="total"
def total(numbers):
    result = 0
    for number in numbers:
        result += number
    return result
