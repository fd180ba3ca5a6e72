# ---
# misconception: count.rounding
# story: Takes the plain quantile of the scores, without the new car in the count.
# fails: [conformal_sealed]
# says: the rank that counts the new car too
# ---
# %% key="conformal"
def conformal(predict, cars, alpha):
    scores = np.exp(np.abs(np.log(cars["price"].to_numpy() / predict(cars))))
    return float(np.quantile(scores, 1 - alpha, method="higher")) if len(scores) > 3 else math.inf
