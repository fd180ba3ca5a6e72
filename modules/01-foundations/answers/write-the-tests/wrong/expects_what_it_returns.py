# ---
# misconception: testing.copies_the_code
# story: Runs the code under test and pastes its answer as the expectation.
# fails: [minimal_case_expected]
# says: "it can never fail"
# ---
# %% key="minimal_case"
def minimal_case():
    table = raw_table(["AAA", "OED", "BBB"], {1990: [2.0, 2.5, None], 1991: [2.0, 2.4, 3.0]})
    out = suspect_clean(table)
    return table, list(zip(out["code"], out["year"], out["births"]))
