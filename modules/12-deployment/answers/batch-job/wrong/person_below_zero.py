# ---
# misconception: skew.schema
# story: Refuses a person's number below zero, which no rule forbids.
# fails: [check_rows_sorted]
# says: lines
# ---
# %% key="check_rows"
def check_rows(lines):
    good, bad, seen = [], [], set()
    for n, line in enumerate(lines, 1):
        parts = line.split(",")
        if len(parts) != 5:
            bad.append((n, "fields")); continue
        try:
            head = [int(x) for x in parts[:4]]
            cost = float(parts[4])
            assert_ = None if math.isfinite(cost) else int('x')
        except ValueError:
            bad.append((n, "number")); continue
        person, year, born, visits = head
        if visits < 0 or cost < 0 or born > year or person < 0:
            bad.append((n, "range")); continue
        if (person, year) in seen:
            bad.append((n, "repeat")); continue
        seen.add((person, year))
        good.append((person, year, born, visits, cost))
    return good, bad
