# ---
# misconception: test.ties_dropped
# story: Counts the rounds that are farther and forgets those that are as far.
# fails: [paired_test_nothing, paired_test_exact]
# says: not only those that are farther
# ---
# %% key="paired_test"
def paired_test(y, a, b, score, rng, rounds):
    difference = score(y, b) - score(y, a)
    far = 0
    for _ in range(rounds):
        swap = rng.random(len(y)) < 0.5
        shuffled = score(y, np.where(swap, a, b)) - score(y, np.where(swap, b, a))
        far += abs(shuffled) > abs(difference) + 1e-12
    return float(difference), float((1 + far) / (1 + rounds))
