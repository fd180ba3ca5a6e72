# %% [markdown]
# # Classification and decisions under cost
# A classifier gives you scores; somebody has to decide. You will read the right score, set a threshold that keeps a
# promise or costs least, and report the result on rows that had no say in it.

# %%
from certbook.lab import load_data  # first: keeps BLAS to one thread

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score, roc_curve
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#777777"
plt.rcParams.update({"figure.figsize": (7.2, 4.0), "figure.dpi": 110, "axes.spines.top": False,
                     "axes.spines.right": False, "axes.titlelocation": "left", "legend.frameon": False})


def fit(X, y, **options):
    """Fit scaler and logistic regression together, so that scoring repeats what training learned."""
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000, **options)).fit(X, y)


def note(ax, text, spot, shift):
    """Mark a spot with a dot and write beside it, shifted by so many points."""
    ax.plot(*spot, "o", color="black")
    ax.annotate(text, spot, shift, textcoords="offset points",
                arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.6})

# %% [markdown]
# ## Two tables, two kinds of decision
# The first table holds 569 breast tumours, and missing a malignant one is the error to fear. The second holds 4,642
# births, of which a few end with a baby under 2,500 g. One problem is easy and well balanced, the other hard and
# rare. You will need both.

# %%
tumours, births = load_data("breast_cancer"), load_data("birth_weight")
print(tumours["target"].value_counts().to_string(), "\n")
print(births["lbweight"].value_counts().to_string())
print(f"\n{births['lbweight'].mean():.1%} of the babies are small")

# %% [markdown]
# ## Which column is the disease?
# A habit says: take column 1 of `predict_proba`, because 1 is the positive class. Fit the tumours, follow the habit,
# and measure how well that column ranks malignant tumours above benign ones. AUC is the chance that a malignant
# tumour gets the higher score, so guessing would give 0.5.

# %%
X_train, X_val, y_train, y_val = train_test_split(
    tumours.drop(columns="target"), tumours["target"].to_numpy(), test_size=0.4,
    stratify=tumours["target"], random_state=0)
model = fit(X_train, y_train)
habit = model.predict_proba(X_val)[:, 1]
print(f"AUC of column 1 as the malignant score: {roc_auc_score(y_val == 0, habit):.3f}")

# %% [markdown]
# An AUC next to zero is no bad model; it is an excellent one read backwards. In this file 0 means malignant, and the
# columns follow `model.classes_`, which is sorted. So name the class you mean and look its column up. Then the code
# survives other codings, such as "M" and "B".

# %%
MALIGNANT = 0
column = list(model.classes_).index(MALIGNANT)
p = model.predict_proba(X_val)[:, column]
sick = y_val == MALIGNANT
print(f"classes_ = {model.classes_}, so malignant is column {column}; AUC {roc_auc_score(sick, p):.3f}")

# %% [markdown]
# ## Accuracy congratulates you for doing nothing
# Now the births. Thirteen facts are known when the mother arrives, and the ward wants to know which babies will be
# small. Before you trust any score, ask what a rule without a model would get: say "not small" every time, and look
# at accuracy beside the number of small babies found.

# %%
known = ["mage", "medu", "fage", "fedu", "mmarried_", "alcohol", "mbsmoke_", "deadkids", "fbaby_", "order",
         "monthslb", "prenatal", "nprenatal"]
train, rest = train_test_split(births, train_size=0.4, stratify=births["lbweight"], random_state=0)
val, test = train_test_split(rest, train_size=0.5, stratify=rest["lbweight"], random_state=0)
ward = fit(train[known], train["lbweight"])
small, p_small = val["lbweight"].to_numpy() == 1, ward.predict_proba(val[known])[:, 1]
print(f"never 'small': accuracy {np.mean(~small):.3f}, found 0 of {small.sum()}")
team = p_small >= 0.5
print(f"model, p >= 0.5: accuracy {np.mean(team == small):.3f}, found {np.sum(small & team)} of {small.sum()}")

# %% [markdown]
# ## A threshold makes four groups
# Accuracy adds up what should be kept apart. A threshold splits the rows into four groups: caught, missed, alarmed
# for nothing, and rightly left alone. Name them; a bare matrix sorts its labels and leaves you to guess which corner
# is which. Here are the validation tumours, cut at one half.

# %%
fig, ax = plt.subplots()
height = np.random.default_rng(0).uniform(-0.28, 0.28, len(p))  # only to keep the dots apart
for group, level, colour in [(sick, 1, ORANGE), (~sick, 0, BLUE)]:
    ax.scatter(p[group], level + height[group], s=14, color=colour, alpha=0.6, linewidths=0)
    for x, side, word in [(0.75, p >= 0.5, "flagged"), (0.25, p < 0.5, "not flagged")]:
        ax.text(x, level + 0.38, f"{np.sum(group & side)} {word}", ha="center")
ax.axvline(0.5, color="black", linewidth=1)
ax.set(title=f"Cut at one half, {np.sum(sick & (p < 0.5))} malignant tumours slip through",
       xlabel="predicted probability of malignancy",
       yticks=[0, 1], yticklabels=["benign", "malignant"], ylim=(-0.45, 1.6))
plt.show()

# %% [markdown]
# ## Keep a promise with the fewest alarms
# The clinic accepts one missed malignant tumour in fifty: recall of at least 0.98. Only the malignant decide about
# that, so walk down their scores until enough have been passed, and stop. Every step further flags more benign
# tumours and keeps no promise better.

# %%
ranked = np.sort(p[sick])[::-1]
enough = np.argmax(np.arange(1, len(ranked) + 1) / len(ranked) >= 0.98)
operating = ranked[enough]
cuts = np.linspace(0, 1, 401)
fig, ax = plt.subplots()
ax.plot(cuts, [np.mean(p[sick] >= t) for t in cuts], color=ORANGE, label="malignant that are flagged (recall)")
ax.plot(cuts, [np.mean(p[~sick] >= t) for t in cuts], color=BLUE, label="benign that are flagged")
ax.axvline(operating, color="black", linewidth=1)
ax.text(operating + 0.02, 0.34, f"operating point {operating:.2f}: recall {np.mean(p[sick] >= operating):.3f},\n"
        f"{np.mean(p[~sick] >= operating):.1%} of the benign flagged")
ax.set(title="The highest threshold that keeps 98% recall", xlabel="threshold on the probability of malignancy",
       ylabel="share that is flagged", ylim=(0, 1.03))
ax.legend(loc="center right", bbox_to_anchor=(0.95, 0.65))
plt.show()

# %% [markdown]
# A shortcut looks equivalent: the 2% quantile of the malignant scores. But a quantile may fall *between* two tumours,
# and then the lower of the two is lost. With few cases that one tumour breaks the promise. Count whole tumours;
# patients do not interpolate.

# %%
shortcut = np.quantile(p[sick], 0.02)
for name, t in [("counted", operating), ("2% quantile", shortcut)]:
    lost = np.sum(p[sick] < t)
    print(f"{name:12s} threshold {t:.4f}  missed {lost} of {sick.sum()}  recall {1 - lost / sick.sum():.4f}")

# %% [markdown]
# ## Precision does not travel
# Recall and the false-alarm rate each look at one class. Precision mixes both: of those you flagged, how many are
# sick? Move the same test from a clinic to a screening programme, where few people are ill, and precision falls
# although nothing about the test has changed.

# %%
recall, alarm_rate = np.mean(p[sick] >= operating), np.mean(p[~sick] >= operating)
share = np.geomspace(0.001, 0.6, 200)
precision = recall * share / (recall * share + alarm_rate * (1 - share))
fig, ax = plt.subplots()
ax.semilogx(100 * share, 100 * precision, color=ORANGE)
for place, ill in [("this file", sick.mean()), ("screening, 1% ill", 0.01)]:
    worth = recall * ill / (recall * ill + alarm_rate * (1 - ill))
    note(ax, f"{place}: {worth:.0%}", (100 * ill, 100 * worth), (-110, 14))
ax.set(title=f"Same test (recall {recall:.2f}, false-alarm rate {alarm_rate:.3f}), other precision",
       xlabel="ill people among those tested, % (log scale)", ylabel="precision, %", ylim=(0, 105),
       xticks=[0.1, 1, 10, 50], xticklabels=["0.1", "1", "10", "50"])
plt.show()

# %% [markdown]
# ## A verdict has no ranking left
# AUC asks how well scores rank. Hand it yes-or-no flags and it still answers, with a number about one threshold only.
# On the births the two answers lie far apart, and only one of them describes the model. A library will not warn you.

# %%
fig, ax = plt.subplots()
for name, scores, style in [("probabilities", p_small, {"color": ORANGE}),
                            ("flags at one half", team.astype(float), {"color": BLUE, "linestyle": "--"})]:
    rate, caught, _ = roc_curve(small, scores)
    ax.plot(100 * rate, 100 * caught, **style, label=f"{name}: AUC {roc_auc_score(small, scores):.3f}")
ax.plot([0, 100], [0, 100], ":", color=GREY, label="guessing: AUC 0.5")
ax.set(title="One model, two AUCs: cutting first throws the ranking away",
       xlabel="other babies that are flagged, %", ylabel="small babies that are flagged, %")
ax.legend(loc="lower right")
plt.show()

# %% [markdown]
# ## Errors have prices
# A neonatal team that was not needed costs one booking; a small baby without a team costs eight. Now every threshold
# has a bill, and "nobody" and "everybody" are thresholds too. The bill changes only at the scores, so trying each
# score finds the cheapest decision.

# %%
def bill(y, p, t, c_fp=1, c_fn=8):
    return c_fp * np.sum((p >= t) & ~y) + c_fn * np.sum((p < t) & y)


candidates = np.append(np.unique(p_small), 2.0)  # every score, and one value above them all: nobody
bills = np.array([bill(small, p_small, t) for t in candidates])
best = candidates[np.argmin(bills)]
print(f"{len(candidates)} different decisions; the cheapest threshold is {best:.3f} with a bill of {bills.min()}")

# %%
fig, ax = plt.subplots()
ax.plot([100 * np.mean(p_small >= t) for t in candidates], bills, color=ORANGE)
for name, t, shift in [("nobody", 2.0, (2, 44)), ("one half", 0.5, (2, -74)),
                       ("cheapest", best, (24, -46)), ("everybody", 0.0, (-60, -60))]:
    cost = bill(small, p_small, t)
    note(ax, f"{name}: {cost}", (100 * np.mean(p_small >= t), cost), shift)
ax.set(title="What each decision costs on the validation births", xlabel="births that get a team, %",
       ylabel="bill, in bookings of the team", ylim=(0, 1400))
plt.show()

# %% [markdown]
# One half is nearly the same as nobody here, because almost no score reaches it. As misses grow dearer the cheapest
# threshold falls and more teams are booked: nobody at one end, everybody at the other. A default cannot follow the
# prices, so it pays.

# %%
rows = []
for price in (1, 4, 8, 16, 32):
    t = min(candidates, key=lambda t: bill(small, p_small, t, c_fn=price))
    rows.append((price, f"{100 * np.mean(p_small >= t):.0f}%", bill(small, p_small, t, c_fn=price),
                 bill(small, p_small, 0.5, c_fn=price), bill(small, p_small, 2.0, c_fn=price)))
names = ["price of a miss", "teams booked", "cheapest bill", "bill at one half", "bill for nobody"]
pd.DataFrame(rows, columns=names).set_index("price of a miss")

# %% [markdown]
# ## The textbook formula wants honest probabilities
# Theory gives a threshold without any search: c_fp / (c_fp + c_fn), here 1/9. It assumes that 11% means eleven in a
# hundred. Re-weighting the classes, a popular cure for rare cases, breaks that. Group the births by predicted
# probability and compare with what happened.

# %%
weighted = fit(train[known], train["lbweight"], class_weight="balanced")
p_weighted = weighted.predict_proba(val[known])[:, 1]
fig, ax = plt.subplots(figsize=(6.2, 4.6))
for name, scores, colour, mark in [("plain", p_small, ORANGE, "o"), ("balanced weights", p_weighted, BLUE, "s")]:
    groups = pd.qcut(scores, 6, labels=False)  # equal numbers of births
    means = pd.DataFrame({"p": scores, "y": small}).groupby(groups).mean()
    ax.plot(100 * means["p"], 100 * means["y"], mark + "-", color=colour, label=f"{name}: mean {scores.mean():.0%}")
ax.plot([0, 80], [0, 80], ":", color=GREY, label="says what happens")
ax.set(title=f"Re-weighted scores promise {p_weighted.mean():.0%} where {small.mean():.0%} happens",
       xlabel="predicted probability of a small baby, %", ylabel="small babies in the group, %", ylim=(0, 40))
ax.legend()
plt.show()

# %% [markdown]
# The two models rank the births almost alike; only the meaning of their numbers differs. Cut both at 1/9 and look at
# the bill. The formula does well on the plain scores and ruins the ward on the weighted ones. A searched threshold
# rescues both, because it never believed the numbers.

# %%
for name, scores in [("plain", p_small), ("balanced", p_weighted)]:
    searched = min(np.append(np.unique(scores), 2.0), key=lambda t: bill(small, scores, t))
    print(f"{name:9s} AUC {roc_auc_score(small, scores):.3f}   bill at 1/9: {bill(small, scores, 1 / 9):4d}"
          f"   searched, on the same rows: {bill(small, scores, searched)}")

# %% [markdown]
# ## The rows that choose cannot judge
# The searched bills above flatter: the same rows chose the threshold and paid the bill. How much? Split the held-out
# births at random two hundred times, choose on a tenth of them, a small pilot, and pay on the rest. Compare what the
# chosen threshold promised with what it cost.

# %%
rng = np.random.default_rng(0)
y_all, p_all = rest["lbweight"].to_numpy() == 1, ward.predict_proba(rest[known])[:, 1]
promised, paid = [], []
for _ in range(200):
    here = rng.permutation(len(y_all)) < len(y_all) // 10
    options = np.append(np.unique(p_all[here]), 2.0)
    t = min(options, key=lambda t: bill(y_all[here], p_all[here], t))
    promised.append(bill(y_all[here], p_all[here], t) * 100 / here.sum())
    paid.append(bill(y_all[~here], p_all[~here], t) * 100 / (~here).sum())

# %%
fig, ax = plt.subplots()
bins = np.linspace(min(promised + paid), max(promised + paid), 40)
ax.hist(promised, bins, color=BLUE, alpha=0.7, label=f"rows that chose: mean {np.mean(promised):.1f}")
ax.hist(paid, bins, color=ORANGE, alpha=0.7, label=f"other rows: mean {np.mean(paid):.1f}")
ax.axvline(800 * y_all.mean(), color="black", linewidth=1, label=f"teams for nobody: {800 * y_all.mean():.1f}")
ax.set(title="A threshold looks cheaper on the rows that chose it", xlabel="bill, in bookings per hundred births",
       ylabel="random splits")
ax.legend()
plt.show()
print(f"the chosen rows were too cheerful in {np.mean(np.array(promised) < np.array(paid)):.0%} of the splits")

# %% [markdown]
# ## How sure is that recall?
# Your tumours are one draw of many possible ones. The bootstrap draws new sets out of yours, row by row with
# replacement, and watches the metric vary. Draw the rows behind the printed number, not those of the fit. It has a
# blind spot: what never happened in your rows cannot happen in a resample.

# %%
def interval(values):
    return "{:.3f} to {:.3f}".format(*np.quantile(values, [0.025, 0.975]))


def resampled_recall(t, rounds=2000):
    draws = rng.integers(len(p), size=(rounds, len(p)))
    return np.array([np.mean(p[rows][sick[rows]] >= t) for rows in draws])


print(f"recall {np.mean(p[sick] >= 0.5):.3f} at one half, interval {interval(resampled_recall(0.5))}")
lowest, n = p[sick].min(), sick.sum()
print(f"recall 1.000 at {lowest:.3f}, interval {interval(resampled_recall(lowest))}: nothing missed, nothing learned")
print(f"exact bound with no miss in {n}: up to {1 - 0.05 ** (1 / n):.1%} may be missed; rule of thumb 3/{n}")

# %% [markdown]
# ## Summary
# - Look the class up by name, and judge a rare one by its four groups and their prices, never by accuracy.
# - The sick alone settle recall; precision depends on their share; the cheapest threshold follows the prices.
# - Validation rows settle the threshold, test rows judge it once, with an interval; no miss in n leaves about 3/n.
