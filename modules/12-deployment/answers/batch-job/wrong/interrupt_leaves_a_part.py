# ---
# misconception: ops.partial_file
# story: Cleans up after exceptions, and an interrupt is none.
# fails: [write_whole_killed]
# says: "does not meet an interrupt"
# ---
# %% key="write_whole"
def write_whole(path, chunks):
    beside = Path(str(path) + ".part")
    try:
        with open(beside, "w", encoding="utf-8", newline="") as stream:
            stream.writelines(chunks)
        os.replace(beside, path)
    except Exception:
        beside.unlink()
        raise
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
