# ---
# misconception: seed.missing
# story: Makes a generator of its own without a seed.
# fails: [paired_test_exact]
# says: which generator throws your coins
# ---
# %% key="paired_test"
def paired_test(y, a, b, score, rng, rounds):
    difference = score(y, b) - score(y, a)
    far = 0
    for _ in range(rounds):
        swap = np.random.default_rng().random(len(y)) < 0.5
        shuffled = score(y, np.where(swap, a, b)) - score(y, np.where(swap, b, a))
        far += abs(shuffled) >= abs(difference) - 1e-12
    return float(difference), float((1 + far) / (1 + rounds))
