# ---
# misconception: extract.wrong_section
# story: Reads on to the last section in place of the first.
# fails: [pair_sealed]
# says: first section
# ---
# %% key="pair"
def pair(doc):
    lines = doc.splitlines()
    
    blank = next((i for i, l in enumerate(lines) if not l.strip()), len(lines))
    reference = " ".join(" ".join(lines[:blank]).split())
    end = next((i for i in reversed(range(len(lines) - 1)) if re.fullmatch(r"\s*-{3,}\s*", lines[i + 1]) and i > blank), len(lines))
    body = "\n".join(lines[blank:end])
    return reference, [x for x in sentences(body) if words(x) != words(reference)]
