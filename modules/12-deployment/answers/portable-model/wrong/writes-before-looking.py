# ---
# misconception: ops.mutable_version
# story: Writes the model first and looks for an old manifest afterwards.
# fails: [pack_holds]
# says: the files are changed
# ---
# %% key="pack"
def pack(model, folder, names, version):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    content = sio.dumps(model)
    (folder / "model.skops").write_bytes(content)
    manifest = {
        "version": version,
        "features": list(names),
        "sha256": hashlib.sha256(content).hexdigest(),
        "libraries": {name: installed(name) for name in LIBRARIES},
    }
    with open(folder / "manifest.json", "x") as stream:
        json.dump(manifest, stream)
    return manifest
