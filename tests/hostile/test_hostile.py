"""Strangers' code is graded: no attack earns what it did not solve, carries a secret out, or disturbs anybody.

A category is a class of its own: all its attacks and two honest learners, graded in one call by two processes. Each
attack is then held against the verdict that stands beside it in `cases/`.
"""

from __future__ import annotations

import base64
import codecs
import hashlib
import importlib
import json
import os
import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from attack import Attack
from leaks import leaked
from scene import Scene, scene
from vault import ALL, ASSIGNMENT, HONEST, HOST_WORD, LAB, SEALED_INPUTS, SEALED_WORDS, Vault, make_vault

from certbook.kernels.isolation.layers import missing

CATEGORIES = (
    *("exhaustion", "crashes", "monkeypatching", "introspection", "forging", "metadata", "files", "processes"),
    *("broken_files", "devices"),
)
CASES = {name: importlib.import_module(f"cases.{name}").ATTACKS for name in CATEGORIES}
BYSTANDERS = ("honest-a", "zz-honest")
MOST_SECONDS = 240  # of a class
MOST_BYTES = 12_000_000  # of a graded notebook, of a page, of a report
PASSWORDS = "root:x:0:0"  # how the system's file of users begins

needs_isolation = pytest.mark.skipif(
    not sys.platform.startswith("linux") or bool(missing()), reason="this system cannot isolate submissions"
)


@dataclass(frozen=True)
class Graded:
    """A class after grading and feedback."""

    category: str
    vault: Vault
    scene: Scene
    grades: dict[str, dict]
    trouble: str
    said: str  # on the streams of the process that grades
    before: dict[Path, str]

    def page(self, student: str) -> str:
        path = self.vault.course.feedback / student / ASSIGNMENT / f"{LAB}.html"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def gradebook_score(self, student: str) -> float:
        with self.vault.course.gradebook() as book:
            return sum(
                grade.auto_score or 0 for grade in book.find_submission_notebook(LAB, ASSIGNMENT, student).grades
            )


@pytest.fixture(scope="session")
def classes(tmp_path_factory):
    """The classes by their categories, each graded once, when it is first asked for."""
    known = {}
    with ExitStack() as open_until_the_end:

        def graded_class(category):
            if category not in known:
                place = tmp_path_factory.mktemp(category[:4])
                known[category] = open_until_the_end.enter_context(grade_class(category, place))
            return known[category]

        yield graded_class


@pytest.fixture
def graded(request, classes):
    """The class of one category, graded."""
    return classes(request.param)


@contextmanager
def grade_class(category, place):
    vault = make_vault(place / "course")
    outside = place / "o"
    outside.mkdir()
    for student in BYSTANDERS:
        Attack(student, "Honest.", None, HONEST, files={"notes.txt": HOST_WORD}).hand_in(vault, {})
    with scene(vault.root, outside) as around:
        for number, attack in enumerate(CASES[category]):
            attack.hand_in(vault, around.facts_for(number, attack))
        before = fingerprints(vault.course.submitted)
        report = place / "report.json"
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("CERTBOOK_TEST_SECRET", HOST_WORD)
            script = Path(__file__).with_name("grade_class.py")
            code, out, error = run(sys.executable, script, vault.root, ASSIGNMENT, report)
        said = out + error
        grades = {one["student"]: one for one in json.loads(report.read_text())["submissions"]} if code == 0 else {}
        trouble = f"grading ended with {code}: {error[-3000:]}" if code else ""
        nbgrader = Path(sys.executable).with_name("nbgrader")
        code, _, error = run(str(nbgrader), "generate_feedback", ASSIGNMENT, cwd=vault.root)
        trouble += f"feedback ended with {code}: {error[-3000:]}" if code else ""
        yield Graded(category, vault, around, grades, trouble, said, before)


def run(*command: object, cwd: Path | None = None) -> tuple[int, str, str]:
    """Run a program that ends, with all that it started, when the class's time is over."""
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",  # a submission that reached our streams may have written anything
        start_new_session=True,
    ) as process:
        try:
            out, error = process.communicate(timeout=MOST_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return -1, "", f"did not end within {MOST_SECONDS} s"
    return process.returncode, out, error


def fingerprints(folder: Path) -> dict[Path, str]:
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return {
        path: hashlib.sha256(path.read_bytes()).hexdigest() if path.stat().st_size < MOST_BYTES else "large"
        for path in files
    }


ATTACKS = [
    pytest.param(name, number, attack, id=f"{name}-{attack.name}")
    for name, attacks in CASES.items()
    for number, attack in enumerate(attacks)
]
of_a_class = pytest.mark.parametrize("graded", CATEGORIES, indirect=True)


@needs_isolation
@pytest.mark.kernel
@pytest.mark.timeout(3 * MOST_SECONDS)
@pytest.mark.parametrize(("graded", "number", "attack"), ATTACKS, indirect=["graded"])
def test_attack_gets_its_verdict(graded, number, attack):
    assert graded.grades, graded.trouble
    wrong = [
        *verdict_errors(attack, graded.grades[attack.name]),
        *leaks_of(attack, graded),
        *(f"left behind: {found}" for found in graded.scene.damage(number, attack)),
    ]
    score = graded.grades[attack.name]["score"]
    if graded.gradebook_score(attack.name) != score:
        wrong.append(f"the gradebook says {graded.gradebook_score(attack.name)}, the report {score}")
    assert not wrong, f"{attack.name}: {attack.story}\n" + "\n".join(wrong)


def verdict_errors(attack: Attack, grade: dict) -> list[str]:
    """Say where a verdict differs from what the case allows."""
    expect, wrong = attack.expect, []
    status, score, message = grade["status"], grade["score"], grade["message"]
    if status not in expect.statuses:
        wrong.append(f"status {status}, allowed: {', '.join(expect.statuses)} ({message})")
    least, most = (0.0, 0.0) if status == "tampered" else (expect.least, expect.most)
    if not least <= score <= most:
        tasks = {task["task"]: (task["score"], task["message"][:200]) for task in grade["tasks"]}
        wrong.append(f"{score} points, allowed: {least} to {most}; {status}: {message}; {tasks}")
    if grade["max_score"] != ALL:
        wrong.append(f"of {grade['max_score']} points, the lab has {ALL}")
    if grade["seconds"] > expect.seconds:
        wrong.append(f"took {grade['seconds']} s, allowed: {expect.seconds}")
    if "\n" in message or len(message) > 500:
        wrong.append(f"the message is not one line: {message[:600]!r}")
    if status != "graded" and expect.message not in message:
        wrong.append(f"the message does not say {expect.message!r}: {message}")
    return wrong


def leaks_of(attack: Attack, graded: Graded) -> list[str]:
    """Say which secrets the learner gets to read: on the page, in the report, in the outputs of the cells."""
    secrets = [*SEALED_WORDS, HOST_WORD, PASSWORDS, *attack.expect.hides]
    secrets += [] if attack.expect.shows_inputs else SEALED_INPUTS
    texts = {"the page": graded.page(attack.name), "the report": json.dumps(graded.grades[attack.name])}
    wrong = [f"{place} is {len(text):,} characters long" for place, text in texts.items() if len(text) > MOST_BYTES]
    return wrong + [f"{place} tells {secret}" for place, text in texts.items() for secret in leaked(secrets, text)]


@needs_isolation
@pytest.mark.kernel
@pytest.mark.timeout(3 * MOST_SECONDS)
@of_a_class
def test_class_goes_on_undisturbed(graded):
    assert not graded.trouble
    assert "total_sealed" not in graded.said, "a submission wrote on the grader's own streams"
    for student in BYSTANDERS:
        grade = graded.grades[student]
        assert (grade["status"], grade["score"], grade["bent"]) == ("graded", ALL, []), grade
        assert "passed" in graded.page(student)
    assert set(graded.grades) == {*BYSTANDERS, *(attack.name for attack in CASES[graded.category])}
    assert graded.scene.shared_damage() == []
    assert fingerprints(graded.vault.course.submitted) == graded.before
    kept = {path: path.stat().st_size for path in graded.vault.course.autograded.rglob(f"{LAB}.ipynb")}
    assert not {path: size for path, size in kept.items() if size > MOST_BYTES}


DISGUISES = {
    "plain": lambda text: text,
    "reversed": lambda text: text[::-1],
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "hex": lambda text: text.encode().hex(":"),
    "upper case hex": lambda text: text.encode().hex().upper(),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64 behind one letter": lambda text: base64.b64encode(b"x" + text.encode()).decode(),
    "base64 behind two letters": lambda text: base64.b64encode(b"xx" + text.encode()).decode(),
    "base32": lambda text: base64.b32encode(b"x" + text.encode()).decode(),
    "numbers": lambda text: str(list(text.encode())),
    "a letter a line": lambda text: "\n".join(text),
    "HTML": lambda text: text.replace("-", "&#45;"),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_leak_is_found_in_each_disguise(disguise):
    secret = SEALED_WORDS[0]
    assert leaked([secret], f"before {DISGUISES[disguise](secret)} behind")
    assert not leaked([secret], f"before {DISGUISES[disguise]('heron-walnut-10492')} behind")


def test_no_case_knows_what_it_is_to_find(tmp_path):
    texts = [text for attacks in CASES.values() for attack in attacks for text in attack.answers.values()]
    assert not leaked((*SEALED_WORDS, *SEALED_INPUTS, HOST_WORD), "\n".join(texts))
    released = make_vault(tmp_path / "course").released()
    assert not leaked((*SEALED_WORDS, *SEALED_INPUTS), json.dumps(released))


def test_cases_have_names_of_their_own():
    names = [attack.name for attacks in CASES.values() for attack in attacks]
    assert len(names) >= 80
    assert len({*names}) == len(names)
