# ---
# misconception: test.wrong_error
# story: Tests only those who arrived since the look before.
# fails: [z_after_past]
# says: "first n values of both arms"
# ---
# %% key="z_after"
def z_after(a, b, looks):
    values, start = [], 0
    for n in looks:
        x, y = a[start:n], b[start:n]
        values.append((x.mean() - y.mean()) / np.sqrt(x.var(ddof=1) / len(x) + y.var(ddof=1) / len(y)))
        start = n
    return np.array(values)
