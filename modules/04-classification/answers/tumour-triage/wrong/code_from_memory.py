# ---
# misconception: class.default_positive
# story: Ignores the argument and uses the code that this file happens to have.
# fails: [operating_point_codes]
# says: not a code that you know from this file
# ---
# %% key="operating_point"
def operating_point(y, p, recall, malignant):
    scores = sorted(p[y == 0], reverse=True)
    for caught, score in enumerate(scores, start=1):
        if caught / len(scores) >= recall:
            return float(score)
