# ---
# misconception: extract.one_pattern
# story: Takes a line for a description only where it is indented by four spaces.
# fails: [params_sections]
# says: by a little or by more
# ---
# %% key="params"
def params(doc):
    lines = doc.splitlines()
    
    out, inside = [], False
    for i, line in enumerate(lines):
        nxt = lines[i + 1] if i + 1 < len(lines) else ""
        if re.fullmatch(r"-{3,}", nxt.rstrip()) and line.strip():
            inside = line.strip() == "Parameters"
            continue
        if not inside or re.fullmatch(r"-+", line.strip()) or not line.strip() or line.startswith("    "):
            continue
        head = line.split(" : ")[0]
        out += [n.strip().lstrip("*") for n in head.split(",") if n.strip()]
    return out
