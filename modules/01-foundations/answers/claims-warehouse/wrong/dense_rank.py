# ---
# misconception: sql.ties_cut
# story: Takes DENSE_RANK, which leaves no gap after a tie.
# fails: [top_spenders_ties]
# says: "leaves that gap"
# ---
# %% key="top_spenders"
def top_spenders(con, k):
    return pd.read_sql_query(
        """
        WITH total AS (SELECT m.site, m.person, SUM(f.cents) AS cents
                       FROM person AS m JOIN year_fact AS f ON f.person = m.person
                       GROUP BY m.site, m.person HAVING SUM(f.cents) IS NOT NULL)
        SELECT site, person, cost, rank FROM (
            SELECT site, person, cents / 100.0 AS cost,
                   DENSE_RANK() OVER (PARTITION BY site ORDER BY cents DESC) AS rank FROM total)
        WHERE rank <= ?
        """, con, params=(k,))
