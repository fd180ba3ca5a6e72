# ---
# misconception: sec.load_to_inspect
# story: Compares the fingerprint as bytes with the text in the manifest, so nothing ever loads.
# fails: [load_trusted_refuses, load_trusted_sealed]
# says: a guard that refuses everybody
# ---
# %% key="load_trusted"
def load_trusted(folder, allow):
    try:
        stated = json.loads((Path(folder) / "manifest.json").read_text())["sha256"]
        content = (Path(folder) / "model.skops").read_bytes()
        if hashlib.sha256(content).digest() != stated:
            raise Refused("changed")
        return sio.loads(content, trusted=list(allow))
    except Exception as error:
        raise Refused(str(error)) from error
