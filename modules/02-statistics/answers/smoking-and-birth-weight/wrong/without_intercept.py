# ---
# misconception: cause.confounding
# story: Forgets the intercept, so that the treatment carries the level.
# fails: [adjusted_dict, adjusted_known, adjusted_error]
# says: "an intercept"
# ---
# %% key="adjusted"
def adjusted(y, t, X):
    design = np.column_stack([t, X.to_numpy(float)])
    inverse = np.linalg.inv(design.T @ design)
    coefficients = inverse @ design.T @ y
    left = y - design @ coefficients
    covariance = inverse @ (design.T * left**2) @ design @ inverse
    return {"effect": float(coefficients[0]), "se": math.sqrt(covariance[0, 0])}
