# ---
# misconception: sql.integer_division
# story: Divides a count by a count, which gives 0 or 1 in SQLite.
# fails: [cost_per_plan_means]
# says: "7 / 2 is 3 in SQLite"
# ---
# %% key="cost_per_plan"
def cost_per_plan(con):
    return pd.read_sql_query(
        """
        SELECT p.plan, COUNT(DISTINCT m.person) AS persons, COUNT(f.person) AS years,
               AVG(f.cents) / 100.0 AS mean_cost,
               SUM(CASE WHEN f.admissions > 0 THEN 1 ELSE 0 END) / NULLIF(COUNT(f.person), 0) AS admitted
        FROM (SELECT DISTINCT plan FROM plan) AS p
        LEFT JOIN person AS m ON m.plan = p.plan
        LEFT JOIN year_fact AS f ON f.person = m.person
        GROUP BY p.plan
        """, con)
