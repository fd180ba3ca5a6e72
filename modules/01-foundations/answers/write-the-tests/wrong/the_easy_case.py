# ---
# misconception: testing.easy_case
# story: Chooses a table without a gap, a group or an odd year.
# fails: [minimal_case_convicts]
# says: "is right as well"
# ---
# %% key="minimal_case"
def minimal_case():
    return raw_table(["AAA", "BBB"], {1960: [2.0, 3.0]}), [("AAA", 1960, 2.0), ("BBB", 1960, 3.0)]
