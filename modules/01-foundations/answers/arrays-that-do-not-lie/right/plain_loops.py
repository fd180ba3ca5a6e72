# ---
# story: Plain Python loops instead of whole-array calls.
# ---
# %% key="normalise"
def normalise(img, low, high):
    flat = [min(max((float(level) - low) / (high - low), 0.0), 1.0) for level in img.flat]
    return np.array(flat).reshape(img.shape)

# %% key="trailing_mean"
def trailing_mean(x, w):
    means = []
    for t in range(len(x)):
        known = [v for v in x[max(0, t - w + 1):t + 1] if not np.isnan(v)]
        means.append(sum(known) / len(known) if known else np.nan)
    return np.array(means)

# %% key="rmse"
def rmse(y, p):
    y, p = [float(v) for v in np.ravel(y)], [float(v) for v in np.ravel(p)]
    return (sum((a - b) ** 2 for a, b in zip(y, p, strict=True)) / len(y)) ** 0.5

# %% key="wide_to_long"
def wide_to_long(table):
    rows = []
    for _, record in table.sort_values("YEAR").iterrows():
        rows += [{"value": record[name], "month": month, "year": int(record["YEAR"])}
                 for month, name in enumerate(MONTHS, start=1)]
    return pd.DataFrame(rows)

# %% key="draw"
def draw(rng, n, k):
    return np.array(sorted(rng.permutation(n)[:k].tolist()))
