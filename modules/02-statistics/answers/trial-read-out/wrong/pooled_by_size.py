# ---
# misconception: test.pooled_spread
# story: Pools the two variances by the size of the arms.
# fails: [balance_people]
# says: the plain mean of the two variances
# ---
# %% key="balance"
def balance(table, traits):
    people = table.drop_duplicates("person")
    rows = []
    for trait in traits:
        part = people.dropna(subset=[trait])
        a, b = part.loc[part["free"], trait], part.loc[~part["free"], trait]
        rows.append((a.mean(), b.mean(), (a.mean() - b.mean()) / math.sqrt(((len(a)-1) * a.var() + (len(b)-1) * b.var()) / (len(a)+len(b)-2))))
    return pd.DataFrame(rows, index=list(traits), columns=["free", "other", "std_diff"])
