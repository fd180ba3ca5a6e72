# ---
# misconception: table.null_filled
# story: Fills what is missing with 0, so that the cast to int works.
# fails: [build_db_values]
# says: "a nought is a statement"
# ---
# %% key="build_db"
def build_db(claims):
    con = sqlite3.connect(":memory:")
    con.executescript(SCHEMA)
    claims = claims.assign(cents=(claims["cost"].fillna(0) * 100).round().astype(int))
    plans = claims[["plan", "coinsurance"]].dropna(subset=["plan"]).drop_duplicates()
    plans.to_sql("plan", con, if_exists="append", index=False)
    claims[["person", "plan", "site"]].drop_duplicates().to_sql("person", con, if_exists="append", index=False)
    claims[["person", "year", "cents", "admissions"]].to_sql("year_fact", con, if_exists="append", index=False)
    return con
