# ---
# misconception: leak.eval_text
# story: Compares sentences by their letters, signs included.
# fails: [pair_sealed]
# says: compare words
# ---
# %% key="pair"
def pair(doc):
    lines = doc.splitlines()
    
    blank = next((i for i, l in enumerate(lines) if not l.strip()), len(lines))
    reference = " ".join(" ".join(lines[:blank]).split())
    end = next((i for i in range(len(lines) - 1) if re.fullmatch(r"\s*-{3,}\s*", lines[i + 1]) and i > blank), len(lines))
    body = "\n".join(lines[blank:end])
    return reference, [x for x in sentences(body) if x.lower() != reference.lower()]
