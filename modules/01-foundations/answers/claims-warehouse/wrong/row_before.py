# ---
# misconception: sql.neighbour_row
# story: Takes the row before for the year before.
# fails: [yoy_gaps]
# says: "not at the year before"
# ---
# %% key="yoy"
def yoy(con):
    return pd.read_sql_query(
        """
        SELECT person, year, (cents - LAG(cents) OVER (PARTITION BY person ORDER BY year)) / 100.0 AS change
        FROM year_fact
        """, con)
