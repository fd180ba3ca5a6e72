# ---
# misconception: extract.wrong_section
# story: "Takes the whole rest of the text for prose, the sections, too."
# fails: [pair_form, pair_sealed]
# says: "the first dashes"
# ---
# %% key="pair"
def pair(doc):
    lines = [line.rstrip() for line in doc.splitlines()]
    titles = [n for n in range(len(lines) - 1) if re.fullmatch(r"-{3,}", lines[n + 1])]
    kept = lines
    first, _, rest = "\n".join(kept).strip().partition("\n\n")
    reference = " ".join(first.split())
    return reference, [sentence for sentence in sentences(rest) if words(sentence) != words(reference)]
