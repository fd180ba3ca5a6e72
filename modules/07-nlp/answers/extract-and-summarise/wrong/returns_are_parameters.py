# ---
# misconception: extract.wrong_section
# story: "Reads on to the end of the text, so what is returned or raised counts, too."
# fails: [params_form, params_sections]
# says: "which lines lie between"
# ---
# %% key="params"
def params(doc):
    lines, names, inside = doc.splitlines(), [], False
    for n, line in enumerate(lines):
        below = lines[n + 1] if n + 1 < len(lines) else ""
        if re.fullmatch(r"-{3,}\s*", below):
            inside = inside or line.strip() == "Parameters"
        elif inside and line.strip() and not line[0].isspace() and not re.fullmatch(r"-{3,}\s*", line):
            names += [part.strip().lstrip("*") for part in line.split(" : ")[0].split(",")]
    return names
