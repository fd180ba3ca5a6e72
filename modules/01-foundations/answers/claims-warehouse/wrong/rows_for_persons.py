# ---
# misconception: sql.count_rows
# story: Counts the rows of the join and calls them persons.
# fails: [cost_per_plan_counts]
# says: "people, not rows of the join"
# ---
# %% key="cost_per_plan"
def cost_per_plan(con):
    return pd.read_sql_query(
        """
        SELECT p.plan, COUNT(*) AS persons, COUNT(f.person) AS years,
               AVG(f.cents) / 100.0 AS mean_cost, AVG(CASE WHEN f.person IS NULL THEN NULL
               WHEN f.admissions > 0 THEN 1.0 ELSE 0.0 END) AS admitted
        FROM (SELECT DISTINCT plan FROM plan) AS p
        LEFT JOIN person AS m ON m.plan = p.plan
        LEFT JOIN year_fact AS f ON f.person = m.person
        GROUP BY p.plan
        """, con)
