# ---
# misconception: count.boundary
# story: Takes the next error where the share is met exactly.
# fails: [margin_sealed]
# says: met exactly is enough
# ---
# %% key="margin"
def margin(errors, short, long):
    s = np.sort(errors); return float(s[min(int(len(s) * short / (short + long)), len(s) - 1)])
