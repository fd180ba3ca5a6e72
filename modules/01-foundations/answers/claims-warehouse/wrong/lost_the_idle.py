# ---
# misconception: sql.inner_drop
# story: Groups the facts, so people without any year are lost.
# fails: [never_admitted_nulls]
# says: "keep who has no partner"
# ---
# %% key="never_admitted"
def never_admitted(con):
    query = """SELECT m.person FROM person AS m JOIN year_fact AS f ON f.person = m.person
               GROUP BY m.person HAVING MAX(COALESCE(f.admissions, 0)) = 0 ORDER BY m.person"""
    return [person for (person,) in con.execute(query)]
