# ---
# misconception: ops.partial_file
# story: Opens the old file for writing, which empties it at once.
# fails: [write_whole_watched, write_whole_killed]
# says: "empties the file at once"
# ---
# %% key="write_whole"
def write_whole(path, chunks):
    digest = hashlib.sha256()
    with open(path, "w", encoding="utf-8", newline="") as stream:
        for chunk in chunks:
            stream.write(chunk)
            stream.flush()
            digest.update(chunk.encode("utf-8"))
    return digest.hexdigest()
