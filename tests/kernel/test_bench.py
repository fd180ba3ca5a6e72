"""Measurements run, compare what they say they compare, and leave nothing behind."""

from __future__ import annotations

import json

import pytest
from classroom import TESTS
from typer.testing import CliRunner

from certbook.bench.kernel import WAYS, Way, bench_kernel
from certbook.bench.proof import bench_proof
from certbook.cli import app, commands  # noqa: F401  importing registers every command
from certbook.content.library import Library
from certbook.content.roots import ContentRoot
from certbook.errors import CertbookError
from certbook.kernels.client import CAN_FORK
from certbook.verify.plan import Plan

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(not CAN_FORK, reason="this system cannot fork a warm process"),
]


def test_kernels_are_timed_and_weighed_side_by_side() -> None:
    shown = []
    chosen = [way for way in WAYS if way.name in ("cold", "isolated, spare")]
    cold, spare = bench_kernel(2, chosen, pause=0.5, show=lambda *said: shown.append(said))
    assert [cold.way, spare.way] == ["cold", "isolated, spare"]
    assert (cold.first_ratio, cold.imported_ratio, cold.starts) == (1.0, 1.0, 2)
    assert 0 < spare.first_result <= spare.slowest
    assert spare.imported_ratio > 1  # several seconds of imports against none
    assert 0 < spare.private_mb < spare.proportional_mb < cold.proportional_mb
    assert shown[-1][:2] == (6, 6)


def test_kernel_that_cannot_run_the_imports_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("certbook.bench.kernel.IMPORTS", "import not_installed_anywhere")
    with pytest.raises(CertbookError, match="a kernel cannot run 'import not_installed_anywhere'"):
        bench_kernel(1, [Way("warm", "certbook")], pause=0)


def test_command_prints_json_for_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("certbook.bench.kernel.bench_kernel", lambda repeats, show: bench_kernel(repeats, WAYS[1:2], 0))
    done = CliRunner().invoke(app, ["bench", "kernel", "--repeats", "1", "--json"])
    assert done.exit_code == 0, done.output
    (figures,) = json.loads(done.stdout)
    assert figures["way"] == "warm"
    assert figures["private_mb"] > 0


def test_a_proof_is_timed_beside_papermill() -> None:
    library = Library(ContentRoot(TESTS / "course", True))
    shown = []
    figures = bench_proof(library, Plan(library.labs[:1], (), 2, 2), lambda *said: shown.append(said))
    assert figures.sampled == 1
    assert figures.notebooks > 10  # solution, blank, mistakes, right answers and cheats
    assert shown[-1][:2] == (figures.notebooks + 1, figures.notebooks + 1)
    assert figures.ratio == pytest.approx(figures.papermill_each * figures.notebooks / figures.seconds)
