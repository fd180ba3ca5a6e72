# ---
# misconception: leak.order
# story: Glues t and X together by the index, and drops the rows that found no partner.
# fails: [adjusted_known]
# says: "rows belong together by place"
# ---
# %% key="adjusted"
def adjusted(y, t, X):
    design = pd.concat([pd.Series(y, name="y"), pd.Series(t, name="t"), X], axis=1).dropna()
    design.insert(1, "one", 1.0)
    y, D = design["y"].to_numpy(), design.drop(columns="y").to_numpy(float)
    inverse = np.linalg.inv(D.T @ D)
    coefficients = inverse @ D.T @ y
    left = y - D @ coefficients
    covariance = inverse @ (D.T * left**2) @ D @ inverse
    return {"effect": float(coefficients[1]), "se": float(np.sqrt(covariance[1, 1]))}
