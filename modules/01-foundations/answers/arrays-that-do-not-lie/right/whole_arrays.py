# ---
# story: Interpolation, cumulative sums, a norm and a set index.
# ---
# %% key="normalise"
def normalise(img, low, high):
    return np.interp(img, [low, high], [0.0, 1.0])

# %% key="trailing_mean"
def trailing_mean(x, w):
    known = ~np.isnan(x)
    sums = np.r_[0.0, np.cumsum(np.where(known, x, 0.0))]
    counts = np.r_[0, np.cumsum(known)]
    stop = np.arange(1, len(x) + 1)
    start = np.maximum(stop - w, 0)
    n = counts[stop] - counts[start]
    return np.divide(sums[stop] - sums[start], n, out=np.full(len(x), np.nan), where=n > 0)

# %% key="rmse"
def rmse(y, p):
    y, p = y.reshape(-1).astype(float), p.reshape(-1).astype(float)
    if y.size != p.size:
        raise ValueError("lengths differ")
    return np.linalg.norm(y - p) / np.sqrt(y.size)

# %% key="wide_to_long"
def wide_to_long(table):
    years = table.set_index("YEAR")[MONTHS].sort_index()
    return pd.DataFrame({"year": np.repeat(years.index.to_numpy(), 12), "month": np.tile(np.arange(1, 13), len(years)),
                         "value": years.to_numpy().ravel()})

# %% key="draw"
def draw(rng, n, k):
    return np.flatnonzero(np.argsort(rng.random(n)) < k)
