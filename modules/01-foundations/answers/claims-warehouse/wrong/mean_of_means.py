# ---
# misconception: metric.macro_micro
# story: Averages each person first and then the averages.
# fails: [cost_per_plan_means]
# says: "do not average averages"
# ---
# %% key="cost_per_plan"
def cost_per_plan(con):
    return pd.read_sql_query(
        """
        WITH own AS (SELECT person, AVG(cents) AS cents, COUNT(*) AS years,
                            SUM(COALESCE(admissions, 0) > 0) AS admitted FROM year_fact GROUP BY person)
        SELECT p.plan, COUNT(m.person) AS persons, COALESCE(SUM(own.years), 0) AS years,
               AVG(own.cents) / 100.0 AS mean_cost, 1.0 * SUM(own.admitted) / SUM(own.years) AS admitted
        FROM (SELECT DISTINCT plan FROM plan) AS p
        LEFT JOIN person AS m ON m.plan = p.plan
        LEFT JOIN own ON own.person = m.person
        GROUP BY p.plan
        """, con)
