# ---
# story: Reads the tables with one SELECT each and does the rest in pandas.
# ---
# %% key="build_db"
def build_db(claims):
    def plain(value):
        return None if pd.isna(value) else int(value)

    con = sqlite3.connect(":memory:")
    con.executescript(SCHEMA)
    persons, plans = {}, {}
    for row in claims.itertuples(index=False):
        persons[int(row.person)] = (int(row.person), plain(row.plan), int(row.site))
        if not pd.isna(row.plan):
            plans[int(row.plan)] = (int(row.plan), int(row.coinsurance))
        cents = None if pd.isna(row.cost) else round(row.cost * 100)
        con.execute("INSERT INTO year_fact VALUES (?, ?, ?, ?)",
                    (int(row.person), int(row.year), cents, plain(row.admissions)))
    con.executemany("INSERT INTO person VALUES (?, ?, ?)", persons.values())
    con.executemany("INSERT INTO plan VALUES (?, ?)", plans.values())
    return con

# %% key="cost_per_plan"
def cost_per_plan(con):
    plans, persons, facts = (pd.read_sql_query(f"SELECT * FROM {name}", con) for name in ("plan", "person", "year_fact"))
    rows = []
    for plan in sorted(plans["plan"].unique()):
        mine = persons.loc[persons["plan"] == plan, "person"]
        years = facts[facts["person"].isin(mine)]
        rows.append({"admitted": (years["admissions"] > 0).mean(), "plan": plan, "persons": mine.nunique(),
                     "years": len(years), "mean_cost": pd.to_numeric(years["cents"]).mean() / 100})
    return pd.DataFrame(rows)

# %% key="top_spenders"
def top_spenders(con, k):
    facts = pd.read_sql_query("SELECT site, person, cents FROM person JOIN year_fact USING (person)", con)
    total = facts.dropna().groupby(["site", "person"], as_index=False)["cents"].sum()
    total["rank"] = total.groupby("site")["cents"].rank(method="min", ascending=False)
    total["cost"] = total.pop("cents") / 100
    return total[total["rank"] <= k]

# %% key="yoy"
def yoy(con):
    now = pd.read_sql_query("SELECT person, year, cents / 100.0 AS cost FROM year_fact", con)
    before = now.assign(year=now["year"] + 1)
    both = now.merge(before, on=["person", "year"], how="left", suffixes=("", "_before"))
    both["change"] = both["cost"].astype(float) - both["cost_before"].astype(float)
    return both[["change", "person", "year"]]

# %% key="never_admitted"
def never_admitted(con):
    everybody = {person for (person,) in con.execute("SELECT person FROM person")}
    return sorted(everybody - {p for (p,) in con.execute("SELECT person FROM year_fact WHERE admissions > 0")})
