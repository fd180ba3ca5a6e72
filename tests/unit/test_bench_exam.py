"""`certbook bench exam` times what it says, with a bank and a record of the size that was asked for."""

import json
import subprocess
import sys

import pytest

from certbook.bench.exam import bench_exam, grown
from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.learner.exam.blueprint import blueprint, whole_bank
from certbook.learner.exam.drawing import draw

LIBRARY = Library.open()


def test_a_bank_grows_by_copies_that_keep_their_sets_apart():
    bank = whole_bank(LIBRARY)
    large = grown(bank, 3 * len(bank))
    assert len(large) == 3 * len(bank)
    assert all(name == entry.item.question.id for name, entry in large.items())
    sets = {entry.item.scenario.id for entry in bank.values() if entry.item.scenario}
    assert len({entry.item.scenario.id for entry in large.values() if entry.item.scenario}) == 3 * len(sets)
    assert len(draw(blueprint(LIBRARY, "M04"), large, 60, 1, {})) == 60  # more than the bank itself holds


def test_every_step_is_timed_and_shown():
    shown = []
    figures = bench_exam(LIBRARY, "aws-mla-c02", 600, 12, 4, lambda *said: shown.append(said))
    assert [done for done, _, _ in shown] == list(range(1, len(figures) + 1))
    assert shown[-1][0] == shown[-1][1]
    times = {one.what: one.times for one in figures}
    assert times["score a sitting"] == 12
    assert times["read a record of 4 sittings"] == 1
    assert all(0 < one.median <= one.slowest and one.per_second > 0 for one in figures)


def test_what_cannot_be_asked_cannot_be_measured():
    with pytest.raises(CertbookError, match="nothing here can be asked about it"):
        bench_exam(LIBRARY, "iapp-aigp", 600, 1, 1)
    with pytest.raises(CertbookError, match="no certification and no domain is called 'astronaut'"):
        bench_exam(LIBRARY, "astronaut", 600, 1, 1)


def test_the_command_prints_json_for_programs():
    words = ["bench", "exam", "M04", "--questions", "300", "--sittings", "3", "--past", "2", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "certbook", *words], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    assert {"what", "times", "median", "slowest", "per_second"} == set(json.loads(done.stdout)[0])
