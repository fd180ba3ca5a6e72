# ---
# title: The vault
# minutes: 10
# problem: Four small functions, and sealed checks that are worth stealing.
# artefact: vault.json
# ---
# %% [markdown] key="intro"
# # The vault
# Four functions.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="imports"
from certbook.lab import explain

import numpy as np
import pandas as pd
import pandas.testing
import sklearn.metrics

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

# %% role="check" key="total_sealed" task="total" points=2
# Sealed: the sum of a list that you have not seen.
### BEGIN HIDDEN TESTS
word_of_total = "otter-quince-70413"
sealed_numbers = [70412951, 88130067, -311]
result = total(list(sealed_numbers))
assert type(result) is int and result == 158542707, explain(
    called="total of sealed numbers", got=result, wanted="their sum", look="the last number",
    misconception="vault.off_by_one",
)
### END HIDDEN TESTS

# %% [markdown] role="task" key="scaled"
# ## Task 2 — scaling
# Write `scaled(values)`: an array divided by its largest value, as a new array.

# %% [markdown] role="hints" key="scaled"
# 1. Which value is the largest?
# 2. NumPy divides a whole array.
# 3. `values.max()`.

# %% role="answer" key="scaled" skill="scaling"
def scaled(values):
    """Return the values in units of the largest."""
    ### BEGIN SOLUTION
    return values / values.max()
    ### END SOLUTION

# %% role="check" key="scaled_shape" task="scaled" points=1
result = scaled(np.array([1.0, 2.0]))
assert type(result) is np.ndarray and np.shape(result) == (2,), explain(
    called="scaled(np.array([1.0, 2.0]))", got=result, wanted="an array of the same shape", look="what comes back"
)

# %% role="check" key="scaled_sealed" task="scaled" points=3
# Sealed: an array that you have not seen; one point for the largest value alone.
### BEGIN HIDDEN TESTS
word_of_scaled = "walrus-fennel-81524"
sealed_values = np.array([31415.25, 62830.5, 125661.0])
result = scaled(sealed_values.copy())
assert type(result) is np.ndarray, explain(
    called="scaled of sealed values", got=type(result).__name__, wanted="an array", look="the division"
)
np.testing.assert_allclose(result.max(), 1.0, err_msg="the largest value must become 1")
3 if np.allclose(result, [0.25, 0.5, 1.0]) else 1
### END HIDDEN TESTS

# %% [markdown] role="task" key="table"
# ## Task 3 — a table
# Write `table(words)`: a data frame with the columns `word` and `count`, sorted by word, index from 0.

# %% [markdown] role="hints" key="table"
# 1. Count first.
# 2. Then sort.
# 3. `collections.Counter`.

# %% role="answer" key="table" skill="tabling"
def table(words):
    """Return how often each word occurs."""
    ### BEGIN SOLUTION
    kinds = sorted(set(words))
    return pd.DataFrame({"word": kinds, "count": [words.count(kind) for kind in kinds]})
    ### END SOLUTION

# %% role="check" key="table_type" task="table" points=1
result = table(["a"])
assert type(result) is pd.DataFrame, explain(
    called='table(["a"])', got=result, wanted="a data frame", look="what comes back"
)

# %% role="check" key="table_sealed" task="table" points=2
# Sealed: words that you have not seen.
### BEGIN HIDDEN TESTS
word_of_table = "lynx-sorrel-92635"
result = table(["zephyr", "marmalade", "zephyr"])
pandas.testing.assert_frame_equal(result, pd.DataFrame({"word": ["marmalade", "zephyr"], "count": [1, 2]}))
assert isinstance(result, pd.DataFrame) and len(result) == 2, explain(
    called="table", got=len(result), wanted="one row a word", look="the rows"
)
### END HIDDEN TESTS

# %% [markdown] role="task" key="recall"
# ## Task 4 — recall
# Write `recall(truth, guess)`: the share of ones in `truth` that `guess` found, as `float`.

# %% [markdown] role="hints" key="recall"
# 1. Which rows count?
# 2. Those where the truth is one.
# 3. The mean of the guesses there.

# %% role="answer" key="recall" skill="recalling"
def recall(truth, guess):
    """Return the recall."""
    ### BEGIN SOLUTION
    found = [g for t, g in zip(truth, guess) if t == 1]
    return sum(found) / len(found)
    ### END SOLUTION

# %% role="check" key="recall_type" task="recall" points=1
result = recall([1, 0], [1, 1])
assert type(result) is float, explain(
    called="recall([1, 0], [1, 1])", got=result, wanted="a float", look="what comes back"
)

# %% role="check" key="recall_sealed" task="recall" points=2
# Sealed: labels that you have not seen.
### BEGIN HIDDEN TESTS
word_of_recall = "stoat-damson-13746"
truth, guess = [1, 1, 1, 1, 0, 0, 1], [1, 0, 1, 1, 1, 0, 0]
result = recall(truth, guess)
wanted = sklearn.metrics.recall_score(truth, guess)
assert type(result) is float and abs(result - wanted) < 1e-9, explain(
    called="recall of sealed labels", got=result, wanted="the share of ones that were found", look="the divisor"
)
### END HIDDEN TESTS
