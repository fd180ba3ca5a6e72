"""`certbook transcript` as an instructor and a reader type it."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lane_course import give, make_lane_course

pytest.importorskip("cryptography")

from certbook.errors import CertbookError
from certbook.grading.course import Course
from certbook.learner.transcript.credential import Issuing, transcript, written
from certbook.learner.transcript.keys import did_of, make_key, read_key
from certbook.learner.transcript.records import achieved
from certbook.learner.transcript.verify import read_issuer, verify

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """ada has passed the lab of one domain and begun another."""
    library, desk = make_lane_course(tmp_path_factory.mktemp("transcript") / "course")
    give(desk, "01-demo", "add-up", {"total": 3, "average": 4})
    give(desk, "03-third", "third", {"total": 3, "average": 1})
    for domain, lab in (("01-demo", "add-up"), ("03-third", "third")):
        graded = desk.course / "autograded" / "ada" / domain / f"{lab}.ipynb"
        graded.parent.mkdir(parents=True)
        graded.write_text(f'{{"cells": ["{lab}"]}}')
    return library, desk


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    file = tmp_path_factory.mktemp("key") / "issuer.pem"
    make_key(file)
    return file


@pytest.fixture(scope="module")
def made(course, key):
    """The bytes of ada's transcript, which holds for a year."""
    library, desk = course
    found = achieved(Course.of_clone(desk.course), library, "ada")
    issuing = Issuing(read_key(key), "A school", NOW, NOW + timedelta(days=365))
    return written(transcript("ada", found, issuing))


def certbook(course, *words):
    library, _ = course
    done = subprocess.run(
        [sys.executable, "-m", "certbook", "transcript", *map(str, words)],
        env={**os.environ, "CERTBOOK_CONTENT": str(library.root.path)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_what_is_passed_is_stated_with_points_skills_and_evidence(course, made):
    library, desk = course
    record = json.loads(made)
    badges = record["credentialSubject"]["verifiableCredential"]
    assert record["type"] == ["VerifiableCredential", "ClrCredential"]
    assert [badge["credentialSubject"]["achievement"]["humanCode"] for badge in badges] == ["add-up", "01-demo"]
    lab = badges[0]
    assert lab["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert lab["credentialSubject"]["result"][0]["value"] == "7"
    graded = desk.course / "autograded" / "ada" / "01-demo" / "add-up.ipynb"
    assert hashlib.sha256(graded.read_bytes()).hexdigest() in lab["evidence"][0]["description"]
    titles = library.find_module("01-demo").facts.skills.values()
    assert set(lab["credentialSubject"]["achievement"]["tag"]) <= set(titles)
    assert lab["credentialSubject"]["identifier"][0]["identityHash"] == "ada"


def test_it_is_valid_as_a_whole_and_each_badge_alone(made, key):
    did = did_of(read_key(key))
    assert verify(made, NOW, did).state == "valid"
    for badge in json.loads(made)["credentialSubject"]["verifiableCredential"]:
        assert verify(written(badge), NOW, did).state == "valid"


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_changed_byte_is_found(made, data):
    place = data.draw(st.integers(0, len(made) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != made[place]))
    changed = made[:place] + bytes([other]) + made[place + 1 :]
    try:
        found = verify(changed, NOW)
    except CertbookError:
        return  # no credential any more
    # Space for space: what it says is the same, and the line says that the file is not.
    assert found.state != "valid" or (found.laid_out_anew and json.loads(changed) == json.loads(made))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_cut_file_is_found(made, data):
    cut = made[: data.draw(st.integers(0, len(made) - 2))]
    with pytest.raises(CertbookError, match="no transcript"):
        verify(cut, NOW)


def test_an_expired_and_a_foreign_one_say_so(made, tmp_path):
    assert verify(made, NOW + timedelta(days=365)).state == "expired"
    assert verify(made, NOW - timedelta(seconds=1)).state == "expired"
    other = make_key(tmp_path / "other.pem")
    assert verify(made, NOW, other).state == "other issuer"


def test_a_badge_of_another_issuer_inside_is_found(course, made, key, tmp_path):
    library, desk = course
    make_key(tmp_path / "other.pem")
    found = achieved(Course.of_clone(desk.course), library, "ada")
    foreign = json.loads(written(transcript("ada", found, Issuing(read_key(tmp_path / "other.pem"), "B", NOW))))
    own = json.loads(made)
    own["credentialSubject"]["verifiableCredential"][0] = foreign["credentialSubject"]["verifiableCredential"][0]
    assert verify(written(own), NOW).state == "altered"


def test_a_name_that_stands_twice_is_refused(made):
    doubled = made.replace(b'"name": "Transcript of ada"', b'"name": "Transcript of bob", "name": "Transcript of ada"')
    assert doubled != made
    with pytest.raises(CertbookError, match="no transcript"):
        verify(doubled, NOW)


def test_the_commands(course, tmp_path):
    key, file = tmp_path / "issuer.pem", tmp_path / "ada.json"
    code, shown, _ = certbook(course, "key", key)
    assert code == 0
    did = shown.split()[-1]
    code, shown, err = certbook(course, "issue", "--student", "ada", "--out", file, "--key", key)
    assert code == 0, err
    assert "7/7" in shown
    code, shown, _ = certbook(course, "verify", file, "--issuer", did)
    assert (code, shown.count("\n")) == (0, 1)
    assert "valid: 2 achievements" in shown
    assert (
        certbook(course, "verify", file, "--issuer", "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")[0] == 1
    )
    file.write_bytes(file.read_bytes().replace(b'"value": "7"', b'"value": "8"'))
    code, shown, _ = certbook(course, "verify", file, "--json")
    assert (code, json.loads(shown)["state"]) == (1, "altered")
    for words in (
        ("issue", "--student", "nobody", "--out", tmp_path / "n.json", "--key", key),
        ("issue", "--student", "ada", "--out", file, "--key", key),
        ("issue", "--student", "ada", "--out", tmp_path / "n.json", "--key", tmp_path / "none.pem"),
        ("issue", "--student", "ada", "--out", tmp_path / "n.json", "--key", key, "--until", "2020-01-01"),
        ("verify", tmp_path / "none.json"),
        ("verify", key),
        ("verify", file, "--issuer", "somebody"),
        ("key", key),
    ):
        code, shown, err = certbook(course, *words)
        assert (code, shown, err.count("\n")) == (2, "", 1), words
    assert not (tmp_path / "n.json").exists()


def test_an_issuer_may_be_a_file(tmp_path):
    did = make_key(tmp_path / "key.pem")
    (tmp_path / "issuer.txt").write_text(did + "\n")
    assert read_issuer(str(tmp_path / "issuer.txt")) == read_issuer(did) == did
