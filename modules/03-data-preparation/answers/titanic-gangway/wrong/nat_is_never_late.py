# ---
# misconception: leak.target
# story: Compares a missing time with the departure, gets False, and uses the column.
# fails: [column_policy_when]
# says: "then the missing time"
# ---
# %% key="column_policy"
def column_policy(dictionary, target, departure):
    policy = {}
    for row in dictionary.itertuples():
        if row.column == target:
            policy[row.column] = "outcome"
        elif row.known_at > departure:
            policy[row.column] = "too late"
        else:
            policy[row.column] = "identifier" if row.identifier else "use"
    return policy
