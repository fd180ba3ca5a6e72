# ---
# story: Partials the controls out of both sides; boosted trees for the propensity; sums for the weights.
# ---
# %% key="adjusted"
def adjusted(y, t, X):
    controls = np.column_stack([np.ones(len(t)), X])
    rest = lambda v: v - controls @ np.linalg.lstsq(controls, v, rcond=None)[0]
    t_left, y_left = rest(t.astype(float)), rest(y)
    effect = (t_left @ y_left) / (t_left @ t_left)
    left = y_left - effect * t_left
    return {"effect": float(effect), "se": float(np.sqrt((t_left**2 * left**2).sum()) / (t_left @ t_left))}

# %% key="propensity"
def propensity(X, labels, treated):
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(max_iter=30, learning_rate=0.05, random_state=0).fit(X, labels == treated)
    return model.predict_proba(X)[:, 1]

# %% key="ipw"
def ipw(y, t, p, trim):
    rows = [(yi, ti, 1 / pi if ti else 1 / (1 - pi)) for yi, ti, pi in zip(y, t, p) if trim <= pi <= 1 - trim]
    mean, size = {}, {}
    for group in (0, 1):
        w = [wi for _, ti, wi in rows if ti == group]
        mean[group] = sum(wi * yi for yi, ti, wi in rows if ti == group) / sum(w)
        size[group] = sum(w) ** 2 / sum(wi * wi for wi in w)
    return {"effect": mean[1] - mean[0], "used": len(rows), "ess_treated": size[1], "ess_other": size[0]}

# %% key="memo"
def memo(naive, fitted, weighted, table):
    low, high = (float(fitted["effect"] + side * 1.96 * fitted["se"]) for side in (-1, 1))
    tipping = min((float(r.gap) for r in table.itertuples() if r.gap >= 0 and not r.holds), default=None)
    finding = "not shown" if low * high <= 0 else "fragile" if tipping is not None else "robust"
    return dict(naive=naive, adjusted=fitted["effect"], weighted=weighted["effect"], interval=[low, high],
                confounded=naive - fitted["effect"], tipping_gap=tipping, finding=finding)
