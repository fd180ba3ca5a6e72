# ---
# misconception: table.grain
# story: Averages over person-years, so that who stays longer counts more.
# fails: [balance_people]
# says: "compare people"
# ---
# %% key="balance"
def balance(table, traits):
    free, other = table.loc[table["free"], traits], table.loc[~table["free"], traits]
    spread = np.sqrt((free.var() + other.var()) / 2)
    return pd.DataFrame({"free": free.mean(), "other": other.mean(), "std_diff": (free.mean() - other.mean()) / spread})
