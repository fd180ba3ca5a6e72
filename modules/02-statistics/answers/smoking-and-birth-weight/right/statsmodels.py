# ---
# story: statsmodels for regression and propensity, with HC3 errors.
# ---
# %% key="controls"
def controls(book):
    seen, names = set(), []
    for row in book.itertuples():
        family = row.copy_of or row.name
        if (row.role, row.settled, row.kind) == ("trait", "before", "number") and family not in seen:
            seen.add(family)
            names.append(row.name)
    return names

# %% key="adjusted"
def adjusted(y, t, X):
    import statsmodels.api as sm

    found = sm.OLS(y, sm.add_constant(X.assign(treated__=t).to_numpy(float), has_constant="add")).fit(cov_type="HC3")
    return {"effect": found.params[-1], "se": found.bse[-1]}

# %% key="propensity"
def propensity(X, labels, treated):
    import statsmodels.api as sm

    scaled = (X - X.mean()) / X.std()
    return sm.Logit((labels == treated).astype(float), sm.add_constant(scaled.to_numpy(float))).fit(disp=0).predict()

# %% key="sensitivity"
def sensitivity(effect, se, strength, gaps):
    rows = []
    for gap in gaps:
        left = effect - strength * gap
        rows.append({"holds": bool(left * np.sign(effect) - 1.96 * se > 0), "gap": gap, "hi": left + 1.96 * se,
                     "lo": left - 1.96 * se, "effect": left})
    return pd.DataFrame(rows)
