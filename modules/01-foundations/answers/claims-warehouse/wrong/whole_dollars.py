# ---
# misconception: sql.integer_division
# story: Divides whole cents by whole 100.
# fails: [yoy_gaps]
# says: "whole-number division"
# ---
# %% key="yoy"
def yoy(con):
    return pd.read_sql_query(
        """
        SELECT n.person, n.year, (n.cents - b.cents) / 100 AS change
        FROM year_fact AS n LEFT JOIN year_fact AS b ON b.person = n.person AND b.year = n.year - 1
        """, con)
