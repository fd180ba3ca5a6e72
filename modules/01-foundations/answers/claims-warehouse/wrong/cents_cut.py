# ---
# misconception: arith.truncation
# story: Turns dollars into cents with a cast, which cuts instead of rounding.
# fails: [build_db_values]
# says: "one cent short"
# ---
# %% key="build_db"
def build_db(claims):
    con = sqlite3.connect(":memory:")
    con.executescript(SCHEMA)
    claims[["plan", "coinsurance"]].dropna(subset=["plan"]).drop_duplicates().to_sql(
        "plan", con, if_exists="append", index=False)
    claims[["person", "plan", "site"]].drop_duplicates().to_sql("person", con, if_exists="append", index=False)
    facts = claims.assign(cents=(claims["cost"] * 100).astype("float").apply(np.trunc))
    facts[["person", "year", "cents", "admissions"]].to_sql("year_fact", con, if_exists="append", index=False)
    return con
