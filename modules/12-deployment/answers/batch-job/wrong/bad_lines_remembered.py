# ---
# misconception: ops.silent_skip
# story: Remembers person and year of bad lines too, so the good line behind one is lost.
# fails: [check_rows_sorted]
# says: "the good lines as they were"
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
            person, year, born, visits = (int(part) for part in parts[:4])
            cost = float(parts[4])
        except ValueError:
            cost = math.nan
        if not math.isfinite(cost):
            bad.append((number, "number"))
            continue
        known = (person, year) in seen
        seen.add((person, year))
        if visits < 0 or cost < 0 or born > year:
            bad.append((number, "range"))
        elif known:
            bad.append((number, "repeat"))
        else:
            good.append((person, year, born, visits, cost))
    return good, bad
