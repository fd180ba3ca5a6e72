# %% [markdown]
# # Foundations of arrays, tables, SQL and tests
# A computer rarely says that an answer is nonsense. You will see careless lines of SQL, NumPy and testing go wrong on
# real data, measure by how much, and learn the habit that stops each.

# %%
from certbook.lab import load_data  # first: keeps BLAS to one thread

import sqlite3

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.cbook import get_sample_data
from PIL import Image

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#777777"
plt.rcParams.update({"figure.figsize": (7.2, 3.8), "figure.dpi": 110, "axes.spines.top": False,
                     "axes.spines.right": False, "axes.titlelocation": "left", "legend.frameon": False})
rand = load_data("rand").rename(columns={"zper": "person", "meddol": "cost", "totadm": "admissions"})
con = sqlite3.connect(":memory:")


def ask(query):
    return pd.read_sql_query(query, con)

# %% [markdown]
# ## What does one row stand for?
# The RAND experiment gave families insurance by lot and recorded what they spent. Before any query, say what one row is:
# the table's *grain*. Here it is a person in a year, so counting rows does not count people. A warehouse keeps plans, people
# and years apart, and costs in whole cents. Mind the cast: it cuts where you mean to round.

# %%
print(f"{len(rand):,} rows, {rand['person'].nunique():,} people, "
      f"{len(rand.drop_duplicates(['person', 'year'])):,} pairs of person and year")
dollars = rand["cost"].round(2)
cents = (dollars * 100).round().astype(int)
print(f"a bare cast is a cent short in {np.sum((dollars * 100).astype(int) != cents):,} of {len(rand):,} rows")
rand[["plan", "coins"]].drop_duplicates().to_sql("plan", con, index=False)
rand[["person", "plan", "site"]].drop_duplicates().to_sql("person", con, index=False)
rand.assign(cents=cents)[["person", "year", "cents", "admissions"]].to_sql("year_fact", con, index=False)
con.execute("CREATE INDEX fact_key ON year_fact (person, year)");

# %% [markdown]
# ## A join makes pairs
# Each plan should stand in the plan table once. Let somebody load plans 1 to 3 a second time, with a correction. A join
# makes one row per *pair* of partners, so every year of these plans now comes twice. No error, no warning, and the total is wrong.

# %%
con.execute("CREATE TABLE plan_again AS SELECT * FROM plan UNION ALL SELECT plan, coins FROM plan WHERE plan <= 3")
total = "SELECT SUM(cents) / 100.0 AS dollars FROM {} JOIN person USING (plan) JOIN year_fact USING (person)"
honest, doubled = (ask(total.format(t))["dollars"].iloc[0] for t in ("plan", "plan_again"))
safe = ask(total.format("(SELECT DISTINCT plan FROM plan_again)"))["dollars"].iloc[0]
print(f"each plan once: {honest:,.0f} dollars; three plans twice: {doubled:,.0f} ({doubled / honest - 1:+.0%}); "
      f"made unique first: {safe:,.0f}")

# %% [markdown]
# ## Do not average averages
# What does a plan cost a year? Averaging each person first lets somebody who left after one dear year weigh as
# much as somebody who stayed for five. Sum first and divide once, over the rows that the question is about.

# %%
means = ask("""SELECT plan, SUM(cents) / 100.0 / SUM(years) AS per_year, AVG(cents / 100.0 / years) AS of_means
               FROM person JOIN (SELECT person, SUM(cents) AS cents, COUNT(*) AS years
                                 FROM year_fact GROUP BY person) USING (person) GROUP BY plan""")
fig, ax = plt.subplots()
place = np.arange(len(means))
ax.plot(place, means["per_year"], "o", color=BLUE, label="cost per person-year")
ax.plot(place, means["of_means"], "s", color=ORANGE, label="mean of the people's means")
worst = (means["of_means"] - means["per_year"]).abs().idxmax()
ax.set(title=f"Plan {means['plan'][worst]}: {means['of_means'][worst]:.0f} or {means['per_year'][worst]:.0f} dollars?",
       xlabel="plan", ylabel="dollars a year", xticks=place, xticklabels=means["plan"], ylim=(0, None))
ax.legend()
plt.show()

# %% [markdown]
# ## Whole numbers divide to whole numbers
# In SQLite, as in many databases, an integer divided by an integer is an integer. A share is then 0 or 1. Make one side
# a number with a point, or take the average of a condition.

# %%
ask("""SELECT SUM(admissions > 0) / COUNT(*) AS wrong, 1.0 * SUM(admissions > 0) / COUNT(*) AS share,
              AVG(admissions > 0) AS the_same FROM year_fact""").round(4)

# %% [markdown]
# ## NULL is not a value
# NULL means "nobody knows", and a comparison with it is neither true nor false but unknown; WHERE keeps only what is
# true. One year without a person, and `NOT IN` finds nobody at all. NOT EXISTS asks whether a partner exists,
# and an unknown key never makes one.

# %%
con.execute("INSERT INTO year_fact VALUES (NULL, 1, 500, 1)")
hospital = "SELECT person FROM year_fact WHERE admissions > 0"
by_not_in = ask(f"SELECT COUNT(*) AS n FROM person WHERE person NOT IN ({hospital})")["n"].iloc[0]
by_exists = ask(f"""SELECT COUNT(*) AS n FROM person AS m
                    WHERE NOT EXISTS ({hospital} AND year_fact.person = m.person)""")["n"].iloc[0]
con.execute("DELETE FROM year_fact WHERE person IS NULL")
print(f"never in hospital: {by_not_in:,} people by NOT IN, {by_exists:,} by NOT EXISTS")
ask("SELECT 3 IN (1, NULL) AS a, 3 NOT IN (1, NULL) AS b, NULL = NULL AS c, COUNT(*) AS d, COUNT(NULL) AS e")

# %% [markdown]
# ## Ties at the edge of a list
# "The top three" is a question with a trap: who is third when two are tied? ROW_NUMBER decides by accident. RANK keeps ties
# and leaves a gap after them; DENSE_RANK leaves none. Here people are ranked by how often they were in hospital.

# %%
ask("""SELECT person, stays, ROW_NUMBER() OVER w AS row_number, RANK() OVER w AS rank, DENSE_RANK() OVER w AS dense_rank
       FROM (SELECT person, SUM(admissions) AS stays FROM year_fact GROUP BY person)
       WINDOW w AS (ORDER BY stays DESC) LIMIT 9""")

# %% [markdown]
# ## The row before is not the year before
# LAG looks one row back. For twelve people a year is missing in between, and LAG compares across the gap without a word.
# Ask for the calendar year that you mean.

# %%
ask("""SELECT person, year, before, change AS by_lag, CASE WHEN before = year - 1 THEN change END AS by_year
       FROM (SELECT person, year, LAG(year) OVER w AS before, (cents - LAG(cents) OVER w) / 100.0 AS change
             FROM year_fact WINDOW w AS (PARTITION BY person ORDER BY year))
       WHERE before < year - 1 LIMIT 4""")

# %% [markdown]
# ## Small integers wrap around
# Photographs come as `uint8`, whole numbers from 0 to 255. NumPy keeps the type of the array, and what falls below 0
# comes back at the top. Subtract a dark level of 50 and look at the shadows: they turn white. Leave the type first.

# %%
photo = np.asarray(Image.open(get_sample_data("grace_hopper.jpg", asfileobj=False)).convert("L"))
wrapped, right = photo - np.uint8(50), np.clip(photo.astype(float) - 50, 0, 255)
fig, axes = plt.subplots(1, 2, figsize=(7.2, 4.2))
for ax, image, title in [(axes[0], wrapped, f"uint8: {np.mean(photo < 50):.0%} of the pixels wrap"),
                         (axes[1], right, "as floats, cut off at 0")]:
    ax.imshow(image, cmap="gray", vmin=0, vmax=255)
    ax.set(title=title, xlabel="column (pixels)", ylabel="row (pixels)")
fig.tight_layout()
plt.show()

# %% [markdown]
# ## Whose array is it?
# `-=` writes into the array that it was given, and the caller's data changes behind their back: the second call gives
# another answer than the first. A function should return something new and leave its arguments alone.

# %%
def centre(x):
    x -= x.mean()
    return x


temperatures = load_data("elnino")["JAN"].to_numpy(copy=True)
print(f"mean before: {temperatures.mean():.2f} °C", end="; ")
centre(temperatures)
print(f"mean of the caller's array after: {abs(temperatures.mean()):.2f} °C")

# %% [markdown]
# ## Shapes that fit by accident
# Subtract `(n, 1)` from `(n,)` and NumPy makes every pair: n times n numbers, and an error that hardly depends on the
# model. Many libraries return columns. Here a *perfect* forecast of January gets an error of more than a degree.

# %%
january = load_data("elnino")["JAN"].to_numpy()
forecast = january.reshape(-1, 1)  # perfect, but a column
print((january - forecast).shape, f"rmse {np.sqrt(np.mean((january - forecast) ** 2)):.2f} °C")
print((january - forecast.ravel()).shape, f"rmse {np.sqrt(np.mean((january - forecast.ravel()) ** 2)):.2f} °C")

# %% [markdown]
# ## Gaps spread, and centred windows look ahead
# The CO2 series has missing weeks. A plain sum passes NaN on to every window that touches it; a zero drags the mean
# down; and a centred window uses weeks that have not happened yet. Count what is known, and look back only.

# %%
co2 = load_data("co2")["co2"]
window = slice(300, 380)
fig, ax = plt.subplots()
ax.plot(co2[window], ".", color=GREY, label="measured")
ax.plot(co2.rolling(9).mean()[window], color=BLUE, linewidth=3,
        label=f"full windows only: {co2.rolling(9).mean().isna().sum()} missing means")
ax.plot(co2.rolling(9, min_periods=1).mean()[window], color=ORANGE,
        label=f"known values: {co2.rolling(9, min_periods=1).mean().isna().sum()} missing")
ax.plot(co2.rolling(9, min_periods=1, center=True).mean()[window], "--", color="black", linewidth=1,
        label="centred: sees four weeks ahead")
ax.set(title=f"{co2.isna().sum()} missing weeks, three nine-week means", xlabel="week since the start of the series",
       ylabel="CO2 (parts per million)")
ax.legend(fontsize=8)
plt.show()

# %% [markdown]
# ## Months sort by spelling
# A wide table becomes long with `melt`; its months are still words, and words sort by spelling. The year then begins in April, and
# what looks like noise is a shuffled season. Turn names into numbers before you sort.

# %%
wide = load_data("elnino")
names = [name for name in wide.columns if name != "YEAR"]  # this file's own order, January first: print it before you trust it
long = wide.melt("YEAR", var_name="name", value_name="value").assign(month=lambda t: t["name"].map(names.index) + 1)
fig, ax = plt.subplots()
for keys, style, label in [(["YEAR", "name"], {"color": ORANGE, "linestyle": "--"}, "sorted by name: APR, AUG, DEC …"),
                           (["YEAR", "month"], {"color": BLUE}, "sorted by number")]:
    ax.plot(long.sort_values(keys)["value"].to_numpy()[:48], **style, label=label)
ax.set(title="One series, two orders", xlabel="place in the long table (rows)", ylabel="sea temperature (°C)")
ax.legend()
plt.show()

# %% [markdown]
# ## Randomness belongs to the caller
# A function that seeds inside draws the same "random" rows each time; one that uses the global state depends on whoever drew
# before. Take a generator as an argument: the caller decides what can be repeated, and each call draws anew.

# %%
def seeded_inside(n):
    return np.random.default_rng(42).integers(n, size=4)


def takes_generator(rng, n):
    return rng.integers(n, size=4)


rng = np.random.default_rng(0)
print("seeded inside:", seeded_inside(100), seeded_inside(100))
print("caller's rng: ", takes_generator(rng, 100), takes_generator(rng, 100))

# %% [markdown]
# ## A test must be able to fail
# Which tests would have caught all this? Plant bugs and count. Four right or wrong ways to turn the fertility table into
# rows meet three tests: one that only runs the code, one that checks the shape, one that compares with values worked
# out by hand.

# %%
def rows(table, fill=None, shift=0):
    long = table.melt("code", var_name="year", value_name="births")
    long = long.dropna() if fill is None else long.fillna(fill)
    return {(c, int(y) + shift): b for c, y, b in zip(long["code"], long["year"], long["births"])}


small = pd.DataFrame({"code": ["AAA", "BBB"], "1990": [2.0, np.nan], "1991": [2.5, 3.0]})
by_hand = {("AAA", 1990): 2.0, ("AAA", 1991): 2.5, ("BBB", 1991): 3.0}
versions = {"right": rows, "gaps become 0": lambda t: rows(t, fill=0), "a year late": lambda t: rows(t, shift=1),
            "rounded": lambda t: {k: float(round(b)) for k, b in rows(t).items()}}
tests = {"runs": lambda f: f(small) is not None, "has 3 rows": lambda f: len(f(small)) == 3,
         "equals the answer by hand": lambda f: f(small) == by_hand}
pd.DataFrame({test: {name: "pass" if ok(f) else "FAIL" for name, f in versions.items()} for test, ok in tests.items()})

# %% [markdown]
# ## The file at hand is one case
# A version may be right on today's file and wrong on tomorrow's. This one drops the groups of countries by their place in
# the file. On the file it is perfect. Shuffle the rows, and the same function drops countries and keeps groups.

# %%
fertility = load_data("fertility")[["Country Name", "Country Code", "2000"]]
groups = {"CAA", "LCN", "OED", "OSS", "PSS"}
places = np.flatnonzero(fertility["Country Code"].isin(groups))
for name, table in [("the file", fertility), ("shuffled", fertility.sample(frac=1, random_state=0))]:
    left = table.reset_index(drop=True).drop(index=places)
    print(f"{name}: {left['Country Code'].isin(groups).sum()} groups left, "
          f"{len(set(fertility['Country Code']) - groups - set(left['Country Code']))} countries lost")

# %% [markdown]
# ## Test what must be true of every answer
# You need not know the right answer to test. A *property* holds for all of them: shuffle the rows and the result is the same set;
# append the future and the past stays. Draw many inputs with a seeded generator, so that a failure can be repeated.

# %%
def property_holds(function, rng):
    x = rng.normal(size=30)
    y = np.r_[x[:20], rng.normal(size=10)]  # the same past, another future
    return np.allclose(function(x)[:20], function(y)[:20], equal_nan=True)


rng = np.random.default_rng(1)
means_of = {
    "trailing": lambda x: pd.Series(x).rolling(5, min_periods=1).mean().to_numpy(),
    "centred": lambda x: pd.Series(x).rolling(5, min_periods=1, center=True).mean().to_numpy()}
for name, mean in means_of.items():
    print(f"{name} mean: the past stays in {sum(property_holds(mean, rng) for _ in range(100))} of 100 random series")

# %% [markdown]
# ## Summary
# - Say what one row stands for; make keys unique before a join, and ask for NULL, ties and gaps by name.
# - Leave small types, copy what is not yours, look at shapes, and let the caller own the randomness.
# - A test is worth the bugs that it catches: values by hand, awkward cases, and properties on many seeded inputs.
