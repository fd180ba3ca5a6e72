# ---
# misconception: cause.wrong_arm
# story: Takes every plan without coinsurance for free care.
# fails: [free_care_terms]
# says: "a deductible is a price too"
# ---
# %% key="free_care"
def free_care(table):
    return (table["coinsurance"] == 0).to_numpy()
