"""Fit the tumour model and pack it into model/: the file, and a manifest that says what it is."""

import hashlib
import json
import sys
from importlib.metadata import version as installed
from pathlib import Path

import skops.io as sio
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

NAMES = ["worst texture", "worst area", "worst smoothness", "mean concave points", "area error"]
VERSION = "tumour-2026.1"


def main(folder):
    """Write model.skops and manifest.json; a folder that has a manifest is left alone."""
    if (folder / "manifest.json").exists():
        sys.exit(f"{folder} holds a model already; a version never changes: choose another folder")
    table = load_breast_cancer(as_frame=True).frame
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(table[NAMES], table["target"])
    content = sio.dumps(model)
    manifest = {
        "version": VERSION,
        "features": NAMES,
        "sha256": hashlib.sha256(content).hexdigest(),
        "libraries": {name: installed(name) for name in ("scikit-learn", "skops", "numpy")},
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.skops").write_bytes(content)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(f"{folder}: {VERSION}, {len(content):,} bytes, SHA-256 {manifest['sha256'][:12]}…")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "model")
