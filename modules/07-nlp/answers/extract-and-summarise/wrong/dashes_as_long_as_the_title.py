# ---
# misconception: extract.one_pattern
# story: Knows a section by dashes as long as its title.
# fails: [params_sections]
# says: three dashes or more
# ---
# %% key="params"
def params(doc):
    lines = doc.splitlines()
    
    out, inside = [], False
    for i, line in enumerate(lines):
        nxt = lines[i + 1] if i + 1 < len(lines) else ""
        if nxt.rstrip() and set(nxt.rstrip()) == {"-"} and len(nxt.rstrip()) == len(line.strip()):
            inside = line.strip() == "Parameters"
            continue
        if not inside or re.fullmatch(r"-+", line.strip()) or not line.strip() or line[0] in " \t":
            continue
        head = line.split(" : ")[0]
        out += [n.strip().lstrip("*") for n in head.split(",") if n.strip()]
    return out
