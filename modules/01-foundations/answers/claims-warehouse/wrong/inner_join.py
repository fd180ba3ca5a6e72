# ---
# misconception: sql.inner_drop
# story: Joins with JOIN, which loses plans and people that have no year on record.
# fails: [cost_per_plan_columns, cost_per_plan_counts]
# says: "which kind of join keeps"
# ---
# %% key="cost_per_plan"
def cost_per_plan(con):
    return pd.read_sql_query(
        """
        SELECT p.plan, COUNT(DISTINCT m.person) AS persons, COUNT(f.person) AS years,
               AVG(f.cents) / 100.0 AS mean_cost, AVG(COALESCE(f.admissions, 0) > 0) AS admitted
        FROM (SELECT DISTINCT plan FROM plan) AS p
        JOIN person AS m ON m.plan = p.plan
        JOIN year_fact AS f ON f.person = m.person
        GROUP BY p.plan
        """, con)
