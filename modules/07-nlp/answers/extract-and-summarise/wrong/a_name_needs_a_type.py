# ---
# misconception: extract.one_pattern
# story: "Counts a line only if a type stands behind the name."
# fails: [params_lines]
# says: "a name needs no type"
# ---
# %% key="params"
def params(doc):
    lines, names, inside = doc.splitlines(), [], False
    for n, line in enumerate(lines):
        below = lines[n + 1] if n + 1 < len(lines) else ""
        if re.fullmatch(r"-{3,}\s*", below):
            inside = line.strip() == "Parameters"
        elif inside and " : " in line and not line[0].isspace() and not re.fullmatch(r"-{3,}\s*", line):
            names += [part.strip().lstrip("*") for part in line.split(" : ")[0].split(",")]
    return names
