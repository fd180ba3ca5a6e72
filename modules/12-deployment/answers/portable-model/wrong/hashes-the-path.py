# ---
# misconception: ops.hash_path
# story: Fingerprints the file's name in place of its content.
# fails: [pack_holds]
# says: a changed byte shows
# ---
# %% key="pack"
def pack(model, folder, names, version):
    folder = Path(folder)
    if (folder / "manifest.json").exists():
        raise FileExistsError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "model.skops"
    sio.dump(model, path)
    manifest = {
        "version": version,
        "features": list(names),
        "sha256": hashlib.sha256(str(path).encode()).hexdigest(),
        "libraries": {name: installed(name) for name in LIBRARIES},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return manifest
