# ---
# misconception: sec.load_to_inspect
# story: Expects a single kind of error from a broken file, and lets the others through.
# fails: [load_trusted_sealed]
# says: need not know which library
# ---
# %% key="load_trusted"
def load_trusted(folder, allow):
    folder = Path(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    content = (folder / "model.skops").read_bytes()
    if hashlib.sha256(content).hexdigest() != manifest.get("sha256"):
        raise Refused("changed")
    try:
        return sio.loads(content, trusted=list(allow))
    except (UntrustedTypesFoundException, zipfile.BadZipFile) as error:
        raise Refused(str(error)) from error
