# ---
# misconception: skew.schema
# story: Reads whole numbers by way of float, so 2.0 and 2.7 visits pass.
# fails: [check_rows_sorted]
# says: "wanted: a reason for it"
# ---
# %% key="check_rows"
def check_rows(lines):
    good, bad, seen = [], [], set()
    for number, line in enumerate(lines, 1):
        parts = line.split(",")
        if len(parts) != len(HEADER):
            bad.append((number, "fields"))
            continue
        try:
            person, year, born, visits = (int(float(part)) for part in parts[:4])
            cost = float(parts[4])
        except ValueError:
            cost = math.nan
        if not math.isfinite(cost):
            bad.append((number, "number"))
        elif visits < 0 or cost < 0 or born > year:
            bad.append((number, "range"))
        elif (person, year) in seen:
            bad.append((number, "repeat"))
        else:
            seen.add((person, year))
            good.append((person, year, born, visits, cost))
    return good, bad
