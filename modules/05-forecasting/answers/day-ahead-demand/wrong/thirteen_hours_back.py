# ---
# misconception: leak.time
# story: Goes thirteen hours back from each hour, as if every hour had an order of its own.
# fails: [last_known_sealed]
# says: evening hours of a day
# ---
# %% key="last_known"
def last_known(t):
    return t - 13
