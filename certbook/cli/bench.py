"""`certbook bench`: measure this machine, what is compared side by side in one run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json, progress_bar, table
from certbook.cli.options import JsonOption

if TYPE_CHECKING:
    from certbook.bench.afternoon import Step
    from certbook.bench.grade import GradeFigures

_SIZES = [100, 300, 1000]

bench = typer.Typer(no_args_is_help=True)
app.add_typer(bench, name="bench")


@bench.callback()
def _bench() -> None:
    """Measure this machine; each command compares ways side by side, with ratios."""


@bench.command()
def kernel(
    repeats: Annotated[int, typer.Option(min=1, max=1000, help="Starts of each way that count.")] = 7,
    as_json: JsonOption = False,
) -> None:
    """Time kernels from start to first result, cold, warm and isolated, and weigh each."""
    from certbook.bench.kernel import bench_kernel

    with progress_bar("starting kernels") as show:
        figures = bench_kernel(repeats, show=show)
    if as_json:
        print_json([figure.to_json() for figure in figures])
        return
    rows = [
        (
            *(figure.way, f"{figure.first_result:.3f}", f"{figure.slowest:.3f}", f"{figure.first_ratio:.1f}x"),
            *(f"{figure.imported:.3f}", f"{figure.imported_ratio:.1f}x"),
            *(f"{figure.proportional_mb:.0f}", f"{figure.private_mb:.0f}"),
        )
        for figure in figures
    ]
    table(("kernel", "1 + 1 s", "slowest", "ratio", "imports s", "ratio", "MB (PSS)", "MB own"), rows)
    out.print("Medians; ratios to the cold kernel. MB (PSS): shared pages divided among those that share them.")


@bench.command()
def grade(
    lab: Annotated[str, typer.Argument(help="The lab; a light one shows the grader's own cost.")] = "tumour-triage",
    students: Annotated[int, typer.Option(min=1, help="Submissions that every way grades.")] = 20,
    size: Annotated[list[int] | None, typer.Option("--size", help="Larger classes, for ours alone; repeat.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Grade one class by nbgrader and by certbook; then larger ones (100, 300, 1000) to see what one more costs."""
    from certbook.bench.grade import bench_grade
    from certbook.content.library import Library

    library = Library.open()
    found = library.find_lab(lab)
    row = "{:22}{:>10}{:>10}{:>8}{:>8}{:>10}{:>9}{:>8}"
    if not as_json:
        out.print(f"{found.name}: its solution, its blank and its mistakes, over and over")
        out.print(row.format("", "students", "seconds", "each", "per s", "CPU each", "peak MB", "ratio"))

    def show(one: GradeFigures) -> None:
        if not as_json:
            figures = (f"{one.seconds:.1f}", f"{one.each:.3f}", f"{1 / one.each:.2f}")
            cost = (f"{one.cpu_seconds / one.students:.3f}", f"{one.peak_mb:.0f}", f"{one.ratio:.1f}x")
            out.print(row.format(one.way, one.students, *figures, *cost))

    figures = bench_grade(library, found, students, size if size is not None else _SIZES, show)
    if as_json:
        print_json([one.to_json() for one in figures])


@bench.command()
def check(
    lab: Annotated[str, typer.Argument(help="The lab.")] = "tumour-triage",
    repeats: Annotated[int, typer.Option(min=1, max=1000, help="Checks of each kind.")] = 15,
    as_json: JsonOption = False,
) -> None:
    """Time a check inside a running process, of a notebook that has changed and of one that has not."""
    from certbook.bench.check import bench_check
    from certbook.content.library import Library

    library = Library.open()
    with progress_bar("checking") as show:
        figures = bench_check(library, library.find_lab(lab), repeats, show)
    if as_json:
        print_json([one.to_json() for one in figures])
        return
    table(
        ("notebook", "checks", "median s", "slowest s"),
        [(one.kind, str(one.checks), f"{one.median:.3f}", f"{one.slowest:.3f}") for one in figures],
    )


@bench.command()
def server(
    lab: Annotated[str, typer.Argument(help="The lab whose result is asked for.")] = "tumour-triage",
    attempts: Annotated[int, typer.Option(min=0, help="Recorded attempts on the desk.")] = 10_000,
    repeats: Annotated[int, typer.Option(min=2, max=10_000, help="Questions of each kind.")] = 100,
    as_json: JsonOption = False,
) -> None:
    """Time what the JupyterLab extension asks, of a real server on a desk with a long record."""
    from certbook.bench.server import bench_server
    from certbook.content.library import Library

    library = Library.open()
    with progress_bar("asking") as show:
        figures = bench_server(library, library.find_lab(lab), attempts, repeats, show)
    if as_json:
        print_json([one.to_json() for one in figures])
        return
    table(
        ("question", "answers", "median ms", "95 % ms", "slowest ms"),
        [
            (one.question, str(one.answers), f"{one.median:.1f}", f"{one.p95:.1f}", f"{one.slowest:.1f}")
            for one in figures
        ],
    )


@bench.command()
def exam(
    scope: Annotated[str, typer.Argument(help="The certification or domain to draw by.")] = "aws-mla-c02",
    questions: Annotated[int, typer.Option(min=100, max=100_000, help="Questions in the bank.")] = 5000,
    sittings: Annotated[int, typer.Option(min=1, max=1_000_000, help="Sittings to score.")] = 10_000,
    past: Annotated[int, typer.Option(min=1, help="Sittings in the record of one desk.")] = 500,
    as_json: JsonOption = False,
) -> None:
    """Time practice exams: draw from a large bank, score many sittings, keep answers, look back."""
    from certbook.bench.exam import bench_exam
    from certbook.content.library import Library

    with progress_bar("sitting exams") as show:
        figures = bench_exam(Library.open(), scope, questions, sittings, past, show)
    if as_json:
        print_json([one.to_json() for one in figures])
        return
    table(
        ("what", "times", "median ms", "slowest ms", "per s"),
        [
            (one.what, f"{one.times:,}", f"{one.median:.2f}", f"{one.slowest:.1f}", f"{one.per_second:,.0f}")
            for one in figures
        ],
    )


@bench.command()
def verify(
    names: Annotated[list[str] | None, typer.Argument(help="Labs or domains; all where none is named.")] = None,
    seeds: Annotated[int, typer.Option(min=1, max=1000, help="How many seeds, the lab's own first.")] = 3,
    as_json: JsonOption = False,
) -> None:
    """Time the proof of labs beside papermill, which runs one notebook after another."""
    import os

    from certbook.bench.proof import bench_proof
    from certbook.content.library import Library
    from certbook.verify.plan import Plan, choose

    library = Library.open()
    labs, _ = choose(library, names or [])
    with progress_bar("verifying") as show:
        figures = bench_proof(library, Plan(labs, (), seeds, os.cpu_count() or 1), show)
    if as_json:
        print_json(figures.to_json())
        return
    row = "{:32}{:>10}{:>10}{:>8}{:>8}"
    out.print(row.format("", "notebooks", "seconds", "each", "ratio"))
    serial = figures.papermill_each
    sample = (str(figures.sampled), f"{serial * figures.sampled:.0f}", f"{serial:.2f}", "1.0x")
    out.print(row.format("papermill, one after another", *sample))
    each = figures.seconds / figures.notebooks
    proven = (str(figures.notebooks), f"{figures.seconds:.0f}", f"{each:.3f}", f"{figures.ratio:.1f}x")
    out.print(row.format("certbook verify", *proven))


@bench.command()
def soak(
    lab: Annotated[str, typer.Argument(help="The lab.")] = "tumour-triage",
    students: Annotated[int, typer.Option(min=10, help="Submissions.")] = 200,
    hostile_share: Annotated[float, typer.Option(min=0.0, max=0.5, help="How much of it is hostile.")] = 0.1,
    kills: Annotated[int, typer.Option(min=0, help="Processes of the grader to kill meanwhile.")] = 20,
    seed: Annotated[int, typer.Option(help="Which processes, and when.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Grade a class with hostile work in it while processes are killed; exit 1 if a grade is wrong, lost or doubled."""
    from certbook.bench.soak import soak as soak_class
    from certbook.content.library import Library

    library = Library.open()
    with progress_bar("grading") as show:
        figures = soak_class(library, library.find_lab(lab), students, hostile_share, kills, seed, show)
    if as_json:
        print_json(figures.to_json())
    else:
        statuses = ", ".join(f"{number} {status}" for status, number in sorted(figures.statuses.items()))
        out.print(f"{figures.students} students, {figures.hostile} of them hostile: {statuses}")
        out.print(f"{figures.kills} processes killed, {figures.interrupts} interrupts, {figures.seconds:.0f} s")
        for what, whom in (("wrong", figures.wrong), ("lost", figures.lost), ("doubled", figures.doubled)):
            out.print(f"{what}: {'; '.join(whom) or 'none'}")
    if not figures.holds:
        raise typer.Exit(1)


@bench.command()
def afternoon(
    domain: Annotated[str, typer.Argument(help="The domain.")] = "04-classification",
    students: Annotated[int, typer.Option(min=10, help="Students, a tenth of them broken or hostile.")] = 300,
    sample: Annotated[int, typer.Option(min=1, help="Honest students for nbgrader's own commands.")] = 5,
    keep: Annotated[Path | None, typer.Option("--keep", metavar="DIR", help="Keep the class in this folder.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Time an instructor's afternoon, from a platform's zip to report and feedback, beside nbgrader on a sample."""
    from certbook.bench.afternoon import bench_afternoon
    from certbook.content.library import Library

    library = Library.open()
    row = "{:28}{:>10}{:>10}{:>10}{:>9}"
    if not as_json:
        out.print(row.format("", "students", "seconds", "each", "peak MB"))

    def show(one: Step) -> None:
        if not as_json:
            out.print(row.format(one.name, one.students, f"{one.seconds:.1f}", f"{one.each:.3f}", f"{one.peak_mb:.0f}"))

    steps = bench_afternoon(library, library.find_module(domain), students, sample, keep, show)
    if as_json:
        print_json([one.to_json() for one in steps])
        return
    ours = sum(one.each for one in steps if one.name in ("certbook grade", "certbook feedback"))
    theirs = sum(one.each for one in steps if one.name.startswith("nbgrader"))
    out.print(
        f"grading and feedback for one student: nbgrader {theirs:.2f} s, certbook {ours:.2f} s, {theirs / ours:.1f}x"
    )
