"""What is preloaded for a lab: what its cells import and is installed, and nothing that lies beside the notebook."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from certbook.kernels.preload import modules_of


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("import numpy as np, pandas", ("numpy", "pandas")),
        ("from sklearn.linear_model import Ridge\nfrom sklearn import svm", ("sklearn.linear_model", "sklearn")),
        ("import numpy\nimport numpy", ("numpy",)),
        ("import matplotlib.pyplot as plt", ("matplotlib.pyplot",)),
        ("try:\n    import pandas\nexcept ImportError:\n    import numpy", ("pandas", "numpy")),
        ("if True:\n    import numpy", ("numpy",)),
        ("def late():\n    import numpy", ()),
        ("class Late:\n    import numpy", ()),
        ("import json, this, os.path", ()),  # the standard library; `this` prints a poem when it is imported
        ("import a_package_that_is_not_installed", ()),
        ("from . import mine\nfrom .mine import it", ()),
        ("%matplotlib inline\nimport numpy\n!ls", ("numpy",)),
        ("%%html\nimport numpy", ()),
        ("import numpy\nthis is no Python", ()),
        ("import numpy\0", ()),
        ("", ()),
    ],
)
def test_modules_of_a_cell(source: str, modules: tuple[str, ...]) -> None:
    assert modules_of([source]) == modules


def test_cells_are_taken_together_in_their_order_and_one_that_is_no_python_costs_only_itself() -> None:
    assert modules_of(["import pandas", "if", "import numpy, pandas"]) == ("pandas", "numpy")


def test_a_file_beside_the_notebook_is_never_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "learners_own_module.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), *sys.path])
    assert modules_of(["import learners_own_module, numpy"]) == ("numpy",)


def test_nothing_is_imported_to_find_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "nbclient", raising=False)
    assert modules_of(["import nbclient.client"]) == ("nbclient.client",)
    assert "nbclient" not in sys.modules
