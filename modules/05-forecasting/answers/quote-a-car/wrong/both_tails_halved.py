# ---
# misconception: interval.wrong_tails
# story: Halves alpha for two tails, although the score has lost its sign.
# fails: [conformal_example, conformal_sealed]
# says: alpha is not halved
# ---
# %% key="conformal"
def conformal(predict, cars, alpha):
    scores = np.sort(np.exp(np.abs(np.log(cars["price"].to_numpy() / predict(cars)))))
    k = math.ceil((len(scores) + 1) * (1 - alpha / 2))
    return float(scores[k - 1]) if k <= len(scores) else math.inf
