# ---
# misconception: table.grain
# story: Hands over person-years where people are asked.
# fails: [people_needed_formula]
# says: "the number of person-years"
# ---
# %% key="people_needed"
def people_needed(effect, sd, icc, years):
    z = stats.norm.ppf(0.975) + stats.norm.ppf(0.8)
    return math.ceil(2 * z**2 * sd**2 * (1 + (years - 1) * icc) / effect**2)
