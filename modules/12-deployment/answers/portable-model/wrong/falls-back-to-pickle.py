# ---
# misconception: sec.load_to_inspect
# story: Opens older files, which skops cannot read, by pickle.
# fails: [load_trusted_sealed]
# says: ran on this computer
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
    except UntrustedTypesFoundException as error:
        raise Refused(str(error)) from error
    except zipfile.BadZipFile:
        return pickle.loads(content)
