# ---
# misconception: interval.naive_se
# story: Counts four years of one person as four people.
# fails: [people_needed_formula]
# says: "as if every year were another person"
# ---
# %% key="people_needed"
def people_needed(effect, sd, icc, years):
    z = stats.norm.ppf(0.975) + stats.norm.ppf(0.8)
    return math.ceil(2 * z**2 * sd**2 / years / effect**2)
