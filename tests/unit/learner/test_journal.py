"""A journal reads only what is new, and notices when it is another file."""

import json
import os

import pytest

from certbook.learner.journal import Journal


class Reading:
    """Counts the lines that were parsed."""

    def __init__(self):
        self.lines = 0

    def __call__(self, line):
        self.lines += 1
        try:
            return json.loads(line)
        except ValueError:
            return None


@pytest.fixture
def file(tmp_path):
    return tmp_path / "log.jsonl"


def test_only_what_was_appended_is_parsed(file):
    reading = Reading()
    journal = Journal(file, reading)
    assert journal.entries() == ()
    for number in range(50):
        journal.append(str(number))
        assert journal.entries() == tuple(range(number + 1))
    assert reading.lines == 50
    assert journal.entries() is journal.entries()


def test_another_process_appends(file):
    journal, other = Journal(file, Reading()), Journal(file, Reading())
    journal.append("1")
    assert other.entries() == (1,)
    other.append("2")
    assert journal.entries() == (1, 2)


def replaced(file):
    file.with_name("new").write_text("7\n8\n9\n10\n11\n")
    os.replace(file.with_name("new"), file)


def edited_in_place(file):
    file.write_text("7\n8\n")


def edited_and_longer(file):
    file.write_text("7777\n8\n9\n10\n")


def shortened(file):
    file.write_text("7\n")


@pytest.mark.parametrize("change", [replaced, edited_in_place, edited_and_longer, shortened])
def test_a_journal_that_is_another_one_is_read_anew(file, change):
    journal = Journal(file, Reading())
    journal.append("1")
    journal.append("2")
    assert journal.entries() == (1, 2)
    before = journal.generation
    os.utime(file, ns=(1, 1))
    change(file)
    assert journal.entries() == tuple(map(int, file.read_text().split()))
    assert journal.generation > before


def test_a_journal_that_went_is_empty_and_can_come_back(file):
    journal = Journal(file, Reading())
    journal.append("1")
    journal.entries()
    file.unlink()
    assert journal.entries() == ()
    journal.append("2")
    assert journal.entries() == (2,)


def test_a_line_that_was_cut_off_is_set_aside_and_what_follows_is_read(file):
    journal = Journal(file, Reading())
    journal.append("1")
    assert journal.entries() == (1,)
    with open(file, "ab") as stream:
        stream.write(b'{"cut o')
    journal.append("2")
    assert journal.entries() == (1, 2)
    journal.append("3")
    assert journal.entries() == (1, 2, 3)
    assert file.read_text() == "1\n2\n3\n"
    (aside,) = file.parent.glob("log-damaged-*.jsonl")
    assert aside.read_bytes() == b'{"cut o\n'


def test_the_last_line_without_its_end_is_an_entry_too(file):
    file.write_text("1\n2")
    journal = Journal(file, Reading())
    assert journal.entries() == (1, 2)
    journal.append("3")
    assert journal.entries() == (1, 2, 3)
