"""A transcript as a signed Comprehensive Learner Record 2.0 that holds one signed Open Badge 3.0 an achievement."""

from __future__ import annotations

import base64
import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from certbook.learner.transcript.keys import did_of
from certbook.learner.transcript.proof import Credential, sign, stamp
from certbook.learner.transcript.records import Achieved

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_VC = "https://www.w3.org/ns/credentials/v2"
_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
_RECORDS = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
_NAMES = uuid.uuid5(uuid.NAMESPACE_DNS, "certbook.achievement")


@dataclass(frozen=True)
class Issuing:
    """Who states it, when, and until when it holds (None: without an end)."""

    key: Ed25519PrivateKey
    name: str
    now: datetime
    until: datetime | None = None


def transcript(student: str, achieved: tuple[Achieved, ...], issuing: Issuing) -> Credential:
    """Return a student's signed transcript."""
    badges = [sign(_badge(student, one, issuing), issuing.key, issuing.now) for one in achieved]
    record = {
        "@context": [_VC, _RECORDS, _BADGES],
        "id": f"urn:uuid:{uuid.uuid4()}",
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": f"Transcript of {student}",
        "description": "What was passed, by points that sealed checks gave; written answers are not in it.",
        **_frame(issuing),
        "credentialSubject": {
            "type": ["ClrSubject"],
            "identifier": [_identity(student)],
            "verifiableCredential": badges,
        },
    }
    return sign(record, issuing.key, issuing.now)


def written(credential: Credential) -> bytes:
    """Return the bytes of a credential's file."""
    return (json.dumps(credential, ensure_ascii=False, indent=1) + "\n").encode()


def _frame(issuing: Issuing) -> dict[str, Any]:
    ends = {"validUntil": stamp(issuing.until)} if issuing.until is not None else {}
    issuer = {"id": did_of(issuing.key), "type": ["Profile"], "name": issuing.name}
    return {"issuer": issuer, "validFrom": stamp(issuing.now), **ends}


def _badge(student: str, one: Achieved, issuing: Issuing) -> Credential:
    achievement = f"urn:uuid:{uuid.uuid5(_NAMES, f'{one.kind}/{one.name}')}"
    points = f"{achievement}#points"
    return {
        "@context": [_VC, _BADGES],
        "id": f"urn:uuid:{uuid.uuid4()}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": one.title,
        **_frame(issuing),
        "awardedDate": stamp(one.when),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [_identity(student)],
            "achievement": {
                "id": achievement,
                "type": ["Achievement"],
                "achievementType": "Assessment" if one.kind == "lab" else "Course",
                "humanCode": one.name,
                "name": one.title,
                "description": one.about,
                "criteria": {"narrative": f"Every automatic point of the {one.kind}. Skills: {'; '.join(one.skills)}."},
                "tag": list(one.skills),
                "resultDescription": [
                    {
                        "id": points,
                        "type": ["ResultDescription"],
                        "name": "Points",
                        "resultType": "RawScore",
                        "valueMax": f"{one.max_score:g}",
                    }
                ],
            },
            "result": [{"type": ["Result"], "resultDescription": points, "value": f"{one.score:g}"}],
        },
        "evidence": [_evidence(lab, mark) for lab, mark in one.evidence.items()],
    }


def _identity(student: str) -> dict[str, Any]:
    return {"type": "IdentityObject", "hashed": False, "identityHash": student, "identityType": "userName"}


def _evidence(lab: str, mark: str) -> dict[str, Any]:
    named = base64.urlsafe_b64encode(bytes.fromhex(mark)).decode().rstrip("=")  # RFC 6920: a hash as an address
    return {
        "id": f"ni:///sha-256;{named}",
        "type": ["Evidence"],
        "name": f"Graded notebook of {lab}",
        "description": f"SHA-256 of the graded notebook: {mark}",
    }
