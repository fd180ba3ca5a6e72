"""Say whether a transcript is as its issuer wrote it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from certbook.errors import CertbookError
from certbook.learner.files import read_if_there
from certbook.learner.transcript.credential import written
from certbook.learner.transcript.keys import did_key, public_bytes
from certbook.learner.transcript.proof import Credential, signer_of

State = Literal["valid", "altered", "other issuer", "expired"]


@dataclass(frozen=True)
class Verified:
    """`signer` is who signed it, None where nobody's signature holds; `laid_out_anew`: same content, other bytes."""

    state: State
    line: str
    signer: str | None
    achievements: tuple[str, ...] = ()
    laid_out_anew: bool = False


def read_issuer(given: str) -> str:
    """Return the did that `--issuer` names: itself, its `z…` alone, or a file that holds it."""
    text = given
    if not given.startswith(("did:key:", "z6Mk")):
        data = read_if_there(Path(given))
        text = (data or b"").decode("utf-8", "replace").strip()
    try:
        return did_key(public_bytes(text))
    except ValueError:
        raise CertbookError(f"{given}: is no issuer; give did:key:z6Mk… or a file that holds it") from None


def verify(data: bytes, now: datetime, issuer: str | None = None) -> Verified:
    """Return what can be said of a transcript, or of one badge of it; nothing is fetched.

    Raises CertbookError where the file is no credential at all.
    """
    credential = _read(data)
    signer = signer_of(credential)
    inner = _badges(credential)
    if signer is None or credential["issuer"]["id"] != signer or any(_is_foreign(one, signer) for one in inner):
        return Verified("altered", "altered: what it says is not what was signed", None)
    names = tuple(str(one.get("name", "")) for one in inner) or (str(credential.get("name", "")),)
    anew = data != written(credential)
    if issuer is not None and issuer != signer:
        return Verified("other issuer", f"other issuer: signed by {signer}", signer, names, anew)
    if any(_is_over(one, now) for one in (credential, *inner)):
        return Verified(
            "expired",
            f"expired: held from {credential.get('validFrom')} to {credential.get('validUntil')}",
            signer,
            names,
            anew,
        )
    who = "by the issuer you named" if issuer else f"by {signer}; compare this with what the issuer publishes"
    line = f"valid: {len(names)} achievement{'s' * (len(names) != 1)}, signed {who}"
    return Verified(
        "valid", line + ("; the file was laid out anew, its content is the same" if anew else ""), signer, names, anew
    )


def _read(data: bytes) -> Credential:
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_object, parse_constant=_no_number)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or not isinstance(value.get("issuer"), dict) or "id" not in value["issuer"]:
        raise CertbookError("is no transcript: not the JSON of a credential, or cut off")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a name stands twice: readers would disagree on what it says")
    return value


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no JSON")


def _badges(credential: Credential) -> list[Credential]:
    subject = credential.get("credentialSubject")
    inner = subject.get("verifiableCredential", []) if isinstance(subject, dict) else []
    return inner if isinstance(inner, list) else [{}]


def _is_foreign(badge: object, signer: str) -> bool:
    if not isinstance(badge, dict) or not isinstance(badge.get("issuer"), dict):
        return True
    return badge["issuer"].get("id") != signer or signer_of(badge) != signer


def _is_over(credential: Credential, now: datetime) -> bool:
    begins, ends = _time(credential.get("validFrom")), _time(credential.get("validUntil"))
    return (begins is not None and now < begins) or (ends is not None and now >= ends)


def _time(text: object) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise CertbookError("is no transcript: its times cannot be read") from None
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)
