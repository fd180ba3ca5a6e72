# ---
# misconception: ops.hash_path
# story: Compares the fingerprint only where there is one.
# fails: [load_trusted_sealed]
# says: fail closed
# ---
# %% key="load_trusted"
def load_trusted(folder, allow):
    folder = Path(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    content = (folder / "model.skops").read_bytes()
    if "sha256" in manifest and hashlib.sha256(content).hexdigest() != manifest["sha256"]:
        raise Refused("changed")
    try:
        return sio.loads(content, trusted=list(allow))
    except (UntrustedTypesFoundException, zipfile.BadZipFile) as error:
        raise Refused(str(error)) from error
