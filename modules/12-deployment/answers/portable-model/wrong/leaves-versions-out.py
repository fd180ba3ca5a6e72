# ---
# misconception: serve.no_version
# story: Records the service's version and no library, so that nobody can rebuild the environment.
# fails: [pack_holds]
# says: the installed version of every name
# ---
# %% key="pack"
def pack(model, folder, names, version):
    folder = Path(folder)
    if (folder / "manifest.json").exists():
        raise FileExistsError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    content = sio.dumps(model)
    manifest = {
        "version": version,
        "features": list(names),
        "sha256": hashlib.sha256(content).hexdigest(),
        "libraries": {},
    }
    (folder / "model.skops").write_bytes(content)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return manifest
