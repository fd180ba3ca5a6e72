# ---
# misconception: ops.exit_code
# story: Catches what ends the writing, keeps the old file and reports nothing.
# fails: [write_whole_killed]
# says: "passed on"
# ---
# %% key="write_whole"
def write_whole(path, chunks):
    try:
        content = "".join(chunks).encode("utf-8")
    except BaseException:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    beside = Path(str(path) + ".part")
    beside.write_bytes(content)
    os.replace(beside, path)
    return hashlib.sha256(content).hexdigest()
