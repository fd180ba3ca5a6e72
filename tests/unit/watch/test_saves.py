"""A save is told once, when it has settled and is a whole notebook that differs in its cells."""

import json
import os

import pytest

from certbook.watch import saves
from certbook.watch.saves import Saves


class Clock:
    """A time that passes when it is told to."""

    def __init__(self):
        self.now = 1_000_000.0

    def monotonic(self):
        return self.now

    def time(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(saves, "time", clock)
    return clock


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lab.ipynb"


def book(*sources, **facts):
    cells = [{"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": s} for n, s in enumerate(sources)]
    return json.dumps({"cells": cells, **facts})


def write(path, text, at):
    path.write_text(text)
    os.utime(path, (at, at))


def looks(watched, clock, number=4, every=0.3):
    """Look so often, and return whether each look told of a save."""
    told = []
    for _ in range(number):
        told.append(watched.look() is not None)
        clock.now += every
    return told


def test_the_first_state_is_told_at_once_and_only_once(path, clock):
    write(path, book("a"), clock.now - 100)
    assert looks(Saves(path), clock) == [True, False, False, False]


def test_a_save_is_told_when_it_has_settled(path, clock):
    watched = Saves(path)
    write(path, book("a"), clock.now - 100)
    looks(watched, clock)
    write(path, book("b"), clock.now)
    assert looks(watched, clock) == [False, True, False, False]


def test_a_file_that_goes_on_changing_is_waited_for(path, clock):
    watched = Saves(path)
    write(path, book("a"), clock.now - 100)
    looks(watched, clock)
    for number in range(5):
        write(path, book(f"b{number}"), clock.now)
        assert not watched.look()
        clock.now += 0.15
    clock.now += 0.3
    assert watched.look()


def test_outputs_and_an_editors_notes_are_no_save(path, clock):
    watched = Saves(path)
    write(path, book("a"), clock.now - 100)
    looks(watched, clock)
    noted = json.loads(book("a", metadata={"version": "3.99"}))
    noted["cells"][0]["outputs"] = [{"output_type": "stream", "text": "1"}]
    noted["cells"][0]["source"] = ["a"]
    write(path, json.dumps(noted), clock.now)
    assert looks(watched, clock, 8) == [False] * 8


def test_half_a_notebook_is_waited_for_and_told_in_the_end(path, clock):
    watched = Saves(path)
    write(path, book("a"), clock.now - 100)
    looks(watched, clock)
    write(path, book("b")[:20], clock.now)
    assert looks(watched, clock, 5) == [False] * 5
    write(path, book("b"), clock.now)
    assert looks(watched, clock) == [False, True, False, False]
    write(path, book("b")[:20], clock.now)
    assert sum(looks(watched, clock, 20)) == 1


def test_another_content_of_the_same_time_and_size_is_seen(path, clock):
    watched, at = Saves(path), clock.now
    write(path, book("a"), at)
    looks(watched, clock, 2)
    write(path, book("b"), at)  # as on a file system that counts whole seconds
    assert any(looks(watched, clock, 5))


def test_a_file_that_goes_and_comes_is_told_each_time(path, clock):
    watched = Saves(path)
    first = watched.look()
    assert (first.mark, first.saved) == ("", None)
    write(path, book("a"), clock.now)
    assert sum(looks(watched, clock)) == 1
    path.unlink()
    assert sum(looks(watched, clock)) == 1


def test_a_rename_over_the_file_is_one_save(path, clock, tmp_path):
    watched = Saves(path)
    write(path, book("a"), clock.now - 100)
    looks(watched, clock)
    write(tmp_path / "new", book("b"), clock.now)
    path.unlink()
    assert not watched.look()
    clock.now += 0.1
    os.replace(tmp_path / "new", path)
    assert sum(looks(watched, clock, 6)) == 1
