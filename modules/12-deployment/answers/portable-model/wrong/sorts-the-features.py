# ---
# misconception: skew.column_order
# story: Sorts the feature names, so that manifests are easier to compare.
# fails: [pack_holds]
# says: in the order in which the model was fitted
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
        "features": sorted(names),
        "sha256": hashlib.sha256(content).hexdigest(),
        "libraries": {name: installed(name) for name in LIBRARIES},
    }
    (folder / "model.skops").write_bytes(content)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return manifest
