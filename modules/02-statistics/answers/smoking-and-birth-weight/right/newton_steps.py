# ---
# story: Logistic regression by Newton's steps, HC3 errors from a QR decomposition, groups by pandas.
# ---
# %% key="adjusted"
def adjusted(y, t, X):
    C = np.column_stack([np.ones(len(t)), X.to_numpy(float)])
    part = lambda v: v - C @ np.linalg.lstsq(C, v, rcond=None)[0]
    ty, yy = part(t.astype(float)), part(y)
    b = (ty @ yy) / (ty @ ty)
    q, _ = np.linalg.qr(np.column_stack([C, t]))
    h = (q**2).sum(axis=1)
    e = (yy - b * ty) / (1 - h)
    return {"effect": b, "se": np.sqrt((ty**2 * e**2).sum()) / (ty @ ty)}

# %% key="propensity"
def propensity(X, labels, treated):
    t = (np.asarray(labels) == treated).astype(float)
    Z = X.to_numpy(float)
    Z = np.column_stack([np.ones(len(t)), (Z - Z.mean(0)) / np.where(Z.std(0) > 0, Z.std(0), 1)])
    b = np.zeros(Z.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-Z @ b))
        b = b + np.linalg.lstsq((Z * (p * (1 - p))[:, None]).T @ Z, Z.T @ (t - p), rcond=None)[0]
    return np.clip(1 / (1 + np.exp(-Z @ b)), 1e-9, 1 - 1e-9)

# %% key="ipw"
def ipw(y, t, p, trim):
    rows = pd.DataFrame({"y": y, "t": t, "p": p}).query("@trim <= p <= 1 - @trim")
    rows["w"] = np.where(rows["t"] == 1, 1 / rows["p"], 1 / (1 - rows["p"]))
    rows["wy"], rows["ww"] = rows["w"] * rows["y"], rows["w"] ** 2
    s = rows.groupby("t")[["w", "wy", "ww"]].sum()
    m, n = s["wy"] / s["w"], s["w"] ** 2 / s["ww"]
    return {"ess_other": n[0], "ess_treated": n[1], "effect": m[1] - m[0], "used": len(rows)}
