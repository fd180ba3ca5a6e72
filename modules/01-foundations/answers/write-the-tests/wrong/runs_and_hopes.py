# ---
# misconception: testing.no_assertion
# story: Calls the code and looks at nothing that comes back.
# fails: [check_first, check_right, check_bugs, check_hard_bugs]
# says: "suspect_clean makes births of 0.0"
# ---
# %% key="check"
def check(clean):
    complaints = []
    for table in (FERTILITY, FERTILITY.sample(frac=1, random_state=1)):
        try:
            clean(table.copy())
        except Exception as error:
            complaints.append(str(error))
    return complaints
