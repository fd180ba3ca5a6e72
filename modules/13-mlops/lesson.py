# %% [markdown]
# # MLOps: registry, monitoring, point-in-time data
# A model in production has three questions to answer: which version am I, is the world still the one that I learned,
# and what was known when I was judged? You will answer each of them with a few lines of your own.

# %%
from certbook.lab import load_data  # first: keeps BLAS to one thread

import hashlib
import sqlite3

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from scipy.stats import ks_2samp, rankdata
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#777777"
plt.rcParams.update({"figure.figsize": (7.2, 4.0), "figure.dpi": 110, "axes.spines.top": False,
                     "axes.spines.right": False, "axes.titlelocation": "left", "legend.frameon": False})


def fit(table, columns):
    """Return a function that scores a table: P(many visits)."""
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)).fit(table[columns], table["heavy"])
    return lambda X: model.predict_proba(X[columns])[:, list(model.classes_).index(True)]

# %% [markdown]
# ## The people
# The RAND Health Insurance Experiment followed 5,912 people at six sites. An insurer wants to know who will see a
# doctor six times or more in a year. One model learns from sites 2 and 3 in the first year; everything else is
# production, as far as this page goes.

# %%
rand = load_data("rand")
rand["heavy"] = rand["mdvis"] >= 6
first = rand[rand["year"] == 1]
home = first[first["site"].isin([2, 3])].reset_index(drop=True)
print(f"{len(rand):,} person-years, {rand['heavy'].mean():.1%} with many visits; {len(home):,} people to learn from")
rand.groupby("site")[["income", "educdec", "ghindx"]].mean().round(1)

# %% [markdown]
# ## A fingerprint of everything
# Next month somebody asks which rows this model saw. A hash of the content answers for good. But the obvious call,
# hashing what Python prints, sees ten rows of thousands: the print-out has dots in the middle. Change a cell down
# there and compare.

# %%
def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


edited = home.copy()
edited.loc[len(home) // 2, "income"] += 5000
print("printed:", sha(str(home)), sha(str(edited)), "the edit goes unseen" * (sha(str(home)) == sha(str(edited))))
print("content:", sha(home.to_csv(index=False)), sha(edited.to_csv(index=False)))

# %% [markdown]
# ## A version never changes
# Version 1 is a promise: whoever names it in a year gets the same model. `INSERT OR REPLACE` breaks the promise without
# a word. A primary key and a plain `INSERT` keep it: a second version 1 is an error, and errors are good news here.

# %%
con = sqlite3.connect(":memory:")
con.execute("CREATE TABLE versions (model TEXT, version INTEGER, data TEXT, PRIMARY KEY (model, version))")
con.execute("INSERT INTO versions VALUES ('visits', 1, ?)", (sha(home.to_csv(index=False)),))
try:
    con.execute("INSERT INTO versions VALUES ('visits', 1, ?)", (sha(edited.to_csv(index=False)),))
except sqlite3.IntegrityError as error:
    print("plain INSERT:", error)
con.execute("INSERT OR REPLACE INTO versions VALUES ('visits', 1, ?)", (sha(edited.to_csv(index=False)),))
print("INSERT OR REPLACE: version 1 is now made of", con.execute("SELECT data FROM versions").fetchone()[0])

# %% [markdown]
# ## The best of many on the test set
# A common recipe trains many candidates, registers the one with the best test score, and reports that score. Try it
# with thirty models on five random columns each, and draw the test people a hundred times. The winner is partly
# lucky, on these rows only. Choose on validation rows and open the test once.

# %%
rng = np.random.default_rng(0)
pool = ["xage", "female", "coins", "physlm", "linc", "lfam", "hlthg", "hlthf", "hlthp", "mhi", "child", "income"]
away = first[first["site"].isin([1, 4, 5, 6])]
heavy = away["heavy"].to_numpy()
scores = np.array([fit(home, list(rng.choice(pool, size=5, replace=False)))(away) for _ in range(30)])


def areas(rows):
    """Return the AUC of all candidates on these rows at once, by ranks."""
    ranks, y = rankdata(scores[:, rows], axis=1), heavy[rows]
    return (ranks[:, y].sum(axis=1) / y.sum() - (y.sum() + 1) / 2) / (~y).sum()


reported, real = [], []
for _ in range(100):
    order = rng.permutation(len(heavy))
    on_test = areas(order[:300])
    reported.append(on_test.max())
    real.append(areas(order[300:])[on_test.argmax()])
fig, ax = plt.subplots()
for values, colour, name in [(reported, ORANGE, "on the 300 test people that chose it"),
                             (real, BLUE, f"on the {len(heavy) - 300:,} others")]:
    ax.hist(values, np.arange(0.5, 0.8, 0.01), color=colour, alpha=0.7, label=f"{name}: mean {np.mean(values):.3f}")
ax.set(title="The winner's test score promises too much", xlabel="AUC of the winner", ylabel="draws of test people", ylim=(0, 40))
ax.legend()
plt.show()

# %% [markdown]
# ## A gate that NaN walks through
# A gate is a list of reasons to say no. Written as "refuse what is worse", it lets a model pass whose training
# exploded: every comparison with NaN is False. Ask first whether both scores are numbers, and ask for a gain, so that
# a tie changes nothing.

# %%
candidate, champion = float("nan"), 0.65
print("refuse what is worse:", "refused" if candidate < champion else "promoted")
print("ask for a gain:      ", "promoted" if np.isfinite(candidate) and candidate - champion >= 0.005 else "refused")

# %% [markdown]
# ## An average hides a site
# Two models with nearly the same AUC on everybody need not be the same model for everybody. Before a promotion look
# at each slice, here each site, and refuse when one of them pays for the others. Small slices are noisy, so agree on the
# drop that you accept before you look.

# %%
health = ["xage", "female", "coins", "physlm", "hlthg", "hlthf", "hlthp", "mhi"]
old, new = fit(home, health), fit(home, [*health, "linc", "lfam", "disea"])
gain = {f"site {site}": roc_auc_score(part["heavy"], new(part)) - roc_auc_score(part["heavy"], old(part))
        for site, part in first.groupby("site")}
total = roc_auc_score(first["heavy"], new(first)) - roc_auc_score(first["heavy"], old(first))
fig, ax = plt.subplots()
ax.bar(list(gain), list(gain.values()), color=[BLUE if g > 0 else ORANGE for g in gain.values()])
ax.axhline(total, color=GREY, linestyle="--", label=f"everybody: {total:+.3f}")
ax.axhline(0, color="black", linewidth=0.8)
ax.set(title="One gain on the whole, six different ones by site", xlabel="site of the experiment",
       ylabel="AUC of the new model minus the old")
ax.legend()
plt.show()

# %% [markdown]
# ## Back is not "one less"
# After promotions of 1, 2 and 4 the way back leads to 2, then to 1. The row before the last one is right once: after a
# rollback it names the version that has just been taken out, and you go to and fro. Replay the moves with a stack,
# and add a row for each step, so that the history stays whole.

# %%
def previous(moves):
    stack = []
    for version, action in moves:
        stack.append(version) if action == "promote" else stack.pop()
    return stack[-2]


by_row, by_stack = ([(1, "promote"), (2, "promote"), (4, "promote")] for _ in range(2))
for _ in range(2):
    by_row.append((by_row[-2][0], "rollback"))
    by_stack.append((previous(by_stack), "rollback"))
print("row before the last:", [version for version, _ in by_row[3:]], "  stack:", [v for v, _ in by_stack[3:]])

# %% [markdown]
# ## Has the data moved?
# The population stability index cuts the training values into ten groups of equal size, counts both samples in them,
# and adds up (c − r) · ln(c / r). The groups must come from training, and their ends stay open. A library that cuts each
# sample into its own deciles finds ten equal groups both times, whatever happened; a histogram that ends where
# training ended forgets those who have moved furthest.

# %%
def psi(then, now, edges):
    """Return the stability index for groups between inner edges; gaps are one more group."""
    parts = []
    for values in (then, now):
        known = values[~np.isnan(values)]
        counts = np.bincount(np.searchsorted(edges, known, side="right"), minlength=len(edges) + 1)
        parts.append(np.maximum(np.append(counts, len(values) - len(known)) / len(values), 1e-4))
    return float(np.sum((parts[1] - parts[0]) * np.log(parts[1] / parts[0])))


def deciles(values):
    return np.unique(np.nanquantile(values, np.arange(1, 10) / 10))


then = home["income"].to_numpy()
now = 60 + 1.6 * then  # synthetic: the same people, richer by more than half
own = psi(np.searchsorted(deciles(then), then, side="right").astype(float),
          np.searchsorted(deciles(now), now, side="right").astype(float), np.arange(0.5, 9))
print(f"each sample in its own deciles: {own:.3f}")
print(f"deciles of training, open ends: {psi(then, now, deciles(then)):.3f}; "
      f"{np.mean(now > then.max()):.0%} of today's people lie above everybody in training")
half = np.arange(len(then)) % 2 == 0
print(f"the training people themselves, in two halves: {psi(then[half], then[~half], deciles(then[half])):.3f}")

# %% [markdown]
# ## Look before you explain
# Measure six columns at the four other sites. One of them stands out everywhere: `disea`, the count of diseases. An
# epidemic? Print its commonest value per site. Up to half of the people share one and the same odd number, which
# nobody counts in diseases.

# %%
columns = ["xage", "income", "educdec", "disea", "mhi", "lfam"]
moved = pd.DataFrame({
    f"site {site}": {c: psi(home[c].to_numpy(), first.loc[first["site"] == site, c].to_numpy(), deciles(home[c]))
                     for c in columns} for site in (1, 4, 5, 6)})
fig, ax = plt.subplots()
moved.plot.bar(ax=ax, color=[BLUE, ORANGE, GREY, "#009E73"], rot=0, logy=True)
ax.set(title="At every site the same column is the loudest", xlabel="column", ylabel="PSI against sites 2 and 3 (log scale)")
plt.show()
common = first.groupby("site")["disea"].agg(commonest=lambda v: v.mode()[0], share=lambda v: (v == v.mode()[0]).mean())
common.round(2).T

# %% [markdown]
# It looks like a gap that was filled with a site's average, and the sites of training had other averages: the filling
# moved, not the people. Income has no such spike, so there the people differ. A score says *that* something moved;
# only a look at the values says what.

# %% [markdown]
# ## Broken is not drifted
# One column does not arrive at all at site 1. If you drop the gaps first, nothing is left to measure; if you count
# them, the index is huge and looks like the drift of the year. It is neither: ask for breaks first, and send them to
# whoever owns the feed.

# %%
for site, part in first.groupby("site"):
    gaps = part["ghindx"].isna().mean()
    index = psi(home["ghindx"].to_numpy(), part["ghindx"].to_numpy(), deciles(home["ghindx"]))
    print(f"site {site}: {gaps:4.0%} gaps, PSI {index:5.2f}", "  <- broken, not drifted" if gaps > 0.5 else "")

# %% [markdown]
# ## Twenty quiet columns, one alarm
# A test at 0.05 is wrong on one quiet column in twenty. Ask twenty columns every week, and most weeks have an alarm. Draw
# two samples of the same people, so that every alarm is false, and count. Benjamini and Hochberg compare the k-th
# smallest p-value with 0.05 · k / m and keep such weeks rare.

# %%
rng = np.random.default_rng(1)
naive, corrected = [], []
for _ in range(80):
    noise = rng.normal(size=(2, 20, 150))  # synthetic: twenty columns that have not moved
    p = np.sort([ks_2samp(a, b, method="asymp").pvalue for a, b in zip(*noise)])
    naive.append(np.any(p < 0.05))
    corrected.append(np.any(p <= 0.05 * np.arange(1, 21) / 20))
print(f"quiet weeks with an alarm: {np.mean(naive):.0%} at 0.05 each, {np.mean(corrected):.0%} by Benjamini-Hochberg")

# %% [markdown]
# ## A level from a budget
# "0.25 is drift" is a custom, and it knows neither your columns nor your windows. Draw A/A windows: people of the same
# sites, split at random. Their worst scores show what quiet looks like, and small windows look restless. Agree how
# many false alarms a year are worth it, and read the level off.

# %%
def quiet_scores(size, rounds=60):
    worst = []
    for _ in range(rounds):
        rows = rng.permutation(len(home))
        window, rest = home.iloc[rows[:size]], home.iloc[rows[size:]]
        worst.append(max(psi(rest[c].to_numpy(), window[c].to_numpy(), deciles(rest[c])) for c in columns))
    return np.array(worst)


fig, ax = plt.subplots()
for size, colour in [(60, ORANGE), (600, BLUE)]:
    scores = quiet_scores(size)
    level = min(s for s in scores if np.mean(scores > s) <= 0.05)
    ax.hist(scores, 25, color=colour, alpha=0.7,
            label=f"{size} people: level {level:.2f}, above 0.25 in {np.mean(scores > 0.25):.0%}")
ax.axvline(0.25, color="black", linewidth=1)
ax.set(title="Nothing has moved, and small windows pass 0.25 all the same", xlabel="worst PSI of six columns, A/A windows",
       ylabel="windows")
ax.legend()
plt.show()

# %% [markdown]
# ## Labels come late
# Whether inputs moved is known at once; whether the model became worse is known when labels are ripe. An early look
# knows only the quick ones. The admissions of this page are real, the days are drawn: a stay happens somewhere in the
# ninety days after scoring. Watch the share of admitted people, and wait until the window has closed.

# %%
people = first[first["site"].isin([4, 5, 6])]
admitted = people["totadm"].to_numpy() > 0
day = rng.integers(0, 120, size=len(people))  # synthetic days
stay = np.where(admitted, day + rng.integers(1, 91, size=len(people)), np.inf)
days = np.arange(95, 211, 5)
early = [np.mean(stay[day <= d] <= d) for d in days]
known = [np.mean(stay[day + 90 <= d] <= d) for d in days]
fig, ax = plt.subplots()
ax.plot(days, 100 * np.array(early), color=ORANGE, label="everybody scored so far, no stay yet means none")
ax.plot(days, 100 * np.array(known), color=BLUE, label="people whose ninety days are over")
ax.axhline(100 * admitted.mean(), color=GREY, linestyle=":", label=f"in the end: {admitted.mean():.1%}")
ax.set(title="Too early, the model seems to warn of nothing", xlabel="day on which you look", ylabel="admitted people, %",
       ylim=(0, None))
ax.legend(loc="lower right")
plt.show()

# %% [markdown]
# ## Yesterday's numbers change
# A backtest asks what the model would have said on 29 June 2016. The file of 29 July cannot tell: figures are revised
# after they are published. Two vintages of 29 American series stand side by side here. Count what changed between them,
# and what simply arrived.

# %%
june, july = (load_data(f"macro_{month}").set_index("Date") for month in ("june", "july"))
same_cells = july.reindex(june.index)[june.columns]
revised = june.notna() & same_cells.notna() & (june != same_cells)
arrived = june.isna() & same_cells.notna()
print(f"{revised.sum().sum()} cells revised in {revised.any().sum()} of {june.shape[1]} series, {arrived.sum().sum()} arrived")
pd.DataFrame({"known in June": june.loc["3/1/16":, "RSAFS"], "known in July": same_cells.loc["3/1/16":, "RSAFS"]})

# %% [markdown]
# Retail sales of May were announced as up by 0.5% on April and are up by 0.2% in the next file. Whoever backtests on the latest
# file gives the model numbers that nobody had, and the gap between promise and practice is blamed on the model.

# %%
for name, table in [("June file", june), ("July file", same_cells)]:
    growth = table["RSAFS"].dropna().pct_change()
    print(f"{name}: growth of retail sales from April to May 2016: {growth.loc['5/1/16']:+.2%}")
change = (same_cells["TTLCONS"] - june["TTLCONS"]).where(revised["TTLCONS"]).dropna() / 1000
fig, ax = plt.subplots()
ax.bar(range(len(change)), change, color=BLUE)
ax.set(title=f"Construction spending: {len(change)} months were rewritten in a single month",
       xlabel=f"month, {change.index[0]} to {change.index[-1]}", ylabel="revision, thousand million dollars a year")
plt.show()

# %% [markdown]
# ## A month is not known on its first day
# A table of months invites a join on the month. But the unemployment rate of May is published in June. Whoever decides
# on 20 May knows April's. Give every value the day on which it was published, here the 5th of the next month, and
# take the last one before the decision: an *as-of join*.

# %%
rate = june["UNRATE"].dropna().tail(4).rename("rate").reset_index()
rate["month"] = pd.to_datetime(rate["Date"], format="%m/%d/%y")
rate["published"] = rate["month"] + pd.DateOffset(months=1, days=4)  # a simple rule for this page
decisions = pd.DataFrame({"day": pd.to_datetime(["2016-05-20", "2016-06-10"])})
decisions["by month"] = decisions["day"].dt.to_period("M").map(rate.set_index(rate["month"].dt.to_period("M"))["rate"])
pd.merge_asof(decisions, rate[["published", "rate"]], left_on="day", right_on="published",
              direction="backward", allow_exact_matches=False).rename(columns={"rate": "as of the day"})

# %% [markdown]
# ## Summary
# - A version names its data, code and seed and never changes; a gate wants a real gain on the same validation rows and no slice that pays.
# - Look for breaks first, draw groups from training, and take the alarm level from quiet windows and a budget.
# - Judge when labels are ripe, and backtest on what was published by then, not on what the latest file says.
