# ---
# misconception: interval.naive_se
# story: Takes the textbook error, which gives every row the same spread.
# fails: [adjusted_error]
# says: "as if every row had the same spread"
# ---
# %% key="adjusted"
def adjusted(y, t, X):
    design = np.column_stack([np.ones(len(t)), t, X.to_numpy(float)])
    inverse = np.linalg.inv(design.T @ design)
    coefficients = inverse @ design.T @ y
    left = y - design @ coefficients
    variance = (left**2).sum() / (len(y) - design.shape[1]) * inverse[1, 1]
    return {"effect": float(coefficients[1]), "se": math.sqrt(variance)}
