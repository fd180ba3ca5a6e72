"""Other people's answers to a lab: mistakes that must lose points, alternatives that must not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from certbook.content.lab import Lab
from certbook.content.models import AlternativeFacts, MistakeFacts, parse
from certbook.content.percent import read_percent
from certbook.errors import ContentError


@dataclass(frozen=True)
class Mistake:
    """A wrong answer with what it must lose; `answers` maps a task's key to the cell's code."""

    id: str
    facts: MistakeFacts
    answers: dict[str, str]
    file: Path


@dataclass(frozen=True)
class Alternative:
    """Another right answer."""

    id: str
    facts: AlternativeFacts
    answers: dict[str, str]
    file: Path


def read_mistakes(lab: Lab, misconceptions: dict[str, str]) -> tuple[Mistake, ...]:
    """Read a lab's wrong answers; raises ContentError for an unknown check, task or misconception."""
    mistakes = []
    known_checks = {check.key for check in lab.checks}
    for file in sorted(_folder(lab, "wrong").glob("*.py")):
        text = read_percent(file)
        facts = parse(MistakeFacts, text.header, file)
        if facts.misconception not in misconceptions:
            raise ContentError(f"unknown misconception '{facts.misconception}'", file, 1, "misconception")
        for key in facts.fails:
            if key not in known_checks:
                raise ContentError(f"'{lab.name}' has no check '{key}'", file, 1, "fails")
        mistakes.append(Mistake(file.stem, facts, _answers(file, lab), file))
    return tuple(mistakes)


def read_alternatives(lab: Lab) -> tuple[Alternative, ...]:
    """Read a lab's other right answers."""
    return tuple(
        Alternative(
            file.stem,
            parse(AlternativeFacts, read_percent(file).header, file),
            _answers(file, lab),
            file,
        )
        for file in sorted(_folder(lab, "right").glob("*.py"))
    )


def _folder(lab: Lab, side: str) -> Path:
    return lab.file.parent.parent / "answers" / lab.name / side


def _answers(file: Path, lab: Lab) -> dict[str, str]:
    answers = {}
    for cell in read_percent(file).cells:
        if cell.kind != "code":
            continue
        if lab.task(cell.key) is None:
            raise ContentError(f"'{lab.name}' has no task '{cell.key}'", file, cell.line, cell.key)
        answers[cell.key] = cell.source
    if not answers:
        raise ContentError("no answer cell", file)
    return answers
