"""The issuer's Ed25519 key: a file for its owner alone, and its public half as a `did:key`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from certbook.errors import CertbookError, MissingPart
from certbook.learner.files import said_plainly

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"  # what stands before such a key by the list of multicodec
_BYTES = 32


def make_key(file: Path) -> str:
    """Write a new key that only its owner may read, and return its did; a key that is there is never overwritten."""
    needs_cryptography()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = Ed25519PrivateKey.generate()
    data = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with said_plainly(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise CertbookError(f"{file}: is there already and is not overwritten; name another file") from None
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    return did_of(key)


def read_key(file: Path) -> Ed25519PrivateKey:
    """Return the key of a file; raises CertbookError where it is none of ours, or others may read it."""
    needs_cryptography()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    with said_plainly(file):
        if not file.is_file():
            raise CertbookError(f"{file}: no key there; make one: certbook transcript key {file}")
        if os.name == "posix" and file.stat().st_mode & 0o077:
            raise CertbookError(f"{file}: others may read this key; run: chmod 600 {file}")
        data = file.read_bytes()
    try:
        key = load_pem_private_key(data, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise CertbookError(f"{file}: is no Ed25519 key without a password; make one: certbook transcript key FILE")
    return key


def did_of(key: Ed25519PrivateKey) -> str:
    """Return the did of a key's public half."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return did_key(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


def did_key(public: bytes) -> str:
    """Return `did:key:z…` of a public key's bytes."""
    return f"did:key:{multibase(_ED25519 + public)}"


def public_bytes(did: str) -> bytes:
    """Return the public key's bytes of a `did:key`, or of its `z…` alone; raises ValueError where it is none."""
    data = from_multibase(did.removeprefix("did:key:").partition("#")[0])
    if not data.startswith(_ED25519) or len(data) != len(_ED25519) + _BYTES:
        raise ValueError("is no Ed25519 key")
    return data[len(_ED25519) :]


def multibase(data: bytes) -> str:
    """Return bytes in base 58, after `z`."""
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, place = divmod(number, 58)
        text = _ALPHABET[place] + text
    return "z" + "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def from_multibase(text: str) -> bytes:
    """Return the bytes of a text in base 58 after `z`; raises ValueError where it is none."""
    if not text.startswith("z") or len(text) > 200:
        raise ValueError("is not in base 58")
    number, digits = 0, text[1:]
    for letter in digits:
        place = _ALPHABET.find(letter)
        if place < 0:
            raise ValueError("is not in base 58")
        number = number * 58 + place
    return b"\0" * (len(digits) - len(digits.lstrip("1"))) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def needs_cryptography() -> None:
    """Raise MissingPart where the library that signs is not installed."""
    from importlib.util import find_spec

    if find_spec("cryptography") is None:
        raise MissingPart("signatures need the library cryptography: pip install 'certbook[transcripts]'")
