# ---
# misconception: leak.eval_text
# story: "Leaves the first paragraph in the source, so the lead sentence is the reference."
# fails: [pair_form, pair_sealed]
# says: "the first blank line"
# ---
# %% key="pair"
def pair(doc):
    lines = [line.rstrip() for line in doc.splitlines()]
    titles = [n for n in range(len(lines) - 1) if re.fullmatch(r"-{3,}", lines[n + 1])]
    kept = lines[: titles[0]] if titles else lines
    first, _, rest = "\n".join(kept).strip().partition("\n\n")
    reference = " ".join(first.split())
    return reference, [sentence for sentence in sentences("\n".join(kept))]
