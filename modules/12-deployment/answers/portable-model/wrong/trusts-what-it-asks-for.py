# ---
# misconception: sec.trust_listed
# story: Asks the file which types it needs, and trusts all of them.
# fails: [load_trusted_sealed]
# says: a forest, of a type
# ---
# %% key="load_trusted"
def load_trusted(folder, allow):
    folder = Path(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    content = (folder / "model.skops").read_bytes()
    if hashlib.sha256(content).hexdigest() != manifest.get("sha256"):
        raise Refused("changed")
    try:
        return sio.loads(content, trusted=sio.get_untrusted_types(data=content))
    except zipfile.BadZipFile as error:
        raise Refused("not a skops file") from error
