# %% [markdown]
# # Classification and decisions under cost
# A classifier gives you scores; somebody has to decide. You will read the right score, set a threshold that keeps a
# promise or costs least, and report the result on rows that had no say in it.

# %%
from certbook.lab import load_data  # first: keeps BLAS to one thread

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score, roc_curve
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
    stratify=tumours["target"], random_state=0)  # stratify: the same share of malignant tumours in both parts
model = fit(X_train, y_train)
habit = model.predict_proba(X_val)[:, 1]
print(f"AUC of column 1 as the malignant score: {roc_auc_score(y_val == 0, habit):.3f}")

# %% [markdown]
# An AUC next to zero is an excellent model read backwards. Mend the column, never the number: `max(auc, 1 - auc)` would
# hide the mistake, and the wrong people would be called in. In this file 0 means malignant, and the columns follow
# `model.classes_`, which is sorted. So name the class and look its column up, every time; "M" and "B" work as well.

# %%
def chance(model, X, label):
    """Return the probability of the class with this label."""
    return model.predict_proba(X)[:, list(model.classes_).index(label)]


MALIGNANT = 0
p, sick = chance(model, X_val, MALIGNANT), y_val == MALIGNANT
print(f"classes_ = {model.classes_}; AUC of the malignant column: {roc_auc_score(sick, p):.3f}")

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
small, p_small = val["lbweight"].to_numpy() == 1, chance(ward, val[known], 1)
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
# The clinic accepts one missed malignant tumour in fifty: recall, the share of the malignant that are flagged, of at
# least 0.98. Only the malignant decide about that, so walk down their scores until enough have been passed, and stop:
# that threshold is your *operating point*. Every further step flags more benign tumours for nothing.

# %%
def counted(scores, share):
    """Return the highest threshold that flags at least this share of the scores."""
    ranked = np.sort(scores)[::-1]
    return ranked[np.argmax(np.arange(1, len(ranked) + 1) / len(ranked) >= share)]


operating = counted(p[sick], 0.98)
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
# ## A promise kept here breaks elsewhere
# A shortcut looks equivalent: the 2% quantile of the malignant scores. It may fall *between* two tumours and lose the
# lower one, so count whole tumours. Even then the promise is kept on your tumours only. Settle it on a random half:
# the other half's lowest score lies below yours about every second time. A margin helps, and costs alarms.

# %%
for name, t in [("counted", operating), ("2% quantile", np.quantile(p[sick], 0.02))]:
    lost = np.sum(p[sick] < t)
    print(f"{name:12s} threshold {t:.4f}  missed {lost} of {sick.sum()}  recall {1 - lost / sick.sum():.4f}")
rng, margins = np.random.default_rng(0), (1, 2, 10)
kept, flagged = {m: [] for m in margins}, {m: [] for m in margins}
for _ in range(500):
    here = rng.permutation(len(p)) < len(p) // 2
    for m in margins:
        t = counted(p[here & sick], 0.98) / m
        kept[m].append(np.mean(p[~here & sick] >= t) >= 0.98)
        flagged[m].append(np.mean(p[~here & ~sick] >= t))
for m in margins:
    print(f"threshold / {m:2d}: promise broken on the other half in {1 - np.mean(kept[m]):4.0%} of 500 splits, "
          f"{np.mean(flagged[m]):.0%} of the benign flagged")

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
# Lower the threshold step by step and draw the share of small babies flagged against the share of the others: the ROC
# curve, with AUC as the area under it. Yes-or-no flags leave one corner of it, and an AUC of that one threshold. No
# library warns you.

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
# A needless team costs one booking, a small baby without one eight, so every threshold has a bill. "Nobody" is a
# threshold too: any finite number above every score, here 2.0. The bill changes only at the scores; trying each, and
# 2.0, finds a cheapest one. It follows the price of a miss, which one half cannot.

# %%
def bill(y, p, t, c_fp=1, c_fn=8):
    return c_fp * np.sum((p >= t) & ~y) + c_fn * np.sum((p < t) & y)


candidates = np.append(np.unique(p_small), 2.0)  # every score, and one value above them all: nobody
teams = np.array([100 * np.mean(p_small >= t) for t in candidates])
fig, ax = plt.subplots()
for price, colour, lift in [(16, BLUE, 22), (8, ORANGE, 22), (4, GREY, -26)]:
    bills = np.array([bill(small, p_small, t, c_fn=price) for t in candidates])
    at_half = bill(small, p_small, 0.5, c_fn=price)
    ax.plot(teams, bills, color=colour,
            label=f"a miss costs {price}: nobody {bills[-1]}, one half {at_half}, cheapest {bills.min()}")
    note(ax, f"{teams[bills.argmin()]:.0f}% booked", (teams[bills.argmin()], bills.min()), (8, lift))
best = min(candidates, key=lambda t: bill(small, p_small, t))
ax.set(title=f"Dearer misses, more teams; at a price of 8 cut at {best:.3f}", xlabel="births that get a team, %",
       ylabel="bill, in bookings of the team", ylim=(0, 1900))
ax.legend(loc="upper left")
plt.show()

# %% [markdown]
# ## The textbook formula wants honest probabilities
# Theory gives a threshold without any search: c_fp / (c_fp + c_fn), here 1/9. It assumes that 11% means eleven in a
# hundred: that the scores are *calibrated*. Re-weighting the classes, a popular cure for rare cases, breaks that.
# Group the births by predicted probability and compare with what happened; this is a calibration curve.

# %%
weighted = fit(train[known], train["lbweight"], class_weight="balanced")
p_weighted = chance(weighted, val[known], 1)
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
y_all, p_all = rest["lbweight"].to_numpy() == 1, chance(ward, rest[known], 1)
promised, paid = [], []
for _ in range(200):
    here = rng.permutation(len(y_all)) < len(y_all) // 10
    options = np.append(np.unique(p_all[here]), 2.0)
    t = min(options, key=lambda t: bill(y_all[here], p_all[here], t))
    promised.append(bill(y_all[here], p_all[here], t) * 100 / here.sum())
    paid.append(bill(y_all[~here], p_all[~here], t) * 100 / (~here).sum())
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
# The bootstrap draws new sets out of your rows, row by row with replacement, and watches the metric vary. Its blind
# spot: what never happened in your rows cannot happen in a resample. If a share q is missed, n tumours pass without a
# miss with chance (1 - q)ⁿ; setting that to 5% gives q ≈ 3/n.

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
# ## A saving has an interval too
# A model must beat the cheaper simple rule: nobody or everybody. Settle that rule before the test as well; it needs no
# score, so the training births may say. Then pay both bills on the test births and resample the difference. An
# interval that includes zero proves no saving, and its width depends on the number of births.

# %%
y_fit, p_fit = train["lbweight"].to_numpy() == 1, chance(ward, train[known], 1)
rule = min([2.0, 0.0], key=lambda t: bill(y_fit, p_fit, t))  # 2.0: nobody, 0.0: everybody
y, p_test = test["lbweight"].to_numpy() == 1, chance(ward, test[known], 1)
print(f"rule from train: {'nobody' if rule == 2.0 else 'everybody'}; on {len(y)} test births it costs "
      f"{bill(y, p_test, rule)}, the model {bill(y, p_test, best)}")
for n in (len(y) // 4, len(y)):
    draws = [rng.integers(len(y), size=n) for _ in range(2000)]
    saved = [100 / n * (bill(y[d], p_test[d], rule) - bill(y[d], p_test[d], best)) for d in draws]
    low, high = np.quantile(saved, [0.025, 0.975])
    print(f"{n:5d} births: saving per hundred {np.mean(saved):.1f}, interval {low:.1f} to {high:.1f}")

# %% [markdown]
# ## Seven classes, two averages
# Party loyalty has seven steps, and few people stand in the middle. Averaging a metric over classes (*macro*) lets
# every step count the same; adding up all hits and errors first (*micro*) lets every person count the same. A model
# that gives the rare steps up looks well in one of them only. And no model should be judged on its own people.

# %%
people = load_data("party")
answers = people.drop(columns=["PID", "vote"])
a_fit, a_new, step_fit, step = train_test_split(answers, people["PID"].to_numpy(), test_size=0.5,
                                                stratify=people["PID"], random_state=0)
simple, rich = fit(a_fit, step_fit), RandomForestClassifier(60, random_state=0).fit(a_fit, step_fit)
for name, model in [("regression", simple), ("forest", rich)]:
    for rows, X, truth in [("own people", a_fit, step_fit), ("new people", a_new, step)]:
        print(f"{name:10s} {rows}: macro F1 {f1_score(truth, model.predict(X), average='macro'):.3f}, "
              f"micro F1 {f1_score(truth, model.predict(X), average='micro'):.3f}")

# %% [markdown]
# ## The same people, two models
# Is the forest better, or lucky? Both models judged the same people, so keep the pairs: if the models were equal, you
# could swap a person's two predictions by a coin without changing anything. Do it a thousand times and look where the
# real difference stands. Shuffling people apart throws the pairs away and finds too wide a spread.

# %%
right_a, right_b = simple.predict(a_new) == step, rich.predict(a_new) == step
gap, n = right_b.mean() - right_a.mean(), len(step)
swaps = rng.random((1000, n)) < 0.5
paired = np.where(swaps, right_a, right_b).mean(axis=1) - np.where(swaps, right_b, right_a).mean(axis=1)
apart = np.array([np.diff(rng.permutation(np.r_[right_a, right_b]).reshape(2, n).mean(axis=1))[0] for _ in range(1000)])
fig, ax = plt.subplots()
for name, luck, colour in [("people apart", apart, GREY), ("within people", paired, BLUE)]:
    p_value = (1 + np.sum(np.abs(luck) >= abs(gap) - 1e-12)) / 1001
    ax.hist(100 * luck, 30, color=colour, alpha=0.6, label=f"{name}: spread {100 * luck.std():.1f}, p {p_value:.2f}")
ax.axvline(100 * gap, color="black", linewidth=1, label=f"forest minus regression: {100 * gap:.1f}")
ax.set(title="What luck does to the difference of two equal models", xlabel="difference in people right, points",
       ylabel="rounds")
ax.legend()
plt.show()

# %% [markdown]
# ## Leaving a column out makes nothing fair
# The ward keeps race out of the model. But the other columns know some of it, and errors can still fall unevenly. So
# keep the column for judging: name what should be equal, count it by group, and look at how few cases stand behind
# it. Two fair-sounding wishes may disagree.

# %%
groups = train["mrace"].to_numpy(), test["mrace"].to_numpy()
guess = roc_auc_score(groups[1] == 0, chance(fit(train[known], groups[0]), test[known], 0))
print(f"AUC for mrace = 0, guessed from the thirteen columns: {guess:.2f}")
rows = []
for code in (0, 1):
    group, team = groups[1] == code, p_test >= best
    rows.append((code, group.sum(), f"{np.sum(group & y & ~team)} of {np.sum(group & y)}", np.mean(~team[group & y]),
                 f"{np.sum(group & ~y & team)} of {np.sum(group & ~y)}", np.mean(team[group & ~y])))
names = ["mrace", "births", "small, no team", "share missed", "other, team", "share needless"]
pd.DataFrame(rows, columns=names).set_index("mrace").round(2)

# %% [markdown]
# ## Summary
# - Look the class up by name, and judge a rare one by its four groups and their prices, never by accuracy.
# - The sick alone settle recall, precision depends on their share, and the cheapest threshold follows the prices.
# - Validation rows settle the threshold; test rows judge it once, against the simple rule, by group, with an interval.
