# ---
# misconception: sql.neighbour_row
# story: Forgets PARTITION BY, so a person's first year is compared with somebody else's.
# fails: [yoy_gaps]
# says: "may be somebody else"
# ---
# %% key="yoy"
def yoy(con):
    return pd.read_sql_query(
        """
        SELECT person, year, CASE WHEN LAG(year) OVER w = year - 1 THEN (cents - LAG(cents) OVER w) / 100.0 END AS change
        FROM year_fact WINDOW w AS (ORDER BY person, year)
        """, con)
