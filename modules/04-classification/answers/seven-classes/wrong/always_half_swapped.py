# ---
# misconception: resample.wrong_rows
# story: Swaps exactly half of the people in every round, drawn like a split, where each has a coin of their own.
# fails: [paired_test_exact]
# says: left to the coins
# ---
# %% key="paired_test"
def paired_test(y, a, b, score, rng, rounds):
    difference, far = score(y, b) - score(y, a), 0
    for _ in range(rounds):
        swap = rng.permutation(len(y)) < len(y) // 2
        gap = score(y, np.where(swap, a, b)) - score(y, np.where(swap, b, a))
        far += abs(gap) >= abs(difference) - 1e-12
    return float(difference), float((1 + far) / (1 + rounds))
