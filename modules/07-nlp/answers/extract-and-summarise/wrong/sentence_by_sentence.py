# ---
# misconception: leak.eval_text
# story: Drops each sentence of the reference by itself.
# fails: [pair_sealed]
# says: it is not the reference
# ---
# %% key="pair"
def pair(doc):
    lines = doc.splitlines()
    
    blank = next((i for i, l in enumerate(lines) if not l.strip()), len(lines))
    reference = " ".join(" ".join(lines[:blank]).split())
    end = next((i for i in range(len(lines) - 1) if re.fullmatch(r"\s*-{3,}\s*", lines[i + 1]) and i > blank), len(lines))
    body = "\n".join(lines[blank:end])
    return reference, [x for x in sentences(body) if words(x) not in [words(y) for y in sentences(reference)]]
