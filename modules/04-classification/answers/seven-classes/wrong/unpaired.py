# ---
# misconception: test.unpaired
# story: Bootstraps the people of each model apart, as if two groups had been asked.
# fails: [paired_test_exact]
# says: swap a person's two predictions
# ---
# %% key="paired_test"
def paired_test(y, a, b, score, rng, rounds):
    difference, far = score(y, b) - score(y, a), 0
    for _ in range(rounds):
        first, second = rng.integers(len(y), size=(2, len(y)))
        shuffled = score(y[second], b[second]) - score(y[first], a[first]) - difference
        far += abs(shuffled) >= abs(difference) - 1e-12
    return float(difference), float((1 + far) / (1 + rounds))
