# %% [markdown]
# # Regression and forecasting
# A number without a range is a guess, and a forecast without a baseline is a boast. You will price cars of unseen
# makes, put ranges around the prices that hold, and judge forecasts as if every month were the present.

# %%
from certbook.lab import load_data  # first: keeps BLAS to one thread

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingRegressor, RandomForestRegressor
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import GroupKFold, KFold, cross_val_predict

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#777777"
plt.rcParams.update({"figure.figsize": (7.2, 3.8), "figure.dpi": 110, "axes.spines.top": False,
                     "axes.spines.right": False, "axes.titlelocation": "left", "legend.frameon": False,
                     "figure.constrained_layout.use": True})

# %% [markdown]
# ## A price is a ratio
# Two hundred cars of 1985, with size, engine and list price. A thousand dollars is much for a small car and little for
# a limousine: errors of prices grow with the price. Look at the same prices on two scales, and see on which of them
# one step means the same everywhere.

# %%
autos = load_data("autos").dropna(subset=["price", "hp"]).reset_index(drop=True)
sizes = ["wb", "length", "width", "weight", "eng_cc", "hp", "city_mpg"]
X, price, make = autos[sizes], autos["price"].to_numpy(), autos["make"].to_numpy()
fig, (left, right) = plt.subplots(1, 2)
left.scatter(autos["weight"], price / 1000, s=12, color=BLUE, alpha=0.6)
left.set(title="Dollars fan out", xlabel="weight, pounds", ylabel="price, thousand dollars")
right.scatter(autos["weight"], price / 1000, s=12, color=ORANGE, alpha=0.6)
right.set(title="Ratios keep their spread", xlabel="weight, pounds", ylabel="price, thousand dollars (log scale)",
          yscale="log")
right.set_yticks([5, 10, 20, 40], ["5", "10", "20", "40"])
right.minorticks_off()
plt.show()

# %% [markdown]
# ## Fit logs, judge dollars
# Fit the price itself, and the straight line runs into impossible prices for small cars. Fit its logarithm, and e to
# the power of the answer is positive by construction. But then judge in dollars: an R² of the logs describes a scale
# on which nobody pays.

# %%
folds = GroupKFold(n_splits=5)
direct = cross_val_predict(LinearRegression(), X, price, groups=make, cv=folds)
logged = cross_val_predict(LinearRegression(), X, np.log(price), groups=make, cv=folds)
small = X.assign(weight=1200, hp=40, length=130, wb=82, width=58, eng_cc=50, city_mpg=55).head(1)  # a microcar
print(f"microcar, line through dollars: {LinearRegression().fit(X, price).predict(small)[0]:8,.0f}")
print(f"microcar, line through logs:    {np.exp(LinearRegression().fit(X, np.log(price)).predict(small)[0]):8,.0f}")


def r2(y, p):
    return 1 - np.sum((y - p) ** 2) / np.sum((y - y.mean()) ** 2)


print(f"R² of logs {r2(np.log(price), logged):.2f}, the same predictions in dollars {r2(price, np.exp(logged)):.2f}")
print(f"mean absolute error: fitted on logs {np.mean(np.abs(price - np.exp(logged))):,.0f} dollars, "
      f"fitted on dollars {np.mean(np.abs(price - direct)):,.0f}")

# %% [markdown]
# ## Sisters on both sides
# Shuffle the rows before you cut folds, and most test cars have a sister of the same make in training. If your next
# customer brings a new make, that error is a fiction. Keep each make in one fold, and put the simplest rule beside it:
# everyone pays the median of the training prices.

# %%
forest = RandomForestRegressor(n_estimators=60, random_state=0)
errors = {}
for name, cut in [("shuffled rows", KFold(5, shuffle=True, random_state=0)),
                  ("unseen makes", list(folds.split(X, groups=make)))]:
    guess = np.exp(cross_val_predict(forest, X, np.log(price), cv=cut))
    errors[name] = np.mean(np.abs(price - guess))
simple = np.empty(len(price))
for train, test in folds.split(X, groups=make):
    simple[test] = np.median(price[train])
errors["median of training"] = np.mean(np.abs(price - simple))
fig, ax = plt.subplots(figsize=(7.2, 2.4))
bars = ax.barh(list(errors), list(errors.values()), color=[GREY, ORANGE, BLUE])
ax.bar_label(bars, fmt="{:,.0f}", padding=4)
ax.set(title="Shuffling promises an error that no new make will keep", xlabel="mean absolute error, dollars",
       xlim=(0, 1.15 * max(errors.values())))
plt.show()

# %% [markdown]
# ## Training errors are too small to trust
# A quote needs a range. The tempting shortcut measures the errors on the rows that were fitted and adds them around
# each prediction. A forest nearly remembers its training prices, so those errors are tiny. Ask for 80% over twenty
# random splits and count what the range catches.

# %%
def split_once(seed):
    """Return coverage of an 80% range from training errors and from held-out errors."""
    train, hold, test = np.split(np.random.default_rng(seed).permutation(len(price)), [100, 150])
    model = RandomForestRegressor(n_estimators=30, random_state=0).fit(X.iloc[train], np.log(price[train]))
    miss = {name: np.sort(np.abs(np.log(price[rows]) - model.predict(X.iloc[rows])))
            for name, rows in [("train", train), ("hold", hold), ("test", test)]}
    rank = int(np.ceil((len(hold) + 1) * 0.8))
    return np.mean(miss["test"] <= np.quantile(miss["train"], 0.8)), np.mean(miss["test"] <= miss["hold"][rank - 1])


covered = np.array([split_once(seed) for seed in range(20)])
print(f"asked for 80%: training errors cover {covered[:, 0].mean():.0%}, held-out errors {covered[:, 1].mean():.0%}")

# %% [markdown]
# ## The promise, split by split
# The held-out range is called *split conformal*. It needs no bell curve and no true model, only that the next car is
# drawn like the cars that were held out. A single split still scatters around 80%, because fifty cars settle the range
# and about as many judge it.

# %%
fig, ax = plt.subplots()
ax.plot(100 * covered[:, 0], "s", color=BLUE, label="errors of the training rows")
ax.plot(100 * covered[:, 1], "o", color=ORANGE, label="errors of held-out rows")
ax.axhline(80, color="black", linewidth=1)
ax.set(title="A range from training errors breaks its promise in every split", xlabel="split",
       ylabel="test prices inside the range, %", ylim=(0, 103), xticks=range(0, 20, 5))
ax.legend(loc="lower right")
plt.show()

# %% [markdown]
# ## The new case counts too
# With n held-out errors, a new error is equally likely to fall into any of n + 1 places among them. So take the error
# with rank (n + 1)(1 - alpha), rounded up. The plain quantile forgets the new case. With few errors that costs points
# of coverage; with nine errors and 90%, you need the largest.

# %%
rng = np.random.default_rng(0)
for n in (9, 19, 99):
    held, new = np.sort(rng.exponential(size=(4000, n)), axis=1), rng.exponential(size=4000)
    rank = int(np.ceil((n + 1) * 0.9))
    plain = np.quantile(held, 0.9, axis=1)
    print(f"n = {n:2d}: plain quantile covers {np.mean(new <= plain):.3f}, rank {rank:2d} covers "
          f"{np.mean(new <= held[:, rank - 1]):.3f}")

# %% [markdown]
# ## New makes are not drawn like old ones
# The promise assumes that the next car resembles the held-out ones. Hold out *random cars*, then meet *unseen makes*:
# the range narrows to what sisters allow. Hold out whole makes, and it comes nearer. With few makes neither is safe, so
# report how coverage scatters.

# %%
def by_make(seed, whole):
    """Return coverage on unseen makes of an 80% range from held-out whole makes or held-out random cars."""
    rng = np.random.default_rng(seed)
    names = rng.permutation(np.unique(make))
    test = np.isin(make, names[:6])
    rest = rng.permutation(np.flatnonzero(~test))
    hold = np.isin(make, names[6:13]) if whole else np.isin(np.arange(len(make)), rest[:len(rest) // 2])
    model = RandomForestRegressor(n_estimators=30, random_state=0)
    model.fit(X[~test & ~hold], np.log(price[~test & ~hold]))
    miss = np.sort(np.abs(np.log(price[hold]) - model.predict(X[hold])))
    rank = min(int(np.ceil((len(miss) + 1) * 0.8)), len(miss))
    return np.mean(np.abs(np.log(price[test]) - model.predict(X[test])) <= miss[rank - 1])


for whole in (False, True):
    shares = [by_make(seed, whole) for seed in range(20)]
    print(f"held out {'whole makes' if whole else 'random cars'}: covered {np.mean(shares):.0%} of unseen makes' cars, "
          f"from {min(shares):.0%} to {max(shares):.0%}")

# %% [markdown]
# ## Time has one direction
# Now the air over Mauna Loa: weekly CO2, averaged by month. The curve rises and breathes with the seasons, and a few
# months are empty. Whatever you do to a month, ask what was known at its end.

# %%
weekly = load_data("co2")
weekly.index = pd.to_datetime(weekly["date"].astype(str), format="%Y%m%d")
monthly = weekly["co2"].resample("MS").mean()
fig, ax = plt.subplots()
ax.plot(monthly, color=BLUE, linewidth=1)
for month in monthly.index[monthly.isna()]:
    ax.axvline(month, color=ORANGE, alpha=0.5, linewidth=1)
ax.set(title=f"{monthly.isna().sum()} of {len(monthly)} months are empty (vertical lines)", xlabel="year",
       ylabel="CO2, parts per million")
plt.show()

# %% [markdown]
# ## A fill that knows the next month
# Drawing a line across a gap looks harmless, but its right end is a month that was still to come. Rewrite the future
# and watch the filled month move. A causal fill stays: here the same month of the year before, plus the growth over
# the last year that was known.

# %%
def across(y):
    return y.interpolate()


def causal(y):
    """Fill each gap from the past: a year ago, plus last month's rise over its own year before."""
    y = y.copy()
    for t in np.flatnonzero(y.isna()):
        if t >= 13:
            y.iloc[t] = y.iloc[t - 12] + y.iloc[t - 1] - y.iloc[t - 13]
    return y.ffill()


gap = monthly.index[monthly.isna()][-1]
later = monthly.copy()
later[later.index > gap] += 10  # another future
for name, fill in [("line across", across), ("causal", causal)]:
    print(f"{name:12s} {gap:%B %Y}: {fill(monthly)[gap]:.2f}, with another future {fill(later)[gap]:.2f}")

# %% [markdown]
# ## Shuffled months are answers
# Give a boosted tree the month number and the season, and shuffle the months before splitting: every test month has
# neighbours in training, so the error looks superb. Hold out the *last* years instead, and the tree meets levels that
# it has never seen and cannot reach.

# %%
y = causal(monthly)
when = np.column_stack([np.arange(len(y)), y.index.month])
order = np.random.default_rng(0).permutation(len(y))
tree = HistGradientBoostingRegressor(random_state=0)
for name, rows in [("shuffled", order), ("in order", np.arange(len(y)))]:
    train, test = rows[:-60], rows[-60:]
    off = np.abs(y.iloc[test] - tree.fit(when[train], y.iloc[train]).predict(when[test]))
    print(f"{name}: mean absolute error of sixty test months {off.mean():.2f} ppm")

# %% [markdown]
# ## Simple rules first
# Three forecasts that need no fitting: repeat last year (*seasonal naive*); carry the average step on (*drift*); repeat
# last year and add last year's growth. Each looks only at the history it is given and names the next h months. A model
# has to beat the best of them.

# %%
def repeat_year(history, h):
    return np.array([history[-12 + i % 12] for i in range(h)])


def drift(history, h):
    return history[-1] + np.arange(1, h + 1) * (history[-1] - history[0]) / (len(history) - 1)


def repeat_and_grow(history, h):
    growth = np.mean(history[-12:]) - np.mean(history[-24:-12])
    return repeat_year(history, h) + growth * (1 + np.arange(h) // 12)


rules = {"repeat last year": repeat_year, "drift": drift, "repeat and grow": repeat_and_grow}
values, h = y.to_numpy(), 12
fig, ax = plt.subplots()
ax.plot(y.index[-36:], values[-36:], color="black", label="what happened")
for (name, rule), colour in zip(rules.items(), [BLUE, GREY, ORANGE]):
    ax.plot(y.index[-h:], rule(values[:-h], h), color=colour, linestyle="--", label=name)
ax.set(title="Twelve months ahead, from one origin", xlabel="month", ylabel="CO2, parts per million",
       xticks=y.index[-36::6], xticklabels=y.index[-36::6].strftime("%b %Y"))
ax.legend()
plt.show()

# %% [markdown]
# ## One origin is one opinion
# A forecast from one month may be lucky. Move the origin back a year at a time: each fold ends its history before the
# months that it forecasts, and forgets everything after. Every dot is a fold that somebody could have lived through.

# %%
starts = [len(values) - h * k for k in range(20, 0, -1)]  # the first forecast month of each fold
folds_error = {name: np.array([np.mean(np.abs(values[s:s + h] - rule(values[:s], h))) for s in starts])
               for name, rule in rules.items()}
fig, ax = plt.subplots()
for (name, off), colour in zip(folds_error.items(), [BLUE, GREY, ORANGE]):
    ax.plot(y.index[starts], off, "o-", color=colour, linewidth=0.8, markersize=4, label=f"{name}: mean {off.mean():.2f}")
ax.set(title="Twenty origins, a year apart", xlabel="first forecast month", ylabel="mean absolute error, ppm",
       ylim=(0, 4))
ax.legend()
plt.show()

# %% [markdown]
# ## Scale by what history makes easy
# Is half a ppm good? Divide by the error of repeating last year *inside the history*: the mean absolute scaled error,
# MASE. Below 1 beats that rule's usual error. The scale belongs to each fold's history; taken from the test months, it
# lets a hard year excuse any forecast.

# %%
def scale(history):
    return np.mean(np.abs(history[12:] - history[:-12]))


for name, off in folds_error.items():
    honest = np.mean(off / [scale(values[:s]) for s in starts])
    excused = np.mean(off / [np.mean(np.abs(values[s:s + h] - values[s - 12:s])) for s in starts])
    print(f"{name:17s} MASE {honest:.2f}; divided by the test months' own error {excused:.2f}")

# %% [markdown]
# ## A band from errors that were real
# The band comes from the backtest: for each step ahead, rank the absolute errors of past folds and apply the same
# n + 1 rule. One-step errors know nothing about twelve steps, so a band made of them is too narrow. Ten folds are few,
# though: check even the better band on later years before you sell it.

# %%
early, late = starts[:10], starts[10:]
ahead = np.array([np.abs(values[s:s + h] - repeat_and_grow(values[:s], h)) for s in early])
half_width = np.sort(ahead, axis=0)[int(np.ceil(11 * 0.8)) - 1]  # one width per step ahead, 80% wanted
one_step = np.array([abs(values[t] - repeat_and_grow(values[:t], 1)[0]) for t in range(36, early[0])])
narrow = np.quantile(one_step, 0.8)
hits = np.array([np.abs(values[s:s + h] - repeat_and_grow(values[:s], h)) for s in late])
print(f"80% wanted over ten later folds: by step ahead {np.mean(hits <= half_width):.0%}, "
      f"one-step errors {np.mean(hits <= narrow):.0%}")
print(f"half width: one-step {narrow:.2f} ppm, by step from {half_width.min():.2f} to {half_width.max():.2f} ppm")

# %% [markdown]
# ## The baseline may win
# Last, hourly electricity in Victoria: forecast tomorrow, when only yesterday and earlier is known. A boosted model
# gets lags and the calendar; the rule says "as a week ago". Score the last four weeks in order, and ship whichever is
# better. Here that is not the model.

# %%
demand = load_data("demand_victoria")["y"]
hour = np.arange(len(demand))
table = pd.DataFrame({f"lag {k}": demand.shift(k) for k in (48, 72, 168, 336)})
table = table.assign(hour=hour % 24, day=hour // 24 % 7)
ok = table.notna().all(axis=1).to_numpy()
train, test = np.flatnonzero(ok & (hour < len(demand) - 672)), hour[-672:]
boosted = HistGradientBoostingRegressor(max_iter=80, random_state=0).fit(table.iloc[train], demand.iloc[train])
for name, guess in [("boosted trees", boosted.predict(table.iloc[test])),
                    ("two days ago", table["lag 48"].iloc[test]), ("a week ago", table["lag 168"].iloc[test])]:
    print(f"{name:14s} mean absolute percentage error {100 * np.mean(np.abs(guess / demand.iloc[test] - 1)):.2f}%")

# %% [markdown]
# ## Buy a quantile, not a mean
# Missing power costs 60 dollars a megawatt-hour here, power left over 20. The middle of the past errors treats both alike.
# Move the margin and watch the bill: it is lowest where 60 / (60 + 20) of the errors lie below, the 75% quantile. The
# costs choose the quantile, not the forecaster.

# %%
missed = (demand - demand.shift(168)).dropna().to_numpy()
margins = np.linspace(-1500, 3000, 181)
bills = [np.mean(60 * np.maximum(missed - m, 0) + 20 * np.maximum(m - missed, 0)) for m in margins]
fig, ax = plt.subplots()
ax.plot(margins, np.array(bills) / 1000, color=ORANGE)
for name, spot, style in [("median error", np.median(missed), ":"), ("75% quantile", np.quantile(missed, 0.75), "-")]:
    ax.axvline(spot, color="black", linestyle=style, linewidth=1, label=f"{name}: {spot:,.0f} MW")
ax.set(title="The cheapest margin follows from what mistakes cost", xlabel="margin on 'as a week ago', MW",
       ylabel="mean cost, thousand dollars an hour", ylim=(0, None))
ax.legend()
plt.show()

# %% [markdown]
# ## Summary
# - Split by what will be new: a make, or the future. Fit where errors are even, judge where money or months count.
# - A range comes from errors that the fit has not seen, ranked with one more case than you have.
# - Backtest from many origins, scale by the history, and put the simplest rule beside every model.
