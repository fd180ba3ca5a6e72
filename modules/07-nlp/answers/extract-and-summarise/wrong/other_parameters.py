# ---
# misconception: extract.wrong_section
# story: Takes the section Other Parameters along.
# fails: [params_sections]
# says: is another one
# ---
# %% key="params"
def params(doc):
    lines = doc.splitlines()
    
    out, inside = [], False
    for i, line in enumerate(lines):
        nxt = lines[i + 1] if i + 1 < len(lines) else ""
        if re.fullmatch(r"-{3,}", nxt.rstrip()) and line.strip():
            inside = line.strip().endswith("Parameters")
            continue
        if not inside or re.fullmatch(r"-+", line.strip()) or not line.strip() or line[0] in " \t":
            continue
        head = line.split(" : ")[0]
        out += [n.strip().lstrip("*") for n in head.split(",") if n.strip()]
    return out
