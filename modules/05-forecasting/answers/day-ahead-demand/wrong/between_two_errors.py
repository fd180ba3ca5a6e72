# ---
# misconception: count.rounding
# story: Interpolates between two errors.
# fails: [margin_sealed]
# says: another margin is cheaper
# ---
# %% key="margin"
def margin(errors, short, long):
    return float(np.quantile(errors, short / (short + long)))
