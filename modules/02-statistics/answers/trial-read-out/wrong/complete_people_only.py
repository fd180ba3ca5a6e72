# ---
# misconception: metric.answered_only
# story: Drops everybody with any missing trait first.
# fails: [balance_people]
# says: "leaves a person out of that trait only"
# ---
# %% key="balance"
def balance(table, traits):
    people = table.drop_duplicates("person").dropna(subset=traits)
    free, other = people.loc[people["free"], traits], people.loc[~people["free"], traits]
    spread = np.sqrt((free.var() + other.var()) / 2)
    return pd.DataFrame({"free": free.mean(), "other": other.mean(), "std_diff": (free.mean() - other.mean()) / spread})
