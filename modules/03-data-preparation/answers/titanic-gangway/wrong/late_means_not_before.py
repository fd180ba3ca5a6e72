# ---
# misconception: count.boundary
# story: Forbids what is known at the very moment of departure.
# fails: [column_policy_when]
# says: "moment of departure"
# ---
# %% key="column_policy"
def column_policy(dictionary, target, departure):
    policy = {}
    for row in dictionary.itertuples():
        if row.column == target:
            policy[row.column] = "outcome"
        elif pd.isna(row.known_at):
            policy[row.column] = "unknown"
        elif row.known_at >= departure:
            policy[row.column] = "too late"
        else:
            policy[row.column] = "identifier" if row.identifier else "use"
    return policy
