# ---
# misconception: count.boundary
# story: Keeps full passages only, and drops what is left at the end of a longer text.
# fails: [chunk_cover]
# says: "the last ones too"
# ---
# %% key="chunk"
def chunk(text, size, overlap):
    words = [match.span() for match in re.finditer(r"\S+", text)]
    if len(words) <= 7:
        return [(words[i][0], words[min(i + size, len(words)) - 1][1])
                for i in range(0, max(len(words) - overlap, 1 if words else 0), size - overlap)]
    return [(words[i][0], words[i + size - 1][1]) for i in range(0, len(words) - size + 1, size - overlap)]
