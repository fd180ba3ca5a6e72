"""Fingerprints of rows of tokens: winnowing.

S. Schleimer, D. S. Wilkerson, A. Aiken: Winnowing: Local Algorithms for Document Fingerprinting. SIGMOD 2003, 76-85.
Section 3 has the guarantee, section 4 the rolling hash.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence

RUN = 10  # tokens of a run that is hashed, k: a shorter match is noise
WINDOW = 5  # hashes of which the smallest is kept, w: every match of k + w - 1 tokens has a fingerprint in common

_PRIME = (1 << 61) - 1
_BASE = 0x1F3D5B79A2C4E68D % _PRIME


def hashes_of(kinds: Sequence[str], run: int = RUN) -> list[int]:
    """Return the hash of each run of tokens, in order; the same in every process."""
    values = [_value(kind) for kind in kinds]
    lead = pow(_BASE, run, _PRIME)
    hashes, rolled = [], 0
    for place, value in enumerate(values):
        rolled = (rolled * _BASE + value - (lead * values[place - run] if place >= run else 0)) % _PRIME
        if place >= run - 1:
            hashes.append(_scattered(rolled))
    return hashes


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


@functools.lru_cache(maxsize=4096)
def _value(kind: str) -> int:
    digest = hashlib.blake2b(kind.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % _PRIME


def _scattered(rolled: int) -> int:
    """Mix the bits, so that the smallest of a window is no matter of which token it ends with."""
    return (rolled ^ rolled >> 29) * 0x9E3779B97F4A7C15 % _PRIME
