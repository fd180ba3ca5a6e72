# %% [markdown]
# # Statistics, experiments, causal reading
# A difference is easy to compute and hard to read. You will say how sure it is, how many chances it had to look
# large, and whether anything caused it: first where people drew lots, then where they did not.

# %%
from certbook.lab import load_data  # first: keeps BLAS to one thread

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from scipy import stats
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#777777"
plt.rcParams.update({"figure.figsize": (7.2, 4.0), "figure.dpi": 110, "axes.spines.top": False,
                     "axes.spines.right": False, "axes.titlelocation": "left", "legend.frameon": False})

# %% [markdown]
# ## A trial about the price of a doctor
# The RAND experiment gave families insurance plans by lot. Some paid nothing, others a part of each bill. Each row
# below is one person in one year. Who drew the free plan did not choose it, so a difference between the arms has only
# two explanations: the plan, or chance.

# %%
raw = load_data("rand")
trial = pd.DataFrame({"person": raw["zper"], "plan": raw["plan"], "coinsurance": raw["coins"], "deductible": raw["idp"],
                      "visits": raw["mdvis"], "age": raw.groupby("zper")["xage"].transform("min"),
                      "female": raw["female"], "income": raw["income"], "illness": raw["disea"]})
trial["free"] = (trial["coinsurance"] == 0) & (trial["deductible"] == 0)
print(f"{len(trial)} person-years of {trial['person'].nunique()} people")
trial.groupby("free")["visits"].agg(["size", "mean", "std"]).round(2)

# %% [markdown]
# ## Read the terms before you form the arms
# Plan 13 charges no coinsurance either, but each person first pays a deductible: it is not free. Throw it in with the
# free plan and the effect almost halves, although no number in the file has changed. An arm is what was drawn by lot
# and written into the protocol, not what one column happens to say.

# %%
def gap(table, arm):
    return table.loc[arm, "visits"].mean() - table.loc[~arm, "visits"].mean()


print(f"coinsurance 0, deductible or not: {gap(trial, trial['coinsurance'] == 0):.3f} visits more per year")
print(f"really free:                      {gap(trial, trial['free']):.3f} visits more per year")

# %% [markdown]
# ## Everybody who drew counts
# It is tempting to compare only those who went to a doctor. But going is a *result* of the plan: filter on it and the
# arms are no longer alike. Keep all people in the arm that they drew, whatever they did afterwards. This reading is
# called *intention to treat*.

# %%
went = trial[trial["visits"] > 0]
print(f"went at least once: free {np.mean(trial.loc[trial['free'], 'visits'] > 0):.0%}, "
      f"others {np.mean(trial.loc[~trial['free'], 'visits'] > 0):.0%}")
print(f"difference among those who went: {gap(went, went['free']):.3f}; among all: {gap(trial, trial['free']):.3f}")

# %% [markdown]
# ## Did the lot do its work?
# Compare what was settled before the lot, person by person. Divide each difference by the spread between people: this
# *standardised difference* has no unit and does not grow with the number of people. A test's p-value does: in a large
# trial it condemns differences that matter to nobody.

# %%
people = trial.drop_duplicates("person")
traits = ["female", "age", "income", "illness"]
a, b = people.loc[people["free"], traits], people.loc[~people["free"], traits]
pd.DataFrame({"free": a.mean(), "other": b.mean(), "std_diff": (a.mean() - b.mean()) / np.sqrt((a.var() + b.var()) / 2),
              "p of a t test": stats.ttest_ind(a, b, equal_var=False).pvalue}).round(3)

# %% [markdown]
# ## Five years of one person are not five people
# The usual standard error divides by the number of rows, as if each were somebody new. Yet who goes often this year
# goes often next year. Look at how alike two years of one person are.

# %%
years = pd.DataFrame({"person": raw["zper"], "year": raw["year"], "visits": raw["mdvis"]}).pivot(
    index="person", columns="year", values="visits")
both = years[[1, 2]].dropna()
alike = both[1].corr(both[2])
fig, ax = plt.subplots(figsize=(5.8, 4.6))
*_, shades = ax.hist2d(both[1], both[2], bins=np.arange(-0.5, 20), norm="log", cmap="Blues")
fig.colorbar(shades, label="people (log scale)")
ax.set(title=f"Two years of one person: correlation {alike:.2f}", xlabel="visits in year 1", ylabel="visits in year 2")
plt.show()

# %% [markdown]
# ## Sum within the person, then square
# The cure: subtract the arm's mean, sum what is left *within each person*, and only then square. Steady people keep
# their weight, and a copied row adds nothing. Watch both formulas while every row is said once, twice, four times.

# %%
def clustered(table, arm):
    variance = 0.0
    for part in (table[arm], table[~arm]):
        left = part["visits"] - part["visits"].mean()
        variance += (left.groupby(part["person"]).sum() ** 2).sum() / len(part) ** 2
    return np.sqrt(variance)


def naive(table, arm):
    return np.sqrt(table.loc[arm, "visits"].var() / arm.sum() + table.loc[~arm, "visits"].var() / (~arm).sum())


for copies in (1, 2, 4):
    said = pd.concat([trial] * copies, ignore_index=True)
    print(f"every row {copies} times: naive {naive(said, said['free']):.3f}, "
          f"clustered {clustered(said, said['free']):.3f}")

# %% [markdown]
# ## Draw the lot again and see who is right
# Which formula tells the truth? Deal out the free plan again at random, to people, four hundred times. Now nothing can
# have an effect, and the differences show how far chance alone goes. An honest 95% interval holds zero in about 95%
# of the draws; with it the read-out is one sentence: unit, comparison, interval.

# %%
rng = np.random.default_rng(0)
codes, names = pd.factorize(trial["person"])
totals, counts = np.bincount(codes, trial["visits"]), np.bincount(codes)
lots = [rng.permutation(len(names)) < people["free"].sum() for _ in range(400)]
chance = np.array([totals[lot].sum() / counts[lot].sum() - totals[~lot].sum() / counts[~lot].sum() for lot in lots])
se_naive, se_clustered = naive(trial, trial["free"]), clustered(trial, trial["free"])
fig, ax = plt.subplots()
ax.hist(chance, bins=30, color=GREY, alpha=0.6, label=f"new lots: spread {chance.std():.3f}")
for name, se, colour in [("naive", se_naive, BLUE), ("clustered", se_clustered, ORANGE)]:
    for side in (-1.96, 1.96):
        ax.axvline(side * se, ymax=0.72, color=colour, linewidth=1.5,
                   label=f"{name}: {np.mean(np.abs(chance) < 1.96 * se):.0%} inside" if side > 0 else None)
ax.set(title="The naive interval is too narrow for chance itself",
       xlabel="difference in visits per year under a new lot", ylabel="lots", ylim=(0, 58))
ax.legend()
plt.show()
effect = gap(trial, trial["free"])
print(f"free care: {effect:.2f} visits more per year than the other plans together, "
      f"95% interval {effect - 1.96 * se_clustered:.2f} to {effect + 1.96 * se_clustered:.2f}")

# %% [markdown]
# ## How many people would have been enough?
# Power is the chance to find an effect that is there. More years per person help little when a person's years are
# alike, so count people. The curve shows how many each arm needs for 80% power; the dotted line wrongly counts every
# year as a new person.

# %%
effects = np.linspace(0.25, 1.2, 60)
sd, length = trial["visits"].std(), 3
z = stats.norm.ppf(0.975) + stats.norm.ppf(0.8)
rows = 2 * (z * sd / effects) ** 2
fig, ax = plt.subplots()
ax.semilogy(effects, rows * (1 + (length - 1) * alike) / length, color=ORANGE, label=f"{length} years each, alike")
ax.semilogy(effects, rows / length, ":", color=BLUE, label="the same, if years were people")
ax.semilogy(effects, rows, color=GREY, linewidth=1, label="1 year each")
ax.set(title="Half the effect costs four times the people", xlabel="effect to be found, visits per year",
       ylabel="people per arm (log scale)")
ax.legend()
plt.show()

# %% [markdown]
# ## Twenty subgroups, one discovery, no effect
# Now cut the people into twenty groups by a number that means nothing, under a lot that means nothing. How often does
# at least one group look significant? Then let each p pay for its company: *Holm* multiplies the smallest by twenty,
# the next by nineteen, and so on.

# %%
def holm(p):
    order, m = np.argsort(p), len(p)
    held = np.empty(m)
    held[order] = np.minimum(np.maximum.accumulate(np.asarray(p)[order] * np.arange(m, 0, -1)), 1)
    return held


found = {"raw": [], "holm": []}
rates = totals / counts
for _ in range(300):
    cell = rng.integers(20, size=len(rates)) + 20 * (rng.random(len(rates)) < 0.5)  # subgroup, and its half of the lot
    n = np.bincount(cell)
    mean = np.bincount(cell, rates) / n
    error = np.bincount(cell, (rates - mean[cell]) ** 2) / n**2
    p = 2 * stats.norm.sf(np.abs(mean[:20] - mean[20:]) / np.sqrt(error[:20] + error[20:]))
    found["raw"].append((p < 0.05).any())
    found["holm"].append((holm(p) < 0.05).any())
print(f"at least one 'effect' among 20: raw {np.mean(found['raw']):.0%}, after Holm {np.mean(found['holm']):.0%}")

# %% [markdown]
# ## Looking early is many looks too
# A dashboard shows the test every day, and somebody stops when p falls below 0.05. Nothing differs between the two
# halves here, and still the false alarms pile up with every look. The z of a running test wanders; sooner or later it
# crosses 1.96.

# %%
looks = 20
paths = np.cumsum(rng.normal(size=(4000, looks)), axis=1) / np.sqrt(np.arange(1, looks + 1))  # z after each look
crossed = np.maximum.accumulate(np.abs(paths) > 1.96, axis=1).mean(axis=0)
limit = np.quantile(np.abs(paths).max(axis=1), 0.95)
fig, ax = plt.subplots()
ax.plot(range(1, looks + 1), 100 * crossed, "o-", color=ORANGE, markersize=4, label="stop as soon as |z| > 1.96")
ax.axhline(5, color="black", linewidth=1, label="what 5% promises")
ax.set(title=f"{looks} looks: {crossed[-1]:.0%} false alarms; a limit of {limit:.2f} would keep 5%", ylim=(0, 30),
       xlabel="looks so far (simulated z, no difference anywhere)", ylabel="false alarms so far, %",
       xticks=range(0, looks + 1, 5))
ax.legend()
plt.show()

# %% [markdown]
# ## Nobody drew lots for smoking
# In 4,642 births the babies of smokers weigh less. But smokers differ in much else, and each difference may carry a
# part of the weight. Here are the standardised differences that a lot would have kept near zero.

# %%
births = load_data("birth_weight")
y, t = births["bweight"].to_numpy(float), births["mbsmoke_"].to_numpy()
before = ["mage", "medu", "mmarried_", "fage", "fedu", "mrace", "frace", "mhisp", "fhisp", "foreign", "deadkids",
          "order", "monthslb", "fbaby_"]  # all settled before the pregnancy
X = births[before]
plain = y[t == 1].mean() - y[t == 0].mean()
apart = (X[t == 1].mean() - X[t == 0].mean()) / np.sqrt((X[t == 1].var() + X[t == 0].var()) / 2)
print(f"smokers' babies weigh {-plain:.0f} g less; the mothers differ:")
print(apart.sort_values(key=np.abs, ascending=False).head(5).round(2).to_string())

# %% [markdown]
# ## Compare like with like
# Regression asks: among mothers of the same age, school and marriage, how much lighter? Part of the plain difference
# belonged to *who smokes*. Read only the coefficient of smoking: the others were chosen to serve it, and theirs is
# another question with other confounders.

# %%
def coefficient(y, t, X):
    design = np.column_stack([np.ones(len(t)), t, X])
    inverse = np.linalg.inv(design.T @ design)
    fitted = inverse @ design.T @ y
    left = y - design @ fitted
    return fitted[1], np.sqrt((inverse @ (design.T * left**2) @ design @ inverse)[1, 1])  # each row its own spread


adjusted, se = coefficient(y, t, X.to_numpy(float))
print(f"plain {plain:.0f} g, adjusted {adjusted:.0f} g, "
      f"interval {adjusted - 1.96 * se:.0f} to {adjusted + 1.96 * se:.0f}")

# %% [markdown]
# ## More controls are not more honest
# Add the column "low birth weight" and a third of the effect is gone. Of course: it is the outcome again, and whoever
# holds it fixed asks for the effect of smoking among babies whose weight is half known. The same goes, more quietly,
# for anything that smoking itself can change.

# %%
for name in ["lbweight", "nprenatal"]:
    shrunk, _ = coefficient(y, t, births[before + [name]].to_numpy(float))
    print(f"with {name:9s} among the controls: {shrunk:.0f} g, which is {shrunk / adjusted:.0%} of the effect")

# %% [markdown]
# ## A known effect tests the method
# Would the adjustment find the truth? Make outcomes of which we know it: keep the real mothers, let age and school
# move the weight by invented amounts, and let smoking take exactly 200 g. This part is synthetic, and it is the only
# way to see a causal method right or wrong.

# %%
rows = []
for seed in range(5):
    draw = np.random.default_rng(seed)
    made = 2600 + 15 * X["mage"] + 25 * X["medu"] + 90 * X["mmarried_"] - 200 * t + draw.normal(0, 400, len(t))
    made = made.to_numpy()
    found, error = coefficient(made, t, X.to_numpy(float))
    rows.append((seed, made[t == 1].mean() - made[t == 0].mean(), found, error))
pd.DataFrame(rows, columns=["seed", "plain", "adjusted", "se"]).set_index("seed").round(0)

# %% [markdown]
# ## Weigh until the groups look alike
# Another way: give each mother the weight one over the chance of what she did. A smoker who looked like a non-smoker
# stands for many. The chance is her *propensity*, and the two groups each have their own formula: 1/p for smokers,
# 1/(1 − p) for the others. See where the two groups overlap.

# %%
p = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(X, t).predict_proba(X)[:, 1]
fig, ax = plt.subplots()
bins = np.linspace(0, 1, 41)
ax.hist(p[t == 0], bins, color=BLUE, alpha=0.6, density=True, label="non-smokers")
ax.hist(p[t == 1], bins, color=ORANGE, alpha=0.6, density=True, label="smokers")
ax.axvspan(0, 0.02, color=GREY, alpha=0.3, linewidth=0)
ax.set(title="Weights need overlap: who has nobody to be compared with?",
       xlabel="propensity: predicted chance of smoking", ylabel="density of the group")
ax.legend()
plt.show()

# %% [markdown]
# Weigh, and pay. The same weight 1/p for everybody compares two invented groups. Uneven weights also cost rows: the
# *effective sample size* (Σw)² / Σw² says how many evenly weighted rows they are worth.

# %%
kept = (p >= 0.02) & (p <= 0.98)
w = np.where(t == 1, 1 / p, 1 / (1 - p))
for name, weight in [("1/p for both", 1 / p), ("own chance", w)]:
    s, n = kept & (t == 1), kept & (t == 0)
    found = np.average(y[s], weights=weight[s]) - np.average(y[n], weights=weight[n])
    print(f"{name:13s}: {found:.0f} g")
worth = w[s].sum() ** 2 / (w[s] ** 2).sum()
print(f"{s.sum()} smokers are worth {worth:.0f} evenly weighted ones; {len(t) - kept.sum()} rows left out")

# %% [markdown]
# ## What if something was not measured?
# No adjustment reaches what the file does not hold. Turn the worry into a number: if a hidden trait takes 400 g and is
# more common among smokers by some gap, then 400 × gap grams are its own. How large must the gap be before the
# interval reaches zero?

# %%
gaps = np.linspace(0, 0.8, 81)
left = adjusted + 400 * gaps
tips = gaps[np.argmax(left + 1.96 * se >= 0)]
fig, ax = plt.subplots()
ax.fill_between(100 * gaps, left - 1.96 * se, left + 1.96 * se, color=ORANGE, alpha=0.25, linewidth=0)
ax.plot(100 * gaps, left, color=ORANGE)
ax.axhline(0, color="black", linewidth=1)
ax.axvline(100 * tips, color=GREY, linestyle=":")
ax.set(title=f"A hidden cause of 400 g must be {100 * tips:.0f} points more common among smokers",
       xlabel="smokers with the hidden trait minus others with it, percentage points",
       ylabel="effect that is left, grams")
plt.show()

# %% [markdown]
# ## One table, two true answers
# Aboard the Titanic the passengers from Queenstown survived slightly more often than those from Southampton. Split by
# sex, they survived less often in *both* groups. Nothing is wrong: more of Southampton's passengers were men, and men
# rarely survived. This is *Simpson's paradox*.

# %%
titanic = load_data("titanic")
ports = titanic[titanic["embarked"].isin(["Q", "S"])]
by_sex = ports.groupby(["sex", "embarked"])["survived"].agg(["mean", "size"]).unstack()
by_sex.loc["both"] = ports.groupby("embarked")["survived"].agg(["mean", "size"]).unstack()
by_sex.round(3)

# %% [markdown]
# ## The same weights on both sides
# To compare ports, give both the same mixture of men and women: *standardise*. Weights that differ between the ports
# bring the paradox back; no weights at all let a small stratum speak as loudly as a large one. Whether you should
# split at all is a causal question: split by what came before, never by a result.

# %%
rates = ports.groupby(["embarked", "sex"])["survived"].mean().unstack()
mix = ports["sex"].value_counts(normalize=True)  # one mixture for both ports
overall = ports.groupby("embarked")["survived"].mean()
standard = rates.mul(mix, axis=1).sum(axis=1)
print(f"Q minus S, as they are: {100 * (overall['Q'] - overall['S']):+.1f} points")
for sex in rates:
    print(f"Q minus S, {sex}: {100 * (rates.loc['Q', sex] - rates.loc['S', sex]):+.1f} points")
print(f"Q minus S, same mixture: {100 * (standard['Q'] - standard['S']):+.1f} points")

# %% [markdown]
# ## Summary
# - In a trial compare all who drew, arm by arm; count people and not rows, and say the effect with its interval.
# - Every further look or subgroup is another chance to be fooled: settle the looks, correct for them, show them all.
# - Without a lot adjust for what came before, never after, and say how strong a hidden cause would have to be.
