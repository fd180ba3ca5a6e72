# ---
# misconception: seed.global
# story: "Leaves the generator aside and fixes random_state, so every draw is the same."
# fails: [split_fresh]
# says: "fixed random_state"
# ---
# %% key="split_by_module"
def split_by_module(tickets, share, rng):
    order = pd.Series(sorted(tickets["module"].unique())).sample(frac=1, random_state=0)
    in_test = np.zeros(len(tickets), dtype=bool)
    for module in order:
        if in_test.sum() < share * len(tickets):
            in_test |= (tickets["module"] == module).to_numpy()
    text = tickets["text"].str.lower()
    repeated = text.isin(text[in_test]).to_numpy()
    return np.flatnonzero(~in_test & ~repeated), np.flatnonzero(in_test)
