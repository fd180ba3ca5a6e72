"""What a portfolio is made of, piece by piece: words, numbers, figures, code, folders."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import v4

from certbook.errors import CertbookError
from certbook.learner.portfolio import folder
from certbook.learner.portfolio.code import _shaken
from certbook.learner.portfolio.index import Entry, index_html, index_md
from certbook.learner.portfolio.metrics import headline, rows_of
from certbook.learner.portfolio.notebook_files import figures_of, for_readers, offline
from certbook.learner.portfolio.words import first_sentence, parts_of

ENTRY = {"name": "add-up", "title": "Add <up>", "domain": "Adding & more", "problem": "P.", "impact": "I.",
         "numbers": [["sum", "7"]], "files": {"Read": "index.html"}}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "*Problem.* Too slow.\n\n*Approach.* A loop.\n\nAnd a sum.\n\n*Impact.* Faster.\n\n*Limit.* Small.",
        "**Problem.** Too slow.\n\n**Approach.** A loop.\n\nAnd a sum.\n\n**Results.** Faster.\n\n**Limits:** Small.",
        "## Problem\nToo slow.\n\n## Approach\nA loop.\n\nAnd a sum.\n\n### Impact\nFaster.\n\n### Limits\nSmall.",
        "*Problem.* Too slow. *Approach.* A loop.\n\nAnd a sum. *Impact.* Faster. *Limit.* Small.",
        "Problem: Too slow.\nApproach: A loop.\n\nAnd a sum.\nImpact: Faster.\nLimit: Small.",
        "Problem: Too slow.\n\nApproach: A loop.\n\nAnd a sum.\n\nImpact: Faster.\n\nLimit: Small.",
    ],
)
def test_a_text_says_itself_which_part_is_which(text):
    wanted = {"problem": "Too slow.", "approach": "A loop.\n\nAnd a sum.", "impact": "Faster.", "limit": "Small."}
    assert parts_of(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Limit the damage: that was the aim.",
        "*Impact of delay* was small.",
        "# Problem solving\nis fun.",
        "Results of it",
    ],
)
def test_a_sentence_that_begins_like_a_part_is_left_whole(text):
    assert parts_of(text) == {"rest": text}


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_no_word_of_a_text_without_parts_is_lost(text):
    text = "Prices were many. " + text
    assert "".join("".join(parts_of(text).values()).split()) == "".join(text.split())


def test_a_first_sentence_does_not_end_in_a_number():
    assert first_sentence("Recall rose to 0.94 in all. The rest.") == "Recall rose to 0.94 in all."


def test_numbers_are_those_of_the_artefact_and_no_others():
    artefact = {
        "auc": 0.9925,
        "kept": False,
        "n": {"seen": 171, "lost": None},
        "band": [0.1, 0.2],
        "all": list(range(9)),
    }
    rows, total = rows_of(artefact)
    assert rows == [("auc", "0.9925"), ("kept", "no"), ("n › seen", "171"), ("n › lost", "not there"),
                    ("band", "0.1, 0.2"), ("all", "9 entries, in metrics.json")]  # fmt: skip
    assert total == 6
    assert headline(artefact) == [("auc", "0.9925")]
    assert headline([1, 2]) == []


@given(
    st.recursive(
        st.none() | st.integers() | st.floats() | st.text(), lambda i: st.lists(i) | st.dictionaries(st.text(), i)
    )
)
def test_any_artefact_has_a_table(artefact):
    rows, total = rows_of(artefact)
    assert len(rows) == min(total, 24)


def notebook(*cells):
    book = v4.new_notebook()
    book.cells = list(cells)
    return book


def code(source, *outputs, **facts):
    cell = v4.new_code_cell(source, metadata={"certbook": facts, "nbgrader": {"grade_id": "x"}})
    cell.outputs = list(outputs)
    return cell


def test_sealed_checks_and_the_graders_notes_are_not_published():
    book = for_readers(
        notebook(
            code("a = 1", role="answer"),
            code("# Sealed: more", role="check", hidden=True),
            code("### BEGIN HIDDEN TESTS\nassert a\n### END HIDDEN TESTS", role="check"),
        )
    )
    assert [cell.source for cell in book.cells] == ["a = 1"]
    assert not book.cells[0].metadata


def test_figures_say_what_they_show():
    png = v4.new_output("display_data", data={"image/png": "aGVsbG8="})
    svg = v4.new_output("display_data", data={"image/svg+xml": "<svg/>"})
    found = figures_of(
        notebook(v4.new_markdown_cell("## Errors by hour"), code("draw()", png), code('ax.set_title("Cost")', svg))
    )
    assert [(one.name, one.alt) for one in found] == [
        ("figure-1.png", "Figure 1, drawn under “Errors by hour”"),
        ("figure-2.svg", "Cost"),
    ]
    assert found[0].data == b"hello"


def test_a_page_fetches_nothing_and_keeps_its_links():
    page = (
        '<a href="https://a.example">x</a><script src="https://cdn.example/x.js"></script><img src="//b.example/i.png">'
    )
    assert offline(page) == '<a href="https://a.example">x</a>'


def test_code_keeps_what_it_needs_and_what_changes_that():
    given_code = [
        "from certbook.lab import explain, load_data\nimport json, os\nimport math\n"
        'T = load_data("rand")\nT["x"] = 1\nOTHER = 2\n\n\ndef helper(a):\n    return math.floor(a)'
        "\n\n\ndef unused():\n    return OTHER"
    ]
    shaken = _shaken(given_code, frozenset({"T", "helper"}))
    for part in ("from data import load_data", 'T["x"] = 1', "import math", "def helper"):
        assert part in shaken
    for part in ("certbook", "json", "unused", "OTHER"):
        assert part not in shaken


def test_the_front_page_escapes_and_fetches_nothing():
    page = index_html("ada <b>", (Entry.of(ENTRY),))
    assert "Add &lt;up&gt;" in page
    assert "<b>" not in page
    assert "http" not in page
    assert "<script" not in page
    assert "[Read](add-up/index.html)" in index_md("ada", (Entry.of(ENTRY),))


def test_a_folder_is_replaced_with_a_backup_and_what_is_theirs_stays(tmp_path):
    first = {"README.md": b"one", "sub/a.txt": b"a"}
    assert folder.place(tmp_path, "work", first, ENTRY).backup is None
    assert folder.place(tmp_path, "work", first, ENTRY).backup is None  # nothing changed: nothing was done
    (tmp_path / "work/README.md").write_bytes(b"mine")
    (tmp_path / "work/note.txt").write_bytes(b"mine too")
    (tmp_path / "work/__pycache__").mkdir()
    (tmp_path / "work/__pycache__/x.pyc").write_bytes(b"")
    for text in (b"a2", b"a3"):
        placed = folder.place(tmp_path, "work", {"README.md": b"two", "sub/a.txt": text}, ENTRY)
        assert placed.kept == ("README.md", "note.txt")
        assert (tmp_path / "work/README.md").read_bytes() == b"mine"
        assert (tmp_path / "work/note.txt").read_bytes() == b"mine too"
        assert (tmp_path / "work/sub/a.txt").read_bytes() == text
        assert (placed.backup / "README.md").read_bytes() == b"mine"
    assert folder.entries(tmp_path) == [json.loads(json.dumps(ENTRY))]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".backups", "work"]


def test_a_folder_of_another_making_is_refused(tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "work/thesis.txt").write_text("all of it")
    with pytest.raises(CertbookError, match="was not made by certbook"):
        folder.place(tmp_path, "work", {"README.md": b""}, ENTRY)
    assert [path.name for path in tmp_path.iterdir()] == ["work"]


def test_a_write_that_fails_leaves_the_earlier_folder(tmp_path):
    folder.place(tmp_path, "work", {"README.md": b"one"}, ENTRY)
    with pytest.raises(CertbookError):
        folder.place(tmp_path, "work", {"README.md": b"two", "README.md/below": b""}, ENTRY)
    assert (tmp_path / "work/README.md").read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["work"]


def test_a_front_page_that_was_changed_stays(tmp_path):
    assert folder.place_file(tmp_path, "index.html", b"one")
    assert folder.place_file(tmp_path, "index.html", b"two")
    (tmp_path / "index.html").write_bytes(b"mine")
    assert not folder.place_file(tmp_path, "index.html", b"three")
    assert (tmp_path / "index.html").read_bytes() == b"mine"
