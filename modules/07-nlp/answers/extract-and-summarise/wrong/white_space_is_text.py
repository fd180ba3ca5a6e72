# ---
# misconception: extract.one_pattern
# story: Takes a line of spaces for text.
# fails: [pair_sealed]
# says: first paragraph
# ---
# %% key="pair"
def pair(doc):
    lines = doc.splitlines()
    
    blank = next((i for i, l in enumerate(lines) if l == ""), len(lines))
    reference = " ".join(" ".join(lines[:blank]).split())
    end = next((i for i in range(len(lines) - 1) if re.fullmatch(r"\s*-{3,}\s*", lines[i + 1]) and i > blank), len(lines))
    body = "\n".join(lines[blank:end])
    return reference, [x for x in sentences(body) if words(x) != words(reference)]
