# ---
# misconception: ops.mutable_version
# story: Writes over what is there, because the newest model is the right one.
# fails: [pack_holds]
# says: one model for ever
# ---
# %% key="pack"
def pack(model, folder, names, version):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    content = sio.dumps(model)
    manifest = {
        "version": version,
        "features": list(names),
        "sha256": hashlib.sha256(content).hexdigest(),
        "libraries": {name: installed(name) for name in LIBRARIES},
    }
    (folder / "model.skops").write_bytes(content)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return manifest
