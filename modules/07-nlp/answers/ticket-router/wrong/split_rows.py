# ---
# misconception: leak.group
# story: "Draws rows at random, as train_test_split does."
# fails: [split_fresh]
# says: "on both sides"
# ---
# %% key="split_by_module"
def split_by_module(tickets, share, rng):
    order = rng.permutation(len(tickets))
    in_test = order[: int(np.ceil(share * len(tickets)))]
    text = tickets["text"].str.lower().to_numpy()
    rest = np.setdiff1d(order, in_test)
    return rest[~np.isin(text[rest], text[in_test])], in_test
