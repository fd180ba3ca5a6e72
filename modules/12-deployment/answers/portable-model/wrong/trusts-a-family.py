# ---
# misconception: sec.trust_listed
# story: Trusts every type whose name begins with sklearn, whatever the list says.
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
        family = [name for name in sio.get_untrusted_types(data=content) if name.startswith("sklearn.")]
        return sio.loads(content, trusted=family + list(allow))
    except (UntrustedTypesFoundException, zipfile.BadZipFile) as error:
        raise Refused(str(error)) from error
