# ---
# misconception: sql.null
# story: Uses NOT IN on a list that holds a NULL, which is never true.
# fails: [never_admitted_nulls]
# says: "is never true"
# ---
# %% key="never_admitted"
def never_admitted(con):
    query = """SELECT person FROM person
               WHERE person NOT IN (SELECT person FROM year_fact WHERE admissions > 0) ORDER BY person"""
    return [person for (person,) in con.execute(query)]
