"""Randomness for checks that reading the check does not give away.

A case is drawn from the lab's SEED, the check's own name and a salt that each installation makes for itself.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from functools import cache
from pathlib import Path

import numpy as np


def fresh_rng(seed: int, name: str) -> np.random.Generator:
    """Return a generator for one check: the same on this installation, another on the next."""
    return np.random.default_rng(fresh_seed(seed, name))


def fresh_seed(seed: int, name: str) -> int:
    """Return a seed below 2**32 made of the installation's salt, the lab's SEED and the check's name."""
    digest = hashlib.sha256(f"{installation_salt()}:{seed}:{name}".encode()).digest()
    return int.from_bytes(digest[:4], "big")


@cache
def installation_salt() -> str:
    """Return the secret of this installation, made on first use; `CERTBOOK_SALT` stands in where it is set.

    A grader hands it on to kernels that cannot read the file, so that the same work gets the same cases again.
    """
    if given := os.environ.get("CERTBOOK_SALT"):
        return given
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    path = Path(base) / "certbook" / "salt"
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return _make_salt(path)


def _make_salt(path: Path) -> str:
    salt = secrets.token_hex(16)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Exclusive creation: of two first runs at once one wins, and the other reads the winner's salt.
        with open(path, "x", encoding="ascii") as stream:
            stream.write(salt)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    except OSError:  # a read-only home: the salt lives as long as this process
        return salt
    return salt
