"""Files that somebody handed in: read as far as can be, or one line that names the file and what to do."""

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from certbook.errors import SubmissionError
from certbook.grading.reading import language_of, read_submission

WHOLE = nbformat.writes(new_notebook(cells=[new_code_cell("x = 1", id="one")]))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (WHOLE[:60].encode(), "cut off"),
        (b"PK\x03\x04 a zip", "is no notebook"),
        (b"\xff\xfe\x00x", "is no notebook"),
        (b"[1, 2]", "has no cells"),
        (b"{}", "has no cells"),
        (b'{"cells": 3}', "has no cells"),
        (b"[" * 100_000, "is no notebook"),
        (b'{"cells": [' + b"[" * 100_000, "cut off"),
    ],
)
def test_what_is_no_notebook_is_refused_in_one_line(tmp_path, content, said):
    path = tmp_path / "lab.ipynb"
    path.write_bytes(content)
    with pytest.raises(SubmissionError) as caught:
        read_submission(path, "submitted/alice/lab.ipynb")
    assert str(caught.value).startswith("submitted/alice/lab.ipynb: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_files_and_folders_are_named(tmp_path):
    with pytest.raises(SubmissionError, match="is missing"):
        read_submission(tmp_path / "lab.ipynb")
    (tmp_path / "lab.ipynb").mkdir()
    with pytest.raises(SubmissionError, match="is a folder"):
        read_submission(tmp_path / "lab.ipynb")


def test_broken_cells_are_mended_or_dropped(tmp_path):
    cells = [
        {"cell_type": "code", "source": ["x = 1\n", "y = 2"], "metadata": None, "id": "ok"},
        {"cell_type": "code", "source": 7, "metadata": {"nbgrader": "no", "tags": 3}, "id": "ok"},
        {"cell_type": "code", "source": "half \ud800", "metadata": {}, "id": "not a valid id!"},
        {"cell_type": "heading", "source": "gone"},
        "no cell",
        None,
    ]
    path = tmp_path / "lab.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": 5}))
    notebook = read_submission(path)
    assert [cell.source for cell in notebook.cells] == ["x = 1\ny = 2", "", "half ?"]
    nbformat.validate(notebook)


def test_a_byte_order_mark_and_format_3_are_read(tmp_path):
    path = tmp_path / "lab.ipynb"
    old = {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1"}]}]}
    path.write_text(json.dumps(old), encoding="utf-8-sig")
    assert [cell.source for cell in read_submission(path).cells] == ["x = 1"]


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({"kernelspec": {"name": "ir", "language": "R"}}, "r"),
        ({"language_info": {"name": "julia"}}, "julia"),
        ({"kernelspec": {"name": "python3", "language": "python"}}, "python"),
        ({"kernelspec": {"name": "my-env"}}, ""),
        ({}, ""),
    ],
)
def test_the_language_is_what_the_notebook_says(tmp_path, metadata, language):
    path = tmp_path / "lab.ipynb"
    path.write_text(json.dumps({"cells": [], "metadata": metadata}))
    assert language_of(read_submission(path)) == language
