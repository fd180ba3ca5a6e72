"""A small course with lanes, an exam of three domains and a log that tests write themselves; nothing is built."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml
from classroom import TESTS

from certbook.build.nbgrader_log import without_database_warnings
from certbook.content.library import Library
from certbook.content.roots import ContentRoot
from certbook.grading.course import Course
from certbook.learner.attempts import Attempt, journal_of
from certbook.learner.desk import Desk, make_desk

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EXAM = {
    "id": "demo-exam",
    "name": "Demonstration exam",
    "vendor": "Nobody",
    "read_on": "2026-11-22",
    "facts": {"status": {"value": "active", "sources": ["tests"]}},
    "blueprint": {"sources": ["tests"], "trust": "verified"},
    "sources": {"tests": {"title": "made up for tests", "dated": "2026-11-22", "trust": "vendor"}},
    "domains": [
        {"n": 1, "name": "Adding", "weight_min": 20, "weight_max": 20},
        {"n": 2, "name": "Multiplying", "weight_min": 50, "weight_max": 50},
        {"n": 3, "name": "Dividing", "weight_min": 30, "weight_max": 30},
    ],
}
LANES = {
    "demo-lane": {
        "title": "Demonstration lane",
        "summary": "Two modules that are here and one that is not.",
        "modules": [{"id": "M01", "weight": 50}, {"id": "M09", "weight": 20}, {"id": "M03", "weight": 30}],
        "certifications": ["demo-exam"],
    },
    "whole-lane": {
        "title": "Whole lane",
        "summary": "All three modules.",
        "modules": [{"id": "M01", "weight": 1}, {"id": "M03", "weight": 1}, {"id": "M02", "weight": 2}],
        "certifications": [],
    },
}
# Folder, id, lab, needs, the exam's domain.
MODULES = (
    ("01-demo", "M01", "add-up", [], 1),
    ("02-multiply", "M02", "multiply", ["M03"], 2),
    ("03-third", "M03", "third", [], None),
)
TASKS = {"total": 3.0, "average": 4.0}  # of each lab, with their points


def make_lane_course(root: Path, lanes: object = LANES, exam: object = EXAM) -> tuple[Library, Desk]:
    shutil.copytree(TESTS / "course", root)
    modules = root / "modules"
    for folder, number, lab, needs, domain in MODULES[1:]:
        shutil.copytree(modules / "01-demo", modules / folder)
        text = modules / folder / "labs" / "add-up.py"
        for skill in ("adding", "averaging"):
            text.write_text(text.read_text().replace(f'skill="{skill}"', f'skill="{lab}-{skill}"'))
        text.rename(text.with_name(f"{lab}.py"))
        bank = modules / folder / "questions.yml"
        bank.write_text(re.sub(r"(id: |skill: )", rf"\g<1>{lab}-", bank.read_text()))
        shutil.rmtree(modules / folder / "answers")
        facts = yaml.safe_load((modules / folder / "module.yml").read_text())
        serves = [{"certification": "demo-exam", "domain": domain}] if domain else []
        facts |= {"id": number, "title": f"Module {lab}", "labs": [lab], "needs": needs, "serves": serves}
        facts["skills"] = {f"{lab}-{name}": title for name, title in facts["skills"].items()}
        (modules / folder / "module.yml").write_text(yaml.safe_dump(facts, sort_keys=False))
    (modules / "lanes.yml").write_text(yaml.safe_dump(lanes, sort_keys=False))
    (modules / "catalog.yml").write_text("M09: Something for later\n")
    (modules / "certifications" / "demo-exam.yml").write_text(yaml.safe_dump(exam, sort_keys=False))
    content = ContentRoot(root.resolve(), is_clone=True)
    return Library(content), make_desk(content, student="ada")


def attempt(
    days_ago: float = 0,
    lab: str = "add-up",
    answers: dict[str, str] | None = None,
    named: dict[str, list[str]] | None = None,
    **points: float,
) -> Attempt:
    """An attempt at a lab: each task's points; a task that is not named was not attempted."""
    outcomes = {
        task: "not attempted" if task not in points else "passed" if points[task] >= most else "wrong"
        for task, most in TASKS.items()
    }
    given = {task: points.get(task, 0.0) for task in TASKS}
    when = (NOW - timedelta(days=days_ago)).isoformat(timespec="seconds")
    return Attempt(when, lab, sum(given.values()), sum(TASKS.values()), outcomes, named or {}, given, answers or {})


def log(desk: Desk, *attempts: Attempt) -> None:
    for one in attempts:
        journal_of(desk).append(json.dumps(asdict(one)))


def give(desk: Desk, domain: str, lab: str, points: dict[str, float]) -> None:
    """Write a lab's points into the gradebook as nbgrader does: half of each task by each of its checks."""
    with without_database_warnings(), Course.of_clone(desk.course).gradebook() as book:
        book.update_or_create_student(desk.student)
        book.update_or_create_assignment(domain)
        book.update_or_create_notebook(lab, domain)
        for task, most in TASKS.items():
            for check, worth in ((f"{task}_type", 1), (f"{task}_fresh", most - 1)):
                book.update_or_create_grade_cell(check, lab, domain, max_score=worth, cell_type="code")
        book.update_or_create_submission(domain, desk.student)
        for task, score in points.items():
            first = min(score, 1)
            book.find_grade(f"{task}_type", lab, domain, desk.student).auto_score = first
            book.find_grade(f"{task}_fresh", lab, domain, desk.student).auto_score = score - first
        book.db.commit()
