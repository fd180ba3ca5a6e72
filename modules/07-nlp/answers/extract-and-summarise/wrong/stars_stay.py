# ---
# misconception: extract.one_pattern
# story: "Keeps the stars, which belong to the call."
# fails: [params_lines]
# says: "without stars"
# ---
# %% key="params"
def params(doc):
    lines, names, inside = doc.splitlines(), [], False
    for n, line in enumerate(lines):
        below = lines[n + 1] if n + 1 < len(lines) else ""
        if re.fullmatch(r"-{3,}\s*", below):
            inside = line.strip() == "Parameters"
        elif inside and line.strip() and not line[0].isspace() and not re.fullmatch(r"-{3,}\s*", line):
            names += [part.strip() for part in line.split(" : ")[0].split(",")]
    return names
