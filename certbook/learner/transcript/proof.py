"""Sign a credential and check its signature: Data Integrity proofs of the suite `eddsa-jcs-2022`.

Contexts are names here and never fetched: the suite signs the JSON as it stands, so nothing hangs on what a server
answers.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from certbook.learner.transcript.jcs import canonical
from certbook.learner.transcript.keys import did_of, from_multibase, multibase, needs_cryptography, public_bytes

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Credential = dict[str, Any]
_SUITE = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "proofPurpose": "assertionMethod"}


def sign(credential: Credential, key: Ed25519PrivateKey, when: datetime) -> Credential:
    """Return a credential with a proof by its issuer's key."""
    did = did_of(key)
    proof = {
        "@context": credential["@context"],
        **_SUITE,
        "created": stamp(when),
        "verificationMethod": f"{did}#{did.removeprefix('did:key:')}",
    }
    return {**credential, "proof": {**proof, "proofValue": multibase(key.sign(signed_bytes(credential, proof)))}}


def signer_of(credential: Credential) -> str | None:
    """Return the did that a credential's proof holds for, None where it holds for none: altered, or never signed."""
    needs_cryptography()
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    proof = credential.get("proof")
    if not isinstance(proof, dict) or any(proof.get(name) != wanted for name, wanted in _SUITE.items()):
        return None
    if "@context" in proof and proof["@context"] != credential.get("@context"):
        return None
    method, value = proof.get("verificationMethod"), proof.get("proofValue")
    if not isinstance(method, str) or not isinstance(value, str):
        return None
    did, _, fragment = method.partition("#")
    if not did.startswith("did:key:") or fragment != did.removeprefix("did:key:"):
        return None
    unsigned = {name: one for name, one in credential.items() if name != "proof"}
    options = {name: one for name, one in proof.items() if name != "proofValue"}
    try:
        Ed25519PublicKey.from_public_bytes(public_bytes(did)).verify(
            from_multibase(value), signed_bytes(unsigned, options)
        )
    except (ValueError, InvalidSignature, RecursionError):
        return None
    return did


def signed_bytes(credential: Credential, options: Credential) -> bytes:
    """Return what is signed: the hashes of the proof's options and of the credential, in this order."""
    return hashlib.sha256(canonical(options)).digest() + hashlib.sha256(canonical(credential)).digest()


def stamp(when: datetime) -> str:
    """Return a time in UTC as credentials say it."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
