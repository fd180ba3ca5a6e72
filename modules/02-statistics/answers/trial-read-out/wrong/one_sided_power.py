# ---
# misconception: test.one_sided
# story: Takes the quantile of a one-sided test.
# fails: [people_needed_formula]
# says: "looks at one side only"
# ---
# %% key="people_needed"
def people_needed(effect, sd, icc, years):
    z = stats.norm.ppf(0.95) + stats.norm.ppf(0.8)
    return math.ceil(2 * z**2 * sd**2 * (1 + (years - 1) * icc) / years / effect**2)
