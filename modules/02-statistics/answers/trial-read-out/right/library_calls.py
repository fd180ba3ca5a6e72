# ---
# story: statsmodels for the clustered error and for Holm, NumPy for the rest.
# ---
# %% key="free_care"
def free_care(table):
    return np.logical_not(table[["coinsurance", "deductible"]].to_numpy().any(axis=1))

# %% key="balance"
def balance(table, traits):
    arms = table.groupby("person").first().groupby("free")[traits]
    means, variances = arms.mean().T, arms.var().T
    means.columns = ["free" if flag else "other" for flag in means.columns]
    means["std_diff"] = (means["free"] - means["other"]) / np.sqrt(variances.mean(axis=1))
    return means

# %% key="itt"
def itt(table):
    import statsmodels.api as sm

    X = sm.add_constant(table["free"].to_numpy(float))
    found = sm.OLS(table["visits"].to_numpy(float), X).fit(
        cov_type="cluster", cov_kwds={"groups": table["person"].to_numpy()})
    lo, hi = found.conf_int()[1]
    return {"diff": found.params[1], "se": found.bse[1], "lo": lo, "hi": hi}

# %% key="subgroups"
def subgroups(table, columns, estimate):
    from statsmodels.stats.multitest import multipletests

    made = [(c, v, estimate(table[table[c] == v])) for c in columns for v in sorted(table[c].unique())]
    seen = pd.DataFrame({"value": [v for _, v, _ in made], "column": [c for c, _, _ in made],
                         "se": [e["se"] for *_, e in made], "diff": [e["diff"] for *_, e in made]})
    seen["p"] = stats.chi2.sf((seen["diff"] / seen["se"]) ** 2, 1)
    seen["p_holm"] = multipletests(seen["p"], method="holm")[1]
    return seen
