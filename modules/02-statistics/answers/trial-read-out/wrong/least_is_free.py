# ---
# misconception: cause.wrong_arm
# story: Calls the cheapest plan of the table free, whatever it costs.
# fails: [free_care_terms]
# says: not the least
# ---
# %% key="free_care"
def free_care(table):
    return (table["coinsurance"] == table["coinsurance"].min()).to_numpy() & (table["deductible"] == table["deductible"].min()).to_numpy()
