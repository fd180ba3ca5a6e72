"""The canonical form, the keys and the proofs that transcripts stand on, held to published vectors."""

import hashlib
import json
import struct
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("cryptography")

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certbook.errors import CertbookError
from certbook.learner.transcript import keys
from certbook.learner.transcript.jcs import canonical
from certbook.learner.transcript.proof import sign, signed_bytes, signer_of

# RFC 8785, appendix B: a double's bits, and how it is written.
NUMBERS = {
    "0000000000000000": "0",
    "8000000000000000": "0",
    "0000000000000001": "5e-324",
    "8000000000000001": "-5e-324",
    "7fefffffffffffff": "1.7976931348623157e+308",
    "ffefffffffffffff": "-1.7976931348623157e+308",
    "4340000000000000": "9007199254740992",
    "c340000000000000": "-9007199254740992",
    "4430000000000000": "295147905179352830000",
    "44b52d02c7e14af5": "9.999999999999997e+22",
    "44b52d02c7e14af6": "1e+23",
    "44b52d02c7e14af7": "1.0000000000000001e+23",
    "444b1ae4d6e2ef4e": "999999999999999700000",
    "444b1ae4d6e2ef4f": "999999999999999900000",
    "444b1ae4d6e2ef50": "1e+21",
    "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d": "0.000001",
    "41b3de4355555553": "333333333.3333332",
    "41b3de4355555554": "333333333.33333325",
    "41b3de4355555555": "333333333.3333333",
    "41b3de4355555556": "333333333.3333334",
    "41b3de4355555557": "333333333.33333343",
    "becbf647612f3696": "-0.0000033333333333333333",
    "43143ff3c1cb0959": "1424953923781206.2",
}
# "Data Integrity EdDSA Cryptosuites v1.0", representation of eddsa-jcs-2022: its key, document and results.
SECRET, PUBLIC = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq", "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
ALUMNI = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
HASHES = (
    "66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db"
    "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19"
)
PROOF_VALUE = "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize(("bits", "wanted"), NUMBERS.items())
def test_numbers_are_written_as_the_rfc_does(bits, wanted):
    (value,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonical(value).decode() == wanted


def test_the_examples_of_the_rfc():
    given_value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": '\u20ac$\u000f\nA\'B"\\\\"/',
        "literals": [None, True, False],
    }
    wanted = (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    assert canonical(given_value).decode() == wanted
    names = {
        "\u20ac": "Euro",
        "\r": "CR",
        "\ufb33": "Dalet",
        "1": "One",
        "\U0001f600": "Smile",
        "\u0080": "Ctl",
        "ö": "O",
    }
    order = list(json.loads(canonical(names)).values())
    assert order == ["CR", "One", "Ctl", "O", "Euro", "Smile", "Dalet"]


@given(JSON)
def test_the_canonical_form_says_the_same_and_is_its_own(value):
    once = canonical(value)
    back = json.loads(once, parse_int=float)  # as everywhere else: a number of JSON is a double
    assert back == value
    assert canonical(back) == once


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53 + 1, "\ud800", {1: "a"}, {"a": object()}])
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(ValueError, match=r".+"):
        canonical(value)


@given(st.binary(max_size=80))
def test_base_58_comes_back(data):
    assert keys.from_multibase(keys.multibase(data)) == data


@pytest.fixture(scope="module")
def published():
    seed = keys.from_multibase(SECRET)
    assert seed[:2] == b"\x80\x26"
    return Ed25519PrivateKey.from_private_bytes(seed[2:])


def test_the_published_vector(published):
    assert keys.did_of(published) == f"did:key:{PUBLIC}"
    signed = sign(ALUMNI, published, datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC))
    options = {name: value for name, value in signed["proof"].items() if name != "proofValue"}
    assert signed_bytes(ALUMNI, options).hex() == HASHES
    assert signed["proof"]["proofValue"] == PROOF_VALUE
    assert signer_of(signed) == f"did:key:{PUBLIC}"


def test_the_bytes_signed_by_another_way():
    options = {"type": "DataIntegrityProof", "n": 1}
    plain = [json.dumps(one, sort_keys=True, separators=(",", ":")).encode() for one in (options, ALUMNI)]
    assert signed_bytes(ALUMNI, options) == b"".join(hashlib.sha256(one).digest() for one in plain)


@pytest.mark.parametrize(
    "change",
    [
        {"cryptosuite": "eddsa-rdfc-2022"},
        {"proofPurpose": "authentication"},
        {"created": "2024-01-01T00:00:00Z"},
        {"@context": ["https://elsewhere.example"]},
        {"verificationMethod": f"did:key:{PUBLIC}"},
        {"verificationMethod": "https://vc.example/issuers/5678#key"},
        {"proofValue": PROOF_VALUE[:-1]},
        {"proofValue": "zzz0"},
        {"proofValue": None},
        {"more": "said"},
    ],
)
def test_a_changed_proof_holds_for_nobody(published, change):
    signed = sign(ALUMNI, published, datetime(2023, 2, 24, tzinfo=UTC))
    assert signer_of({**signed, "proof": {**signed["proof"], **change}}) is None


def test_a_key_is_its_owners_alone_and_never_overwritten(tmp_path):
    file = tmp_path / "keys" / "issuer.pem"
    did = keys.make_key(file)
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    with pytest.raises(CertbookError, match="not overwritten"):
        keys.make_key(file)
    assert file.read_bytes() == before
    assert keys.did_of(keys.read_key(file)) == did
    file.chmod(0o644)
    with pytest.raises(CertbookError, match="chmod 600"):
        keys.read_key(file)
    file.write_text("no key")
    file.chmod(0o600)
    with pytest.raises(CertbookError, match="no Ed25519 key"):
        keys.read_key(file)
