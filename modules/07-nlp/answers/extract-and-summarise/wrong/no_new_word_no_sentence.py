# ---
# misconception: leak.eval_text
# story: Drops every sentence that brings no word beyond those of the reference, where only the reference itself goes.
# fails: [pair_sealed]
# says: so is one that says less
# ---
# %% key="pair"
def pair(doc):
    lines = doc.splitlines()
    end = next((i for i, line in enumerate(lines) if not line.strip()), len(lines))
    reference = " ".join(" ".join(lines[:end]).split())
    rest = lines[end:]
    stop = next((i for i in range(len(rest) - 1) if re.fullmatch("-{3,}", rest[i + 1])), len(rest))
    own = set(words(reference))
    return reference, [part for part in sentences("\n".join(rest[:stop])) if not set(words(part)) <= own]
