"""Which labs and lessons an earlier run has proven as they are now."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import certbook
from certbook.content.lab import Lab
from certbook.content.library import Library, Module
from certbook.data.registry import DATA_SETS
from certbook.errors import ContentError
from certbook.files import replace_whole

# What a lab's result may depend on besides its own text.
LIBRARIES = (
    *("numpy", "pandas", "scipy", "scikit-learn", "statsmodels", "matplotlib", "fastapi", "httpx", "uvicorn", "skops"),
    *("papermill", "nbclient", "ipykernel", "nbgrader", "jupytext", "onnxruntime", "skl2onnx"),
)
# The parts of this package that a proof goes through; the command line, say, cannot change a result.
PARTS = ("data", "lab", "content", "build", "kernels", "grading", "verify")


class ProofStore:
    """Proofs of earlier runs by fingerprint, in one JSON file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            self._proofs: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._proofs = {}

    def find(self, fingerprint: str) -> dict[str, Any] | None:
        """Return the report of an earlier successful run of the very same thing."""
        proof = self._proofs.get(fingerprint)
        return proof if isinstance(proof, dict) else None

    def keep(self, proofs: dict[str, dict[str, Any]]) -> None:
        """Add successful reports by fingerprint; the file is replaced in one step, the oldest proofs go first."""
        merged = {**self._proofs, **proofs}
        self._proofs = dict(list(merged.items())[-500:])
        try:
            replace_whole(self.file, json.dumps(self._proofs))
        except OSError:  # a read-only place: the next run proves again
            return


def default_store(library: Library) -> ProofStore:
    """Return the store of a clone (`.certbook/`), or of this user where the content is installed."""
    if library.root.is_clone:
        return ProofStore(library.root.path / ".certbook" / "proofs.json")
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return ProofStore(Path(base) / "certbook" / "proofs.json")


class Fingerprints:
    """Content hashes of labs and lessons with everything that they depend on."""

    def __init__(self, library: Library, seeds: int) -> None:
        self.library = library
        self._base = hashlib.sha256()
        self._base.update(f"{sys.version_info[:3]} {seeds}".encode())
        for name in LIBRARIES:
            self._base.update(f"{name} {_version(name)}".encode())
        package = Path(certbook.__file__).parent
        _feed(self._base, (file for part in PARTS for file in sorted((package / part).rglob("*.py"))))

    def of_lab(self, lab: Lab) -> str:
        """Return the fingerprint of a lab: its text, answers, module and data."""
        module = self.library.module_of(lab)
        digest = self._module_digest(module)
        _feed(digest, [lab.file, *sorted((module.folder / "answers" / lab.name).rglob("*.py"))])
        return digest.hexdigest()

    def of_lesson(self, module: Module) -> str:
        """Return the fingerprint of a module's lesson."""
        digest = self._module_digest(module)
        _feed(digest, [module.lesson])
        return digest.hexdigest()

    def _module_digest(self, module: Module) -> hashlib._Hash:
        digest = self._base.copy()
        _feed(digest, [module.folder / "module.yml", self.library.root.modules / "misconceptions.yml"])
        for name in module.facts.data:
            digest.update(DATA_SETS[name].sha256.encode())
        return digest


def _feed(digest: hashlib._Hash, files: Iterable[Path]) -> None:
    for file in files:
        digest.update(str(file.name).encode())
        try:
            digest.update(file.read_bytes())
        except FileNotFoundError:
            raise ContentError("the file is missing", file) from None


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "absent"
