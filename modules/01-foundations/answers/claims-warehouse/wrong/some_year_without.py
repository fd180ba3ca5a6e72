# ---
# misconception: sql.any_for_none
# story: Lists people who have a year without an admission.
# fails: [never_admitted_list, never_admitted_nulls]
# says: "person 1 was admitted"
# ---
# %% key="never_admitted"
def never_admitted(con):
    query = """SELECT DISTINCT m.person FROM person AS m LEFT JOIN year_fact AS f ON f.person = m.person
               WHERE COALESCE(f.admissions, 0) = 0 ORDER BY m.person"""
    return [person for (person,) in con.execute(query)]
