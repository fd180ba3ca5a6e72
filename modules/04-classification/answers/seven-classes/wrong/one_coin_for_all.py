# ---
# misconception: resample.wrong_rows
# story: Throws one coin per round and swaps the two models as a whole.
# fails: [paired_test_exact]
# says: one coin for all people
# ---
# %% key="paired_test"
def paired_test(y, a, b, score, rng, rounds):
    difference = score(y, b) - score(y, a)
    far = 0
    for _ in range(rounds):
        swap = rng.random() < 0.5
        shuffled = score(y, np.where(swap, a, b)) - score(y, np.where(swap, b, a))
        far += abs(shuffled) >= abs(difference) - 1e-12
    return float(difference), float((1 + far) / (1 + rounds))
