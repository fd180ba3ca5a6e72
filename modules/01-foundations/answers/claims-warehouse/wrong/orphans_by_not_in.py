# ---
# misconception: sql.null
# story: Looks for orphans by NOT IN, which overlooks the rows whose key is missing.
# fails: [dq_counts]
# says: "NULL NOT IN"
# ---
# %% key="dq"
def dq(con):
    def count(query):
        return con.execute("SELECT COUNT(*) FROM " + query).fetchone()[0]

    return {
        "persons": count("person"),
        "years": count("year_fact"),
        "persons_without_year": count(
            "person WHERE person NOT IN (SELECT person FROM year_fact WHERE person IS NOT NULL)"),
        "years_without_person": count("year_fact WHERE person NOT IN (SELECT person FROM person)"),
        "unknown_costs": count("year_fact WHERE cents IS NULL"),
        "plans_listed_twice": count("(SELECT plan FROM plan GROUP BY plan HAVING COUNT(*) > 1)"),
    }
