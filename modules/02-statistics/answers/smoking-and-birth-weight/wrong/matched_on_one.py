# ---
# misconception: cause.confounding
# story: Adjusts for the first column alone, which seemed the most important.
# fails: [adjusted_known]
# says: "nothing left out"
# ---
# %% key="adjusted"
def adjusted(y, t, X):
    design = np.column_stack([np.ones(len(t)), t, X.iloc[:, 0]])
    inverse = np.linalg.inv(design.T @ design)
    coefficients = inverse @ design.T @ y
    left = y - design @ coefficients
    covariance = inverse @ (design.T * left**2) @ design @ inverse
    return {"effect": float(coefficients[1]), "se": math.sqrt(covariance[1, 1])}
