# ---
# misconception: test.wrong_error
# story: Divides by the spread of people and forgets how many there are.
# fails: [z_after_past]
# says: "over its standard error"
# ---
# %% key="z_after"
def z_after(a, b, looks):
    return np.array([(a[:n].mean() - b[:n].mean()) / np.sqrt(a[:n].var(ddof=1) + b[:n].var(ddof=1)) for n in looks])
