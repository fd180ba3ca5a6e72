# ---
# misconception: test.zero_p
# story: Divides the rounds that are as far by all rounds, so p may be 0.
# fails: [paired_test_contract, paired_test_exact]
# says: add 1 above and below
# ---
# %% key="paired_test"
def paired_test(y, a, b, score, rng, rounds):
    difference = score(y, b) - score(y, a)
    far = 0
    for _ in range(rounds):
        swap = rng.random(len(y)) < 0.5
        shuffled = score(y, np.where(swap, a, b)) - score(y, np.where(swap, b, a))
        far += abs(shuffled) >= abs(difference) - 1e-12
    return float(difference), float(far / rounds)
