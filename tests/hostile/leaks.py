"""Find a secret in what a learner gets to read, in any of the disguises that a line of Python can put on it."""

from __future__ import annotations

import base64
import codecs
import html
import re
from collections.abc import Iterable, Iterator

_TELLING = 8  # letters of a disguise below which it may stand in a page by chance


def leaked(secrets: Iterable[str], text: str) -> list[str]:
    """Return which secrets stand in a text, and how they are disguised."""
    seen = {_squashed(text), _squashed(html.unescape(text))}
    return [
        f"{secret} ({disguise})"
        for secret in secrets
        for disguise, shape in _shapes(secret)
        if (disguise == "plain" or len(shape) >= _TELLING) and any(_squashed(shape) in one for one in seen)
    ]


def _shapes(secret: str) -> Iterator[tuple[str, str]]:
    data = secret.encode("utf-8")
    yield "plain", secret
    yield "reversed", secret[::-1]
    yield "rot13", codecs.encode(secret, "rot13")
    yield "hex", data.hex()
    yield "numbers", ",".join(map(str, data))
    yield "bits", "".join(f"{byte:08b}" for byte in data)
    for coding in (base64.b64encode, base64.b32encode):
        group, size = (3, 4) if coding is base64.b64encode else (5, 8)
        for shift in range(group):
            # Three (five) bytes make four (eight) letters: in the middle of a text only whole groups look the same.
            whole = data[shift : shift + (len(data) - shift) // group * group]
            yield f"{coding.__name__} from byte {shift}", coding(whole).decode("ascii")[: len(whole) // group * size]


def _squashed(text: str) -> str:
    """Return a text without what may be strewn between its letters: spaces, colons, line ends, capitals."""
    return re.sub(r"[^a-z0-9]", "", text.lower())
