# ---
# story: A cross table for the counts, pandas groups for the bins, all rounds' coins at once.
# ---
# %% key="prf"
def prf(y, pred, classes, average):
    table = pd.crosstab(pd.Categorical(y, classes), pd.Categorical(pred, classes), dropna=False)
    table = table.reindex(index=classes, columns=classes, fill_value=0).to_numpy().astype(float)
    hits, guessed, members = np.diag(table), table.sum(axis=0), table.sum(axis=1)
    if average == "micro":
        share = hits.sum() / len(y)
        return float(share), float(share), float(share)
    precision = np.divide(hits, guessed, out=np.zeros_like(hits), where=guessed > 0)
    recall = np.divide(hits, members, out=np.zeros_like(hits), where=members > 0)
    both = precision + recall
    f1 = np.divide(2 * precision * recall, both, out=np.zeros_like(hits), where=both > 0)
    return precision.mean(), recall.mean(), f1.mean()

# %% key="ece"
def ece(y, proba, classes, bins):
    people = pd.DataFrame({"sure": proba.max(axis=1), "hit": [classes[k] for k in proba.argmax(axis=1)] == np.asarray(y)})
    people["bin"] = np.clip(np.floor(people["sure"] * bins), 0, bins - 1)
    means = people.astype(float).groupby("bin").agg(sure=("sure", "mean"), hit=("hit", "mean"), n=("hit", "size"))
    return float(((means["hit"] - means["sure"]).abs() * means["n"]).sum() / len(people))

# %% key="paired_test"
def paired_test(y, a, b, score, rng, rounds):
    coins = rng.random((rounds, len(y))) < 0.5
    difference = score(y, b) - score(y, a)
    others = np.array([score(y, np.where(c, a, b)) - score(y, np.where(c, b, a)) for c in coins])
    return float(difference), float((np.sum(np.abs(others) + 1e-12 >= abs(difference)) + 1) / (rounds + 1))
