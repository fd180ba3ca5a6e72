# ---
# story: Correlated subqueries and self joins where the reference uses windows.
# ---
# %% key="cost_per_plan"
def cost_per_plan(con):
    query = """
    WITH f AS (SELECT m.plan, y.* FROM year_fact AS y JOIN person AS m ON m.person = y.person)
    SELECT DISTINCT plan.plan,
        (SELECT COUNT(*) FROM person WHERE person.plan = plan.plan) AS persons,
        (SELECT COUNT(*) FROM f WHERE f.plan = plan.plan) AS years,
        (SELECT SUM(cents) / 100.0 / COUNT(cents) FROM f WHERE f.plan = plan.plan) AS mean_cost,
        (SELECT AVG(COALESCE(admissions, 0) > 0) FROM f WHERE f.plan = plan.plan) AS admitted
    FROM plan"""
    return pd.read_sql_query(query, con)

# %% key="top_spenders"
def top_spenders(con, k):
    query = """
    WITH total AS (SELECT site, m.person, SUM(cents) AS cents FROM person AS m, year_fact AS f
                   WHERE m.person = f.person AND cents IS NOT NULL GROUP BY site, m.person)
    SELECT a.site, a.person, a.cents / 100.0 AS cost, COUNT(b.person) + 1 AS rank
    FROM total AS a LEFT JOIN total AS b ON a.site = b.site AND b.cents > a.cents
    GROUP BY a.site, a.person, a.cents HAVING COUNT(b.person) < :k"""
    return pd.read_sql_query(query, con, params={"k": k})

# %% key="yoy"
def yoy(con):
    query = """
    SELECT n.person, n.year, (n.cents - b.cents) / 100.0 AS change
    FROM year_fact AS n LEFT JOIN year_fact AS b ON b.person = n.person AND b.year = n.year - 1"""
    return pd.read_sql_query(query, con)

# %% key="never_admitted"
def never_admitted(con):
    query = """SELECT m.person FROM person AS m LEFT JOIN year_fact AS f ON f.person = m.person
               GROUP BY m.person HAVING COALESCE(MAX(f.admissions), 0) = 0 ORDER BY 1"""
    return [row[0] for row in con.execute(query)]

# %% key="dq"
def dq(con):
    query = """
    SELECT (SELECT COUNT(*) FROM person), (SELECT COUNT(*) FROM year_fact),
        (SELECT COUNT(*) FROM person AS m LEFT JOIN year_fact AS f ON f.person = m.person WHERE f.year IS NULL),
        (SELECT COUNT(*) FROM year_fact AS f LEFT JOIN person AS m ON f.person = m.person WHERE m.person IS NULL),
        (SELECT COUNT(*) - COUNT(cents) FROM year_fact),
        (SELECT COUNT(*) FROM (SELECT 1 FROM plan GROUP BY plan HAVING COUNT(*) > 1))"""
    names = ["persons", "years", "persons_without_year", "years_without_person", "unknown_costs", "plans_listed_twice"]
    return dict(zip(names, con.execute(query).fetchone()))
