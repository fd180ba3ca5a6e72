# ---
# misconception: ops.partial_file
# story: Joins the text first and then writes into the file that others read.
# fails: [write_whole_watched]
# says: do not write into this one
# ---
# %% key="write_whole"
def write_whole(path, chunks):
    path = Path(path)
    data = "".join(chunks).encode("utf-8")
    path.write_bytes(data)
    return hashlib.sha256(data).hexdigest()
