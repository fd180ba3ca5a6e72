# ---
# misconception: sec.load_to_inspect
# story: Leaves the fingerprint to the reader of the manifest, since skops guards against the rest.
# fails: [load_trusted_refuses, load_trusted_sealed]
# says: compare the hash before
# ---
# %% key="load_trusted"
def load_trusted(folder, allow):
    content = (Path(folder) / "model.skops").read_bytes()
    try:
        return sio.loads(content, trusted=list(allow))
    except (UntrustedTypesFoundException, zipfile.BadZipFile) as error:
        raise Refused(str(error)) from error
