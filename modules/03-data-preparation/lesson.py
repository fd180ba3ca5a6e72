# %% [markdown]
# # Data preparation and leak-proof pipelines
# A model is only as honest as the rows that judged it. You will see how the answer slips into the
# training, put a number on every way, and close them with the right split, one pipeline and a written contract.

# %%
from certbook.lab import load_data  # first: keeps BLAS to one thread

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor, RandomForestClassifier
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, StratifiedKFold, TimeSeriesSplit, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#777777"
plt.rcParams.update({"figure.figsize": (7.2, 3.8), "figure.dpi": 110, "axes.spines.top": False,
                     "axes.spines.right": False, "axes.titlelocation": "left", "legend.frameon": False})
people, women, second = load_data("titanic"), load_data("fair"), load_data("fair_second")
claims, air = load_data("rand"), load_data("co2")

# %% [markdown]
# ## The column that knows the end
# The passenger list has fourteen columns, and the usual advice is to keep those that predict. Follow it with a single
# one: was a lifeboat recorded? Beside it stands a model with the seven columns that the booking office had. AUC is
# the chance that a survivor gets the higher score.

# %%
train, test = train_test_split(people, test_size=0.4, stratify=people["survived"], random_state=0)
numbers, words = ["pclass", "age", "sibsp", "parch", "fare"], ["sex", "embarked"]


def gangway():
    """Return an unfitted pipeline: everything that learns from rows is inside."""
    prepare = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        (make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore")), words))
    return make_pipeline(prepare, LogisticRegression(max_iter=1000))


honest = gangway().fit(train, train["survived"])
p = honest.predict_proba(test)[:, list(honest.classes_).index(1)]
print(f"lifeboat recorded, nothing else: AUC {roc_auc_score(test['survived'], test['boat'].notna()):.3f}")
print(f"seven columns of the booking:    AUC {roc_auc_score(test['survived'], p):.3f}")

# %% [markdown]
# The better number is worthless: at the gangway nobody has a lifeboat yet. A score cannot tell you this, a calendar
# can. So write down, for every column, *when* it was written, and use what existed at the moment of the prediction.
# Where nobody can say when, the careful answer is no.

# %% [markdown]
# ## A gap can be the leak
# You might drop the boat's number and keep "was it filled in?", or let an imputer add that flag for you. Gaps carry
# information too: compare the outcome where a value is missing with where it is there. Two equal bars mean a
# harmless gap; a canyon deserves the question *who* wrote the value, and when.

# %%
gappy = ["age", "cabin", "home.dest", "boat"]
rates = pd.DataFrame({name: train.groupby(train[name].isna())["survived"].mean() for name in gappy}).T
fig, ax = plt.subplots()
places = np.arange(len(gappy))
for shift, missing, colour, label in [(-0.2, False, BLUE, "value is there"), (0.2, True, ORANGE, "value is missing")]:
    bars = ax.bar(places + shift, 100 * rates[missing], 0.38, color=colour, label=label)
    ax.bar_label(bars, fmt="%.0f%%")
ax.set(title="Where no lifeboat was recorded, almost nobody was saved", xticks=places, xticklabels=gappy,
       ylabel="survived, %", ylim=(0, 112))
ax.legend()
plt.show()

# %% [markdown]
# ## A great score on pure noise
# Preparation leaks as well. Take 300 columns of random numbers and labels from a coin: no model can beat 0.5. Choose
# the twenty columns that go best with the labels, on all rows, and cross-validate afterwards. The data are made up
# here so that the true answer is known.

# %%
rng = np.random.default_rng(0)
noise, coin = rng.normal(size=(120, 300)), rng.permutation(np.arange(120) % 2)
chosen = SelectKBest(f_classif, k=20).fit_transform(noise, coin)
folds = StratifiedKFold(5, shuffle=True, random_state=0)
outside = cross_val_score(LogisticRegression(), chosen, coin, cv=folds, scoring="roc_auc")
inside = cross_val_score(make_pipeline(SelectKBest(f_classif, k=20), LogisticRegression()), noise, coin, cv=folds,
                         scoring="roc_auc")
print(f"columns chosen on all rows, then five folds: AUC {outside.mean():.3f}")
print(f"columns chosen inside every fold:            AUC {inside.mean():.3f}")

# %% [markdown]
# The selection had read the labels of the rows that later judged it. A *pipeline* makes the right order the easy one:
# whatever learns from rows, a median, a scale, a vocabulary, a choice of columns, becomes a step, and `fit` runs the
# steps on the training part alone. Cross-validation then repeats all of it in every fold.

# %% [markdown]
# ## A leak that no score shows
# Is scaling on all rows a scandal too? Measure it: twenty splits of the passengers, the scaler fitted once on
# everybody and once on the training rows. If the scores agree, no score can find this mistake. Look at the structure
# instead: does row 0 move when you change *other* rows?

# %%
X = people[numbers].fillna(people[numbers].median())
y, same, changed = people["survived"].to_numpy(), 0, 0
for seed in range(20):
    a, b = train_test_split(np.arange(len(X)), test_size=0.3, random_state=seed)
    scores = []
    for scaler in (StandardScaler().fit(X), StandardScaler().fit(X.iloc[a])):
        model = LogisticRegression().fit(scaler.transform(X.iloc[a]), y[a])
        scores.append(model.score(scaler.transform(X.iloc[b]), y[b]))
    same += scores[0] == scores[1]
print(f"accuracy is exactly the same in {same} of 20 splits")
batch = X.iloc[:50].copy()
other = batch.copy()
other.iloc[1:] *= 3
for name, prepare in [("scaler of training", StandardScaler().fit(X).transform),
                      ("scaler fitted on what comes in", lambda t: StandardScaler().fit_transform(t))]:
    moved = np.abs(np.asarray(prepare(batch))[0] - np.asarray(prepare(other))[0]).max()
    print(f"{name}: row 0 moves by {moved:.2f} when its neighbours change")

# %% [markdown]
# ## One passenger is not a batch
# The same mistake is fatal when the model serves. A habit from the notebook, `fit_transform`, on a single row: its mean
# is itself, so every number becomes zero, and all passengers look alike. A fitted pipeline has nothing to refit. Send
# five people through alone and compare with the batch.

# %%
five = test.head(5)
prepare, model = honest[0], honest[-1]
alone = np.array([honest.predict_proba(five.iloc[[k]])[0, 1] for k in range(5)])
scaled = prepare.transform(five)
refit = scaled.copy()
refit[:, : len(numbers)] = 0.0  # what fit_transform makes of a single row's numbers
pd.DataFrame({"in the batch": honest.predict_proba(five)[:, 1], "alone": alone,
              "alone, scaler refitted": model.predict_proba(refit)[:, 1]}).round(3)

# %% [markdown]
# ## The row number knows everything
# Now a survey: 6,366 married women, asked among other things about affairs. Score each woman by nothing but her
# position in the file. If the file was sorted by the answer, its row number is the answer, and it enters by a column
# called `index`, an id that counts up, or folds that are cut without shuffling.

# %%
affair = (women["affairs"] > 0).to_numpy()
print(f"AUC of the row number: {roc_auc_score(affair, -np.arange(len(women))):.3f}")
answers = women.drop(columns="affairs")
twins = answers.duplicated(keep=False).to_numpy()
print(f"{twins.sum()} of {len(women)} women gave exactly the answers of another one")

# %% [markdown]
# ## Copies on both sides
# Rare answers are often repeated until both classes are equally common. Do it before the split, and copies of one
# woman stand in training and in validation; a forest recognises them. Do it inside the training part, and the
# validation part stays as life is.

# %%
def grown(rows):
    """Return row numbers with the rarer answer drawn again until both are equally common."""
    yes, no = rows[affair[rows]], rows[~affair[rows]]
    return np.r_[rows, np.random.default_rng(0).choice(yes, len(no) - len(yes))]


def forest_auc(a, b):
    forest = RandomForestClassifier(n_estimators=40, random_state=0).fit(answers.iloc[a], affair[a])
    return roc_auc_score(affair[b], forest.predict_proba(answers.iloc[b])[:, 1])


everybody = np.arange(len(women))
before = train_test_split(grown(everybody), test_size=0.3, random_state=0)
a, b = train_test_split(everybody, test_size=0.3, random_state=0)
print(f"repeated, then split: AUC {forest_auc(*before):.3f}")
print(f"split, then repeated: AUC {forest_auc(grown(a), b):.3f}")

# %% [markdown]
# ## The same person twice
# The RAND experiment followed 5,912 persons over up to five years, one row a year. Who is dear in one year is often
# dear in the next. Cut the rows at random, and a person's other years help to recognise this one. Ask which of the
# two questions you have: next year's bill of a known person, or the bill of somebody new?

# %%
known = ["xage", "female", "educdec", "income", "num", "mhi", "disea", "physlm", "coins", "lfam", "year"]
dear = (claims["meddol"] >= claims["meddol"].quantile(0.9)).to_numpy()
trees = HistGradientBoostingClassifier(max_iter=80, learning_rate=0.25, max_leaf_nodes=63, random_state=0)
results = {}
for name, cv in [("rows shuffled", StratifiedKFold(3, shuffle=True, random_state=0)),
                 ("persons kept together", GroupKFold(3, shuffle=True, random_state=0))]:
    cuts = list(cv.split(claims, dear, claims["zper"] if "persons" in name else None))
    results[name] = cross_val_score(trees, claims[known], dear, cv=cuts, scoring="roc_auc")
    print(f"{name:22s} AUC {results[name].mean():.3f}   folds {results[name].round(3)}")

# %% [markdown]
# The gap is not bad luck: every shuffled fold lies above every honest one. Rows that share a person, a patient, a
# machine, a document's author are *one* piece of evidence. Give the splitter the column that names it, and no part of
# it lands on the other side.

# %%
fig, ax = plt.subplots(figsize=(7.2, 2.6))
for level, (name, values) in enumerate(results.items()):
    ax.plot(values, [level] * len(values), "o", color=(ORANGE, BLUE)[level], markersize=9)
ax.set(title="Three folds each: shuffling flatters every time", yticks=[0, 1], yticklabels=list(results),
       ylim=(-0.6, 1.6), xlabel="AUC for a year among the dearest tenth")
plt.show()

# %% [markdown]
# ## The future in the past
# The last table is the air over Mauna Loa, weekly since 1958. A tree is asked for CO2 from the date alone. Shuffled
# folds give it the week before and the week after. A forecast has neither: train on the past, judge on what follows,
# again and again.

# %%
air["day"] = pd.to_datetime(air["date"].astype(str))
air = air.dropna().reset_index(drop=True)
when = np.column_stack([(air["day"] - air["day"].min()).dt.days / 365.25, air["day"].dt.day_of_year])
shuffled = StratifiedKFold(5, shuffle=True, random_state=0).split(when, air["day"].dt.year)
fig, ax = plt.subplots()
ax.plot(air["day"], air["co2"], color=GREY, linewidth=1, label="measured")
for name, cv, colour in [("shuffled", shuffled, ORANGE), ("past to future", TimeSeriesSplit(5).split(when), BLUE)]:
    errors = []
    for a, b in cv:
        guess = HistGradientBoostingRegressor(max_iter=60, random_state=0).fit(when[a], air["co2"].iloc[a]).predict(when[b])
        errors.append(np.abs(guess - air["co2"].iloc[b]).mean())
        ax.plot(air["day"].iloc[b], guess, ".", color=colour, markersize=2)
    ax.plot([], [], "o", color=colour, label=f"{name}: mean error {np.mean(errors):.2f} ppm")
ax.set(title="A tree cannot see what comes; shuffled folds hide it", xlabel="year", ylabel="CO2, ppm")
ax.legend()
plt.show()

# %% [markdown]
# ## Ask every column what it knows alone
# Before any model, rank the columns by their AUC taken alone, folded so that either direction counts. An honest column
# rarely shines by itself; one that does was probably written with the answer. Here the question is whether a person is
# admitted to hospital during the year.

# %%
admitted = claims["totadm"] > 0
audit = {}
for name in claims.columns.drop(["totadm", "zper"]):
    column = claims[name].fillna(claims[name].median())
    area = roc_auc_score(admitted, column)
    audit[name] = max(area, 1 - area)
top = pd.Series(audit).sort_values().tail(8)
fig, ax = plt.subplots()
ax.barh(top.index, top, color=[ORANGE if value >= 0.9 else BLUE for value in top])
ax.axvline(0.5, color="black", linewidth=1)
ax.set(title=f"{top.index[-1]} is the bill of the admission itself", xlabel="AUC of the column alone, folded",
       ylabel="column", xlim=(0, 1.05))
plt.show()

# %% [markdown]
# ## Last year's model meets another survey
# Another magazine asked the same questions, with other names and scales: religion runs from 1 to 5 instead of 1 to 4,
# and men answered too. First the careless way: hand its columns over in the order in which they stand. Then by name,
# with every scale translated.

# %%
shared = ["rate_marriage", "age", "yrs_married", "religious", "educ"]
home = make_pipeline(StandardScaler(), LogisticRegression()).fit(women[shared].to_numpy(), affair)
asked = second[second["sex"] == 0]  # women, as at home
truth = asked["naffairs"] > 0
by_position = asked[["age", "nmarried", "religious", "education", "rate_marriage"]]
by_name = pd.DataFrame({"rate_marriage": asked["rate_marriage"], "age": asked["age"], "yrs_married": asked["nmarried"],
                        "religious": (asked["religious"] - 1).clip(lower=1), "educ": asked["education"]})[shared]
for name, table in [("by position", by_position), ("by name and scale", by_name)]:
    print(f"{name:18s} AUC {roc_auc_score(truth, home.predict_proba(table.to_numpy())[:, 1]):.3f}")

# %% [markdown]
# Nothing crashed: five columns of numbers went in, a probability came out. What was missing is a *contract*: for each
# column its name, what kind of value, which range or codes training saw, and whether it may be empty. Learned from
# the training rows, once, and written to a file that both sides can read.

# %%
contract = {name: {"low": float(women[name].min()), "high": float(women[name].max())} for name in shared}
for label, table in [("by position", by_position.set_axis(shared, axis=1)), ("by name and scale", by_name)]:
    broken = {name: int(((table[name] < rule["low"]) | (table[name] > rule["high"])).sum())
              for name, rule in contract.items()}
    print(f"{label:18s} values outside the contract, of {len(table)}: {broken}")

# %% [markdown]
# ## Skew is not a breach
# A row outside the contract is *wrong for this model*: refuse it, and say which row and why. But rows may all be
# allowed and still differ as a crowd. Measure that with training's own yardstick: how many training standard
# deviations has the mean moved? It is a reason to look, not to refuse.

# %%
shift = pd.Series({name: (by_name[name].mean() - women[name].mean()) / women[name].std() for name in shared})
fig, ax = plt.subplots()
ax.barh(shift.index, shift, color=[ORANGE if abs(value) > 0.3 else BLUE for value in shift])
ax.axvline(0, color="black", linewidth=1)
ax.set(title="The second survey's women are another crowd", ylabel="column",
       xlabel="shift of the mean, in training standard deviations")
plt.show()

# %% [markdown]
# ## Refuse loudly, never repair silently
# What should happen to an age of 324, which may be months? Clipping it to 42 makes a confident answer about nobody.
# Filling it with the mean of today's batch makes the answer depend on who else came. Compare four policies on one
# woman whose age arrived in months.

# %%
row = by_name.iloc[[0]].copy()
wrong = row.assign(age=row["age"] * 12)
crowd = by_name.assign(age=by_name["age"] + 10)
chance = {"true age": row, "as it came": wrong, "clipped to the range": wrong.assign(age=contract["age"]["high"]),
          "mean of today's batch": wrong.assign(age=by_name["age"].mean()),
          "mean of an older batch": wrong.assign(age=crowd["age"].mean())}
for name, table in chance.items():
    print(f"{name:22s} p = {home.predict_proba(table.to_numpy())[0, 1]:.3f}")
inside = contract["age"]["low"] <= wrong["age"].iloc[0] <= contract["age"]["high"]
print(f"contract               {'scored' if inside else 'refused: age outside the range of training'}")

# %% [markdown]
# ## Summary
# - A column may be used if it existed at the moment of the prediction; ask the calendar, then audit each one alone.
# - The split repeats what will be new in life: another person, a later week, never a copy; all that learns sits inside.
# - A contract learned in training names every breach by row; skew is measured with training's yardstick.
