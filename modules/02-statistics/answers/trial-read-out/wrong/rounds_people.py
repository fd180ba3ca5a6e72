# ---
# misconception: count.rounding
# story: Rounds to the nearest person.
# fails: [people_needed_formula]
# says: "round up, never to the nearest"
# ---
# %% key="people_needed"
def people_needed(effect, sd, icc, years):
    z = stats.norm.ppf(0.975) + stats.norm.ppf(0.8)
    return round(2 * z**2 * sd**2 * (1 + (years - 1) * icc) / years / effect**2)
