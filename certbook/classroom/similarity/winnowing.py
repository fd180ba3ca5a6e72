"""Fingerprints of rows of tokens: winnowing (Schleimer, Wilkerson, Aiken, SIGMOD 2003, section 3)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

RUN = 12  # tokens of a run that is hashed, k: a shorter match is noise
WINDOW = 6  # hashes of which the smallest is kept, w: every match of k + w - 1 tokens has a fingerprint in common


def hashes_of(kinds: Sequence[str], run: int = RUN) -> list[int]:
    """Return the hash of each run of tokens, in order; the same in every process."""
    return [_hash(kinds[place : place + run]) for place in range(len(kinds) - run + 1)]


def winnow(hashes: Sequence[int], window: int = WINDOW) -> dict[int, int]:
    """Return the places of the hashes that are kept: the smallest of each window, of equal ones the last.

    A row that is shorter than a window keeps its smallest hash.

    Returns:
        place → hash.
    """
    kept: dict[int, int] = {}
    for start in range(max(len(hashes) - window + 1, min(len(hashes), 1))):
        span = hashes[start : start + window]
        least = min(span)
        place = start + len(span) - 1 - span[::-1].index(least)
        kept[place] = least
    return kept


def _hash(kinds: Sequence[str]) -> int:
    return int.from_bytes(hashlib.blake2b("\0".join(kinds).encode("utf-8", "replace"), digest_size=8).digest(), "big")
