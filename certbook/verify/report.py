"""What a verification found, as data; `to_json` is read by other programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: in which lab or lesson, and what to look at."""

    where: str  # lab or lesson
    what: str  # one line that names task, check, mistake and seed where they matter

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True)
class LessonReport:
    """How a lesson ran."""

    lesson: str
    seconds: float
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"lesson": self.lesson, "ok": not self.findings, "seconds": round(self.seconds, 2), **_said(self)}


@dataclass(frozen=True)
class SeedRun:
    """The reference solution, executed by papermill with one seed."""

    seed: int
    score: float
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"seed": self.seed, "score": self.score, "seconds": round(self.seconds, 2)}


@dataclass(frozen=True)
class MistakeRun:
    """A known wrong answer: whether it lost exactly what it should, and the least and most over the seeds."""

    id: str
    misconception: str
    caught: bool
    caught_by_visible: bool
    lost: float
    expected_lost: float

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "id": self.id,
            "misconception": self.misconception,
            "caught": self.caught,
            "caught_by_visible": self.caught_by_visible,
            "lost": self.lost,
            "expected_lost": self.expected_lost,
        }


@dataclass(frozen=True)
class CheckRun:
    """A check and the mistakes that it catches."""

    check: str
    hidden: bool
    killed: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"check": self.check, "hidden": self.hidden, "kills": len(self.killed), "killed": list(self.killed)}


@dataclass(frozen=True)
class CheatRun:
    """A universal cheat: `held` where it scored nothing."""

    id: str
    held: bool
    score: float

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"id": self.id, "held": self.held, "score": self.score}


@dataclass(frozen=True)
class LabReport:
    """Everything that was proven, or not, of one lab."""

    lab: str
    max_score: float
    cpu_seconds: float
    seeds: tuple[SeedRun, ...]
    blank_score: float
    mistakes: tuple[MistakeRun, ...]
    alternatives: tuple[tuple[str, float], ...]
    checks: tuple[CheckRun, ...]
    cheats: tuple[CheatRun, ...]
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "lab": self.lab,
            "ok": not self.findings,
            "max_score": self.max_score,
            "cpu_seconds": round(self.cpu_seconds, 2),
            "seeds": [run.to_json() for run in self.seeds],
            "blank_score": self.blank_score,
            "mistakes": [run.to_json() for run in self.mistakes],
            "alternatives": [{"id": name, "score": score} for name, score in self.alternatives],
            "checks": [run.to_json() for run in self.checks],
            "cheats": [run.to_json() for run in self.cheats],
            **_said(self),
        }


@dataclass(frozen=True)
class VerifyReport:
    """The whole run; `unchanged` names what an earlier run had proven and this one did not repeat."""

    lessons: tuple[dict[str, Any], ...] = ()
    labs: tuple[dict[str, Any], ...] = ()
    unchanged: tuple[str, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether every lesson and every lab is proven."""
        return all(part["ok"] for part in (*self.lessons, *self.labs))

    @property
    def findings(self) -> list[str]:
        """Everything that is wrong, a line each."""
        return [line for part in (*self.lessons, *self.labs) for line in part["findings"]]

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "ok": self.ok,
            "lessons": list(self.lessons),
            "labs": list(self.labs),
            "unchanged": list(self.unchanged),
        }


def _said(part: LessonReport | LabReport) -> dict[str, Any]:
    return {"findings": [str(finding) for finding in part.findings]}
