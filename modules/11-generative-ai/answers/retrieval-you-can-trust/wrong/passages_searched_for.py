# ---
# misconception: rag.offsets
# story: Cuts the words, joins them again and searches for the result.
# fails: [chunk_offsets]
# says: "searching for the text finds its first copy"
# ---
# %% key="chunk"
def chunk(text, size, overlap):
    words, passages = text.split(), []
    for first in range(0, len(words), size - overlap):
        piece = " ".join(words[first:first + size])
        start = text.find(words[first])
        found = re.search(r"\s+".join(map(re.escape, piece.split())), text)
        passages.append(found.span() if found else (start, start + len(piece)))
        if first + size >= len(words):
            break
    return passages
