"""The whole verification: what an earlier run has proven is taken over, the rest is proven."""

from __future__ import annotations

from typing import Any

from certbook.content.library import Library
from certbook.verify.plan import Plan, Progress
from certbook.verify.report import VerifyReport
from certbook.verify.unchanged import Fingerprints, ProofStore


def verify(library: Library, plan: Plan, progress: Progress, store: ProofStore, *, only_changed: bool) -> VerifyReport:
    """Prove labs and lessons; with `only_changed`, take over what `store` has proven of the very same content."""
    prints = Fingerprints(library, plan.seeds)
    lab_prints = {lab.name: prints.of_lab(lab) for lab in plan.labs}
    lesson_prints = {module.name: prints.of_lesson(module) for module in plan.lessons}
    known = _known(store, {**lab_prints, **lesson_prints}) if only_changed else {}
    labs = tuple(lab for lab in plan.labs if lab.name not in known)
    lessons = tuple(module for module in plan.lessons if module.name not in known)
    made: dict[str, dict[str, Any]] = {}
    if labs or lessons:
        from certbook.verify.prove import prove  # papermill, nbclient: seconds, which an unchanged library need not pay

        made = prove(library, Plan(labs, lessons, plan.seeds, plan.workers), progress)
    fingerprints = {**lab_prints, **lesson_prints}
    store.keep({fingerprints[name]: report for name, report in made.items() if report["ok"]})
    reports = {**known, **made}
    return VerifyReport(
        lessons=tuple(reports[module.name] for module in plan.lessons),
        labs=tuple(reports[lab.name] for lab in plan.labs),
        unchanged=tuple(known),
    )


def _known(store: ProofStore, fingerprints: dict[str, str]) -> dict[str, dict[str, Any]]:
    found = {name: store.find(fingerprint) for name, fingerprint in fingerprints.items()}
    return {name: report for name, report in found.items() if report is not None}
