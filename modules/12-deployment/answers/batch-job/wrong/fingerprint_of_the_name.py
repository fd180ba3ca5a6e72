# ---
# misconception: ops.hash_path
# story: Hashes the path and not what stands in the file.
# fails: [write_whole_form]
# says: "hash the bytes"
# ---
# %% key="write_whole"
def write_whole(path, chunks):
    beside, content = Path(str(path) + ".part"), "".join(chunks).encode("utf-8")
    beside.write_bytes(content)
    os.replace(beside, path)
    return hashlib.sha256(str(path).encode()).hexdigest()
