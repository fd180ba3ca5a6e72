"""From runs to proofs: what holds of a lab and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from certbook.content.answers import Alternative, Mistake
from certbook.content.lab import Lab
from certbook.grading.scoring import CheckScore, TaskScore, is_automatic, score_notebook
from certbook.kernels.record import CellRecord
from certbook.verify.executed import Executed, deprecations, records_of
from certbook.verify.report import CheatRun, CheckRun, Finding, LabReport, MistakeRun, SeedRun
from certbook.verify.variants import Variant

CPU_LIMIT = 10.0  # seconds that a lab's solution may take
OWN_MESSAGES = ("AssertionError", "NotImplementedError")


@dataclass(frozen=True)
class Run:
    """One variant, run in a warm fork with one seed."""

    variant: Variant
    seed: int
    records: list[CellRecord]

    @property
    def tasks(self) -> tuple[TaskScore, ...]:
        """The scores by task."""
        return score_notebook(self.variant.notebook, self.records)

    @property
    def checks(self) -> list[CheckScore]:
        """The scores by check."""
        return [check for task in self.tasks for check in task.checks]

    @property
    def score(self) -> float:
        """The points in all."""
        return sum(task.score for task in self.tasks)

    @property
    def failed(self) -> set[str]:
        """The keys of the checks that did not give their points."""
        return {check.check for check in self.checks if check.score < check.max_score}

    @property
    def messages(self) -> list[str]:
        """What the learner would read."""
        return [check.message for check in self.checks if check.message]


def judge(
    lab: Lab,
    references: list[tuple[int, Executed]],
    runs: list[Run],
    mistakes: tuple[Mistake, ...],
    alternatives: tuple[Alternative, ...],
) -> LabReport:
    """Judge a lab by its runs: `references` by papermill per seed, `runs` of every variant and seed in forks."""
    by_id: dict[tuple[str, str], list[Run]] = {}
    for run in runs:
        by_id.setdefault((run.variant.kind, run.variant.id), []).append(run)
    findings: list[Finding] = []

    def said(lines: Iterator[str]) -> None:
        findings.extend(Finding(lab.name, line) for line in lines)

    reference_runs = by_id[("reference", "reference")]
    blank_runs = by_id[("blank", "blank")]
    said(_reference_findings(lab, references))
    said(_fork_findings(lab, reference_runs))
    said(_blank_findings(blank_runs))
    for mistake in mistakes:
        said(_mistake_findings(lab, mistake, by_id[("mistake", mistake.id)]))
    for alternative in alternatives:
        said(_alternative_findings(lab, alternative, by_id[("alternative", alternative.id)]))
    mistake_reports = tuple(_mistake_report(lab, m, by_id[("mistake", m.id)]) for m in mistakes)
    check_reports = _check_reports(lab, mistakes, by_id)
    cheat_reports = tuple(
        CheatRun(name, all(run.score == 0 for run in done), max(run.score for run in done))
        for (kind, name), done in by_id.items()
        if kind == "cheat"
    )
    said(_matrix_findings(lab, mistakes, alternatives, mistake_reports, check_reports))
    said(_cheat_findings(cheat_reports, by_id))
    return LabReport(
        lab=lab.name,
        max_score=float(lab.points),
        cpu_seconds=max(sum(record.cpu for record in run.records) for run in reference_runs),
        seeds=tuple(SeedRun(seed, _executed_score(done), done.seconds) for seed, done in references),
        blank_score=max(run.score for run in blank_runs),
        mistakes=mistake_reports,
        alternatives=tuple((a.id, min(run.score for run in by_id[("alternative", a.id)])) for a in alternatives),
        checks=check_reports,
        cheats=cheat_reports,
        findings=tuple(findings),
    )


def _reference_findings(lab: Lab, references: list[tuple[int, Executed]]) -> Iterator[str]:
    """Proof 1 and 6: full marks under papermill with every seed, nbgrader agrees, no deprecation."""
    for seed, done in references:
        if done.error:
            yield f"the solution fails with seed {seed}: {done.error.splitlines()[0]}"
            continue
        notebook = done.read()
        score = _executed_score(done)
        if score != lab.points:
            yield f"the solution scores {score:g} of {lab.points} with seed {seed}"
        theirs = nbgrader_score(notebook)
        if theirs != score:
            yield f"nbgrader gives the solution {theirs:g} points, Certbook {score:g}, with seed {seed}"
        for line in dict.fromkeys(deprecations(notebook)):
            yield f"the solution warns with seed {seed}: {line}"


def nbgrader_score(notebook: NotebookNode) -> float:
    """Return what nbgrader's own rule gives the automatic checks of an executed notebook."""
    from nbgrader.utils import determine_grade  # takes two seconds

    return float(sum(determine_grade(cell)[0] or 0.0 for cell in notebook.cells if is_automatic(cell)))


def _executed_score(done: Executed) -> float:
    notebook = done.read()
    return sum(task.score for task in score_notebook(notebook, records_of(notebook)))


def _fork_findings(lab: Lab, runs: list[Run]) -> Iterator[str]:
    for run in runs:
        for record in run.records:
            if record.status != "ok":
                yield (
                    f"cell '{record.id}' of the solution fails in a warm process with seed {run.seed}: "
                    f"{record.ename or record.status}: {record.evalue.splitlines()[0] if record.evalue else ''}"
                )
                break
        cpu = sum(record.cpu for record in run.records)
        if cpu > CPU_LIMIT:
            yield f"the solution takes {cpu:.1f} s of CPU with seed {run.seed}; a lab has {CPU_LIMIT:.0f} s"


def _blank_findings(runs: list[Run]) -> Iterator[str]:
    """Proof 2: nothing for a blank, and every check fails by its own message."""
    for run in runs:
        for check in run.checks:
            if check.score:
                yield f"check '{check.check}' gives the blank release {check.score:g} points (seed {run.seed})"
        by_id = {record.id: record for record in run.records}
        for cell in run.variant.notebook.cells:
            record = by_id.get(cell["id"])
            if is_automatic(cell) and record is not None and record.ename not in OWN_MESSAGES:
                yield (
                    f"check '{cell.metadata.nbgrader.grade_id}' fails the blank release by a stranger's error: "
                    f"{record.ename or record.status}: {record.evalue} (seed {run.seed})"
                )


def _mistake_findings(lab: Lab, mistake: Mistake, runs: list[Run]) -> Iterator[str]:
    """Proof 3: it loses what it says, keeps the rest, and shows its message."""
    expected = set(mistake.facts.fails)
    for run in runs:
        place = f"mistake '{mistake.id}' with seed {run.seed}"
        for key in sorted(expected - run.failed):
            yield f"{place}: check '{key}' should fail and passes"
        for key in sorted(run.failed - expected):
            message = next(check.message for check in run.checks if check.check == key)
            yield f"{place}: check '{key}' fails too, but 'fails' does not list it ({message.splitlines()[0]})"
        lost = lab.points - run.score
        if run.failed == expected and abs(lost - _expected_loss(lab, mistake)) > 1e-9:
            yield f"{place}: loses {lost:g} points, says {_expected_loss(lab, mistake):g}"
        if not any(mistake.facts.says.lower() in message.lower() for message in run.messages):
            yield f"{place}: no message says '{mistake.facts.says}'; they say: {' | '.join(run.messages)[:200]}"


def _alternative_findings(lab: Lab, alternative: Alternative, runs: list[Run]) -> Iterator[str]:
    """Proof 4: another right answer scores full."""
    for run in runs:
        for check in run.checks:
            if check.score < check.max_score:
                yield (
                    f"right answer '{alternative.id}' loses check '{check.check}' with seed {run.seed}: "
                    f"{check.message.splitlines()[0] if check.message else ''}"
                )


def _mistake_report(lab: Lab, mistake: Mistake, runs: list[Run]) -> MistakeRun:
    hidden = {check.key for check in lab.checks if check.hidden}
    return MistakeRun(
        id=mistake.id,
        misconception=mistake.facts.misconception,
        caught=all(run.failed for run in runs),
        caught_by_visible=all(run.failed - hidden for run in runs),
        lost=min(lab.points - run.score for run in runs),
        expected_lost=_expected_loss(lab, mistake),
    )


def _expected_loss(lab: Lab, mistake: Mistake) -> float:
    if mistake.facts.loses is not None:
        return mistake.facts.loses
    return float(sum(check.points for check in lab.checks if check.key in mistake.facts.fails))


def _check_reports(
    lab: Lab, mistakes: tuple[Mistake, ...], by_id: dict[tuple[str, str], list[Run]]
) -> tuple[CheckRun, ...]:
    failed = {m.id: set.intersection(*(run.failed for run in by_id[("mistake", m.id)])) for m in mistakes}
    return tuple(
        CheckRun(check.key, check.hidden, tuple(name for name, keys in failed.items() if check.key in keys))
        for check in lab.checks
    )


def _matrix_findings(
    lab: Lab,
    mistakes: tuple[Mistake, ...],
    alternatives: tuple[Alternative, ...],
    mistake_reports: tuple[MistakeRun, ...],
    check_reports: tuple[CheckRun, ...],
) -> Iterator[str]:
    for check in check_reports:
        if check.hidden and not check.killed:
            yield f"hidden check '{check.check}' catches no mistake"
    if mistake_reports and all(run.caught_by_visible for run in mistake_reports):
        yield "the visible checks alone catch every mistake: they give the answer away"
    if len(mistakes) < 5:
        yield f"only {len(mistakes)} mistakes; a lab ships five or more"
    if len(alternatives) < 2:
        yield f"only {len(alternatives)} other right answers; a lab ships two or more"


def _cheat_findings(cheats: tuple[CheatRun, ...], by_id: dict[tuple[str, str], list[Run]]) -> Iterator[str]:
    """Proof 5: nobody scores without an answer."""
    for cheat in cheats:
        if not cheat.held:
            keys = sorted({c.check for run in by_id[("cheat", cheat.id)] for c in run.checks if c.score})
            yield f"the cheat '{cheat.id}' scores {cheat.score:g} points on: {', '.join(keys)}"
