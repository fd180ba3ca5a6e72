"""Lessons and solutions under papermill, every other answer in warm forks, judged lab by lab."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from typing import Any

from certbook.build.notebooks import build_lab, build_lesson, to_bytes
from certbook.content.lab import Lab
from certbook.content.library import Library, Module
from certbook.kernels.warm import WarmRunner
from certbook.verify.cheats import cheats
from certbook.verify.executed import Executed, deprecations, execute, silence
from certbook.verify.judge import Run, judge
from certbook.verify.plan import Plan, Progress
from certbook.verify.report import Finding, LessonReport
from certbook.verify.variants import Variant, default_seed, with_answers, with_blanks

LESSON_SECONDS = 20.0
LESSON_MARGIN = 3.0  # a busy machine is not a slow lesson
CELL_SECONDS = 120
JOB_SECONDS = 120.0
CHEAT_SECONDS = 40.0


def prove(library: Library, plan: Plan, progress: Progress) -> dict[str, dict[str, Any]]:
    """Run and judge everything of a plan; return JSON reports by the name of lab or module."""
    for module in plan.lessons:
        library.bank(module)  # refuses what is not complete
    variants = {lab.name: _variants(library, lab) for lab in plan.labs}
    counter = _Counter(progress, _work(plan, variants))
    references, lessons = _execute_all(plan, variants, counter)
    runs = _run_all(library, plan, variants, counter)
    reports = {module.name: _judge_lesson(module, lessons[module.name]).to_json() for module in plan.lessons}
    for lab in plan.labs:
        report = judge(lab, references[lab.name], runs[lab.name], library.mistakes(lab), library.alternatives(lab))
        reports[lab.name] = report.to_json()
    return reports


def _variants(library: Library, lab: Lab) -> list[Variant]:
    source = build_lab(lab)
    return [
        Variant("reference", "reference", source),
        Variant("blank", "blank", with_blanks(source)),
        *(Variant("mistake", m.id, with_answers(source, m.answers)) for m in library.mistakes(lab)),
        *(Variant("alternative", a.id, with_answers(source, a.answers)) for a in library.alternatives(lab)),
        *cheats(source),
    ]


def _seeds(plan: Plan, variant: Variant) -> list[int]:
    """Return the seeds to run a variant with: all, but for cheats, which one seed exposes."""
    own = default_seed(variant.notebook)
    return [own] if variant.kind == "cheat" else [own, *range(1, plan.seeds)]


def _work(plan: Plan, variants: dict[str, list[Variant]]) -> int:
    forks = sum(len(_seeds(plan, variant)) for lab in variants.values() for variant in lab)
    return len(plan.lessons) + len(plan.labs) * plan.seeds + forks


class _Counter:
    """Count what is done, for the progress bar."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0
        progress(0, total, "")

    def add(self, what: str) -> None:
        self._done += 1
        self._progress(self._done, self._total, what)


def _execute_all(
    plan: Plan, variants: dict[str, list[Variant]], counter: _Counter
) -> tuple[dict[str, list[tuple[int, Executed]]], dict[str, Executed]]:
    """Execute every lesson once and every solution with every seed, in worker processes."""
    # Spawned, not forked: this process has threads, and a worker must start without its state.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(plan.workers, mp_context=context, initializer=silence) as pool:
        waiting: dict[Future[Executed], tuple[str, int | None]] = {}
        for module in plan.lessons:
            lesson = to_bytes(build_lesson(module)).decode("utf-8")
            waiting[pool.submit(execute, lesson, {}, CELL_SECONDS)] = (module.name, None)
        for lab in plan.labs:
            reference = variants[lab.name][0]
            text = to_bytes(reference.notebook).decode("utf-8")
            for own in _seeds(plan, reference):
                waiting[pool.submit(execute, text, {"SEED": own}, CELL_SECONDS)] = (lab.name, own)
        references: dict[str, list[tuple[int, Executed]]] = {lab.name: [] for lab in plan.labs}
        lessons: dict[str, Executed] = {}
        try:
            for future in as_completed(waiting):
                name, seed = waiting[future]
                if seed is None:
                    lessons[name] = future.result()
                else:
                    references[name].append((seed, future.result()))
                counter.add(f"{name} under papermill")
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    for lab in plan.labs:
        order = _seeds(plan, variants[lab.name][0])
        references[lab.name].sort(key=lambda pair: order.index(pair[0]))
    return references, lessons


def _run_all(
    library: Library, plan: Plan, variants: dict[str, list[Variant]], counter: _Counter
) -> dict[str, list[Run]]:
    """Run every variant with its seeds in forks of one warm process."""
    modules = {name for lab in plan.labs for name in library.module_of(lab).facts.preload}
    runs: dict[str, list[Run]] = {lab.name: [] for lab in plan.labs}
    with WarmRunner(sorted(modules)) as runner, ThreadPoolExecutor(plan.workers) as pool:
        waiting: dict[Future[Run], str] = {}
        for lab in plan.labs:
            for variant in variants[lab.name]:
                for seed in _seeds(plan, variant):
                    waiting[pool.submit(_run, runner, variant, seed)] = lab.name
        try:
            for future in as_completed(waiting):
                run = future.result()
                runs[waiting[future]].append(run)
                counter.add(f"{waiting[future]}: {run.variant.kind} {run.variant.id}")
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    for done in runs.values():
        done.sort(key=lambda run: (run.variant.kind, run.variant.id, run.seed))
    return runs


def _run(runner: WarmRunner, variant: Variant, seed: int) -> Run:
    limit = CHEAT_SECONDS if variant.kind == "cheat" else JOB_SECONDS
    return Run(variant, seed, runner.run(variant.job(seed, limit)))


def _judge_lesson(module: Module, done: Executed) -> LessonReport:
    """Proof 6: the lesson runs clean and within its time."""
    findings = [Finding(module.name, f"the lesson fails: {done.error}")] if done.error else []
    findings += [Finding(module.name, f"the lesson warns: {line}") for line in dict.fromkeys(deprecations(done.read()))]
    if done.seconds > LESSON_SECONDS * LESSON_MARGIN:
        findings.append(Finding(module.name, f"the lesson takes {done.seconds:.0f} s; it has {LESSON_SECONDS:.0f} s"))
    return LessonReport(module.name, done.seconds, tuple(findings))
