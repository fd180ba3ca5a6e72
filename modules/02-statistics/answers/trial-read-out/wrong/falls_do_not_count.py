# ---
# misconception: test.one_sided
# story: Lets a fall need a negative number of people.
# fails: [people_needed_formula]
# says: a fall is an effect too
# ---
# %% key="people_needed"
def people_needed(effect, sd, icc, years):
    z = stats.norm.ppf(0.975) + stats.norm.ppf(0.8)
    variance = sd ** 2 * (1 + (years - 1) * icc) / years
    return math.ceil(2 * z ** 2 * variance / (effect * abs(effect)))
