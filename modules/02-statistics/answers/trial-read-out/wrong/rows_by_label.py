# ---
# misconception: leak.order
# story: Walks over 0 to n and looks each row up by its label.
# fails: [free_care_terms]
# says: "not by their index"
# ---
# %% key="free_care"
def free_care(table):
    return np.array([table.loc[i, "coinsurance"] == 0 and table.loc[i, "deductible"] == 0 for i in range(len(table))])
