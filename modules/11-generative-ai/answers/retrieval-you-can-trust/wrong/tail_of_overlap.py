# ---
# misconception: rag.overlap_twice
# story: Starts a passage at every step, so the last one may hold nothing but shared words.
# fails: [chunk_cover]
# says: "each bring something new"
# ---
# %% key="chunk"
def chunk(text, size, overlap):
    words = [match.span() for match in re.finditer(r"\S+", text)]
    return [(words[i][0], words[min(i + size, len(words)) - 1][1]) for i in range(0, len(words), size - overlap)]
