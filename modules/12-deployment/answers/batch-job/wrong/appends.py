# ---
# misconception: ops.not_idempotent
# story: Appends to what is there.
# fails: [write_whole_form, write_whole_watched, write_whole_killed]
# says: "nothing is appended"
# ---
# %% key="write_whole"
def write_whole(path, chunks):
    digest = hashlib.sha256()
    with open(path, "a", encoding="utf-8", newline="") as stream:
        for chunk in chunks:
            stream.write(chunk)
            stream.flush()
            digest.update(chunk.encode("utf-8"))
    return digest.hexdigest()
