# ---
# misconception: extract.one_pattern
# story: "Takes one name from a line, so the second of two is lost."
# fails: [params_lines]
# says: "split the part before"
# ---
# %% key="params"
def params(doc):
    lines, names, inside = doc.splitlines(), [], False
    for n, line in enumerate(lines):
        below = lines[n + 1] if n + 1 < len(lines) else ""
        if re.fullmatch(r"-{3,}\s*", below):
            inside = line.strip() == "Parameters"
        elif inside and line.strip() and not line[0].isspace() and not re.fullmatch(r"-{3,}\s*", line):
            names.append(re.match(r"[*]*(\w+)", line).group(1))
    return names
