# ---
# misconception: cause.wrong_arm
# story: Looks the free plan's number up once and keeps it.
# fails: [free_care_terms]
# says: "names that the next trial gives anew"
# ---
# %% key="free_care"
def free_care(table):
    return (table["plan"] == 11).to_numpy()
