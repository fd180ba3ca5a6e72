# ---
# misconception: table.grain
# story: Fills person and plan from every claim, one row per year.
# fails: [build_db_grain]
# says: "one row per person"
# ---
# %% key="build_db"
def build_db(claims):
    con = sqlite3.connect(":memory:")
    con.executescript(SCHEMA)
    claims[["plan", "coinsurance"]].dropna(subset=["plan"]).drop_duplicates().to_sql(
        "plan", con, if_exists="append", index=False)
    claims[["person", "plan", "site"]].to_sql("person", con, if_exists="append", index=False)
    facts = claims.assign(cents=(claims["cost"] * 100).round())[["person", "year", "cents", "admissions"]]
    facts.to_sql("year_fact", con, if_exists="append", index=False)
    return con
