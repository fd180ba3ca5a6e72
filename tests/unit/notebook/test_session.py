"""What a process knows of the notebook that it runs, and whether a grader runs it."""

from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

from certbook.notebook import check, hint, progress, session
from certbook.notebook.magic import run_magic


class Shell:
    """A shell's names, as the session looks at them."""

    def __init__(self, **names):
        self.user_ns = names


@pytest.fixture
def shell(monkeypatch):
    """Return a function that puts a shell with these names in place."""
    return lambda **names: monkeypatch.setattr(session, "_shell", lambda: Shell(**names))


@pytest.mark.parametrize("name", ["CERTBOOK_KERNEL_FOLDER", "NBGRADER_EXECUTION", "NBGRADER_VALIDATING"])
def test_in_a_graders_run_every_call_is_one_line_and_does_nothing(name, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CERTBOOK_CONTENT", str(tmp_path / "nothing"))
    assert not session.is_graded_run()
    monkeypatch.setenv(name, "1")
    for said in (check(), check("nope"), hint(), hint(2), progress(), run_magic("check")):
        assert repr(said).endswith("does nothing while a notebook is being graded")
        assert "\n" not in repr(said)
    assert list(tmp_path.iterdir()) == []


def test_the_graders_shell_is_known(monkeypatch):
    graders = type("NotebookShell", (InteractiveShell,), {})
    monkeypatch.setattr(session, "_shell", lambda: object.__new__(graders))
    assert session.is_graded_run()


def test_the_client_that_knows_the_file_best_is_asked_first(shell, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPY_SESSION_NAME", "/desk/01-demo/jupyter.ipynb")
    shell(__vsc_ipynb_file__="/desk/01-demo/code.ipynb", __session__="RTC:01-demo/shared.ipynb")
    assert list(session.notebook_files()) == [
        Path("/desk/01-demo/code.ipynb"),
        Path("/desk/01-demo/jupyter.ipynb"),
        tmp_path / "01-demo/shared.ipynb",
    ]


@pytest.mark.parametrize("said", ["", "Console 1", "/desk/script.py", 3, None])
def test_what_is_no_notebook_is_left_out(shell, monkeypatch, said):
    shell(__vsc_ipynb_file__=said)
    monkeypatch.setenv("JPY_SESSION_NAME", str(said))
    assert list(session.notebook_files()) == []


def test_outside_of_a_notebook_nothing_has_run(monkeypatch):
    monkeypatch.setattr(session, "_shell", lambda: None)
    assert (session.cells_that_ran(), list(session.notebook_files())) == ([], [])
