# ---
# misconception: sql.fanout
# story: Joins the plan table as it is; a plan listed twice doubles its years.
# fails: [cost_per_plan_counts]
# says: "twice as many as there are"
# ---
# %% key="cost_per_plan"
def cost_per_plan(con):
    return pd.read_sql_query(
        """
        SELECT p.plan, COUNT(DISTINCT m.person) AS persons, COUNT(f.person) AS years,
               AVG(f.cents) / 100.0 AS mean_cost, AVG(CASE WHEN f.person IS NULL THEN NULL
               WHEN f.admissions > 0 THEN 1.0 ELSE 0.0 END) AS admitted
        FROM plan AS p
        LEFT JOIN person AS m ON m.plan = p.plan
        LEFT JOIN year_fact AS f ON f.person = m.person
        GROUP BY p.plan
        """, con)
