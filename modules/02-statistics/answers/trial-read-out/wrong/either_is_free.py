# ---
# misconception: cause.wrong_arm
# story: Joins the two conditions by or.
# fails: [free_care_terms]
# says: "where each person pays the first bills"
# ---
# %% key="free_care"
def free_care(table):
    return ((table["coinsurance"] == 0) | (table["deductible"] == 0)).to_numpy()
