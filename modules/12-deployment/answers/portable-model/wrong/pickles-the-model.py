# ---
# misconception: sec.load_to_inspect
# story: Writes a pickle under the new name, because that is how models were always saved.
# fails: [pack_holds]
# says: a pickle can run any program
# ---
# %% key="pack"
def pack(model, folder, names, version):
    folder = Path(folder)
    if (folder / "manifest.json").exists():
        raise FileExistsError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    content = pickle.dumps(model)
    manifest = {
        "version": version,
        "features": list(names),
        "sha256": hashlib.sha256(content).hexdigest(),
        "libraries": {name: installed(name) for name in LIBRARIES},
    }
    (folder / "model.skops").write_bytes(content)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return manifest
