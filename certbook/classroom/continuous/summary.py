"""The job summary, in the Markdown that GitHub shows: progress by domain, and one next step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from certbook.classroom.continuous.run import CiResult
from certbook.classroom.report.items import quartiles
from certbook.content.library import Library
from certbook.grading.report import NotebookGrade, TaskGrade

_WIDTH = 20  # characters of a bar


def summary_of(result: CiResult, library: Library, with_names: bool) -> str:
    """Return the summary; a class's names students only where that was asked for."""
    titles = {module.name: module.facts.title for module in library.modules}
    lines = _of_class(result, titles, with_names) if result.is_class else _of_learner(result, titles)
    ran = [one for one in result.executed if one.error]
    if result.executed:
        lines = [
            *lines,
            "",
            f"papermill ran {len(result.executed) - len(ran)} of {len(result.executed)} notebooks to their end.",
        ]
        if not result.is_class or with_names:
            lines += [f"- `{one.notebook}`: {_in_line(one.error)}" for one in ran]
    return "\n".join(lines) + "\n"


def _of_learner(result: CiResult, titles: dict[str, str]) -> list[str]:
    lines = [
        f"# Certbook: {result.share:.0%}",
        "",
        "| domain | labs passed | tasks | points | |",
        "|---|---|---|---|---|",
    ]
    for domain, grades in result.grades.items():
        tasks = [task for grade in grades for task in grade.tasks]
        passed = sum(task.outcome == "passed" for task in tasks)
        score, most = sum(grade.score for grade in grades), sum(grade.max_score for grade in grades)
        labs = f"{sum(grade.passed for grade in grades)} of {len(grades)}"
        lines.append(
            f"| {_cell(titles.get(domain, domain))} | {labs} | {passed} of {len(tasks)} "
            f"| {score:g} of {most:g} | {_bar(score / most if most else 0.0)} |"
        )
    return [*lines, *_next_step(result), *_verdicts(result)]


def _next_step(result: CiResult) -> Iterator[str]:
    for grades in result.grades.values():
        for grade in grades:
            task = next((task for task in grade.tasks if task.outcome != "passed"), None)
            if task is not None:
                yield from ("", f"## Next: {_cell(task.title or task.task)} in {grade.notebook}", "", *_said(task))
                return
    yield from ("", "Every lab that is here has all its points.")


def _said(task: TaskGrade) -> list[str]:
    return ["```text", *task.message.replace("```", "'''").splitlines(), "```"]


def _verdicts(result: CiResult) -> list[str]:
    odd = [grade for grades in result.grades.values() for grade in grades if grade.status != "graded"]
    return ["", *(f"- `{grade.notebook}`: {grade.status}. {_in_line(grade.message)}" for grade in odd)] if odd else []


def _of_class(result: CiResult, titles: dict[str, str], with_names: bool) -> list[str]:
    lines = ["# Certbook: the class", ""]
    lines += ["| domain | students | median | middle half | passed all | verdicts |", "|---|---|---|---|---|---|"]
    for domain, grades in result.grades.items():
        by_student = _by_student(grades)
        shares = [_share(own) for own in by_student.values()]
        low, median, high = quartiles(shares)
        verdicts = ", ".join(f"{number} {name}" for name, number in sorted(Counter(g.status for g in grades).items()))
        all_passed = sum(all(grade.passed for grade in own) for own in by_student.values())
        lines.append(
            f"| {_cell(titles.get(domain, domain))} | {len(by_student)} | {_bar(median)} "
            f"| {low:.0%} to {high:.0%} | {all_passed} | {verdicts} |"
        )
    for domain, grades in result.grades.items() if with_names else ():
        lines += ["", f"## {_cell(titles.get(domain, domain))}", "", "| student | points | |", "|---|---|---|"]
        for student, own in sorted(_by_student(grades).items()):
            points = f"{sum(one.score for one in own):g} of {sum(one.max_score for one in own):g}"
            lines.append(f"| {_cell(student)} | {points} | {_bar(_share(own))} |")
    return lines


def _by_student(grades: Sequence[NotebookGrade]) -> dict[str, list[NotebookGrade]]:
    found: dict[str, list[NotebookGrade]] = {}
    for grade in grades:
        found.setdefault(grade.student, []).append(grade)
    return found


def _share(grades: Sequence[NotebookGrade]) -> float:
    most = sum(grade.max_score for grade in grades)
    return sum(grade.score for grade in grades) / most if most else 0.0


def _bar(share: float) -> str:
    full = int(share * _WIDTH + 1e-9)
    return f"{'█' * full}{'░' * (_WIDTH - full)} {share:.0%}"


def _cell(text: str) -> str:
    """Return a text that ends no cell of a table and begins no HTML."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _in_line(text: str) -> str:
    return _cell(text.partition("\n")[0]).replace("`", "'")
