"""Plans as Markdown: a page to print, to commit, or to hang on a wall."""

from __future__ import annotations

from collections.abc import Iterator

from certbook.learner.study_plan.roadmap import Quarter, Roadmap
from certbook.learner.study_plan.schedule import StudyPlan, Week


def plan_page(plan: StudyPlan) -> str:
    """Return a study plan as Markdown."""
    lines = [
        f"# Study plan: {plan.name}",
        "",
        f"Made on {plan.today} for an exam on {plan.exam_day}, with {plan.hours_per_week:g} hours a week.",
        "",
        "| exam domain | weight | mastery | hours |",
        "|---|---|---|---|",
    ]
    for one in plan.domains:
        weight = "not published" if one.weight is None else f"{one.weight:g} %"
        mastery = "unknown" if one.mastery is None else f"{one.mastery:.0%}"
        lines.append(f"| {_cell(one.name)} | {weight} | {mastery} | {one.minutes / 60:.1f} |")
    lines += ["", "Hours go by weight × gap (1 − mastery), and a domain gets what its open labs take at least.", ""]
    lines += [f"- {note}" for note in plan.notes]
    for week in plan.weeks:
        lines += _week(week)
    if plan.left_out:
        lines += ["", "## Left out", ""]
        lines += [f"- {piece.title} ({piece.minutes} min)" for piece in plan.left_out]
    return "\n".join(lines) + "\n"


def roadmap_page(found: Roadmap) -> str:
    """Return a year's roadmap as Markdown."""
    lines = [f"# A year as {found.title}", "", f"With {found.hours_per_week:g} hours a week."]
    for quarter in found.quarters:
        lines += _quarter(quarter)
    if found.beyond:
        lines += ["", "## Beyond this year", ""]
        lines += [f"- {stage.module} {stage.title} ({stage.hours:.1f} hours)" for stage in found.beyond]
    if found.missing:
        lines += ["", "## Part of the lane, not here yet", ""]
        lines += [f"- {name}" for name in found.missing]
    return "\n".join(lines) + "\n"


def _week(week: Week) -> Iterator[str]:
    yield from ("", f"## Week {week.number}: {week.begins} to {week.ends} ({week.phase})", "")
    for piece in week.pieces:
        again = ", continued" if piece.continued else ""
        yield f"- [ ] {piece.minutes} min, {piece.kind}{again}: {piece.title} ({piece.reason})"


def _quarter(quarter: Quarter) -> Iterator[str]:
    yield from ("", f"## Quarter {quarter.number}: {quarter.begins} to {quarter.ends}", "")
    for stage in quarter.stages:
        end = f"to show: {stage.artefact}" if stage.done else "goes on in the next quarter"
        yield f"- [ ] {stage.module} {stage.title}, {stage.hours:.1f} hours ({stage.reason}); {end}"
    if not quarter.stages:
        yield "- nothing of the lane is left: deepen what counts most, or build on a portfolio piece"
    if quarter.exam is not None:
        exam = quarter.exam
        yield f"- [ ] exam within reach: {exam.name}; {exam.share:.0%} of its blueprint is taught by what is done"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
