# ---
# title: Add up
# minutes: 10
# problem: Add numbers up and average them.
# artefact: total.json
# ---
# %% [markdown] key="intro"
# # Add up
# Numbers come in, one number goes out.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="imports"
from certbook.lab import explain, fresh_rng

NUMBERS = [1, 2, 4]

# %% [markdown] role="task" key="total"
# ## Task 1 — the sum
# Write `total(numbers)`: the sum of a list of integers, as `int`.

# %% [markdown] role="hints" key="total"
# 1. Which number does an empty sum begin with?
# 2. Walk over the list and keep a running sum.
# 3. Python has a built-in whose name says it.

# %% role="answer" key="total" skill="adding"
def total(numbers):
    """Return the sum."""
    ### BEGIN SOLUTION
    return sum(numbers)
    ### END SOLUTION

# %% role="check" key="total_type" task="total" points=1
result = total(NUMBERS)
assert type(result) is int, explain(
    called="total([1, 2, 4])", got=result, wanted="an int", look="what does your function return?"
)

# %% role="check" key="total_fresh" task="total" points=2
# Sealed: sums of lists that you have not seen, the empty one among them.
### BEGIN HIDDEN TESTS
numbers = [int(n) for n in fresh_rng(SEED, "total_fresh").integers(5, 99, size=7)]
result = total(list(numbers))
assert type(result) is int and result == sum(numbers), explain(
    called=f"total({numbers})", got=result, wanted="the sum of all the numbers", look="the first and the last number",
    misconception="add.forgets_last",
)
assert total([]) == 0, explain(
    called="total([])", got=total([]), wanted="nothing added up", look="where the sum starts",
    misconception="add.starts_at_one",
)
### END HIDDEN TESTS

# %% [markdown] role="task" key="average"
# ## Task 2 — the average
# Write `average(numbers)`: the mean of a non-empty list of integers, as `float`.

# %% [markdown] role="hints" key="average"
# 1. How many numbers are there?
# 2. Divide the sum by the count.
# 3. There are two division signs in Python.

# %% role="answer" key="average" skill="averaging"
def average(numbers):
    """Return the mean."""
    ### BEGIN SOLUTION
    return sum(numbers) / len(numbers)
    ### END SOLUTION

# %% role="check" key="average_type" task="average" points=1
result = average([2, 4])
assert type(result) is float, explain(
    called="average([2, 4])", got=result, wanted="a float", look="the kind of division"
)

# %% role="check" key="average_fresh" task="average" points=3
# Sealed: an average that is no whole number; part of the points for being close.
### BEGIN HIDDEN TESTS
base = int(fresh_rng(SEED, "average_fresh").integers(5, 99))
result = average([base, base + 1])
assert type(result) is float, explain(called="average", got=result, wanted="a float", look="the kind of division")
assert abs(result - base) <= 1, explain(
    called=f"average([{base}, {base + 1}])", got=result, wanted="a number between the two", look="the divisor"
)
3 if result == base + 0.5 else 1
### END HIDDEN TESTS

# %% [markdown] role="written" key="story" points=2
# ## In your own words
# Problem, approach, impact.
# === BEGIN ANSWER ===
# Numbers were many; now they are one.
# === END ANSWER ===
