# ---
# misconception: balance.p_value
# story: Divides by the standard error of the difference, as a t test does.
# fails: [balance_shape, balance_people]
# says: "never by a standard error"
# ---
# %% key="balance"
def balance(table, traits):
    people = table.drop_duplicates("person")
    free, other = people.loc[people["free"], traits], people.loc[~people["free"], traits]
    error = np.sqrt(free.var() / free.count() + other.var() / other.count())
    return pd.DataFrame({"free": free.mean(), "other": other.mean(), "std_diff": (free.mean() - other.mean()) / error})
