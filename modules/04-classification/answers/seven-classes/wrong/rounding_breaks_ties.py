# ---
# misconception: test.ties_dropped
# story: Compares differences without forgiving an error of rounding.
# fails: [paired_test_nothing]
# says: nearer by less than 1e-12
# ---
# %% key="paired_test"
def paired_test(y, a, b, score, rng, rounds):
    d = score(y, b) - score(y, a)
    n = 0
    for _ in range(rounds):
        s = rng.random(len(y)) < 0.5
        x, z = np.where(s, b, a), np.where(s, a, b)
        e = score(y, z) - score(y, x)
        n += abs(e) >= abs(d)
    return (float(d), float((n + 1) / (rounds + 1)))
