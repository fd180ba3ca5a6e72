# ---
# misconception: leak.eval_text
# story: Takes the first sentence for the first paragraph.
# fails: [pair_sealed]
# says: the first paragraph is the reference, whole
# ---
# %% key="pair"
def pair(doc):
    lines = doc.splitlines()
    
    blank = next((i for i, l in enumerate(lines) if not l.strip()), len(lines))
    reference = (sentences("\n".join(lines[:blank])) or [""])[0]
    end = next((i for i in range(len(lines) - 1) if re.fullmatch(r"\s*-{3,}\s*", lines[i + 1]) and i > blank), len(lines))
    body = "\n".join(lines[blank:end])
    return reference, [x for x in sentences(body) if words(x) != words(reference)]
