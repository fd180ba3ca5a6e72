"""Find a data set's file, check its fingerprint, read it."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from certbook.data.registry import DATA_SETS, DataSet
from certbook.errors import MissingPart

if TYPE_CHECKING:  # imported where it is used: commands that only look a data set up start at once
    import pandas as pd


def data_file(name: str) -> Path:
    """Return the path of a data set's file after checking its SHA-256.

    Raises MissingPart where the name is unknown, the package or file is absent, or the content differs.
    """
    entry = _entry(name)
    spec = importlib.util.find_spec(entry.package)
    if spec is None or not spec.submodule_search_locations:
        raise MissingPart(f"data set '{name}' comes with the package '{entry.package}': pip install {entry.package}")
    path = Path(next(iter(spec.submodule_search_locations))) / entry.path
    if not path.is_file():
        raise MissingPart(
            f"data set '{name}': {path} is missing; "
            f"reinstall it from PyPI: pip install --force-reinstall {entry.package}"
        )
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != entry.sha256:
        raise MissingPart(
            f"data set '{name}': {path} is not the file that the labs were proven on (SHA-256 {found[:12]}…, "
            f"expected {entry.sha256[:12]}…); reinstall {entry.package}"
        )
    return path


def load_data(name: str) -> pd.DataFrame:
    """Return a table by its name, as a fresh DataFrame that the caller may change."""
    reader = _READERS.get(_entry(name).reader)
    if reader is None:
        raise MissingPart(f"data set '{name}' is a collection of texts, not a table: load_text('{name}')")
    return reader(data_file(name))


def load_text(name: str) -> Any:
    """Return a text collection by its name: the JSON value that the file holds."""
    path = data_file(name)
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return json.load(stream)


def _entry(name: str) -> DataSet:
    if name not in DATA_SETS:
        raise MissingPart(f"no data set is called '{name}'; there are: {', '.join(sorted(DATA_SETS))}")
    return DATA_SETS[name]


def _read_csv(path: Path) -> pd.DataFrame:
    import pandas as pd

    return pd.read_csv(path)


def _read_tabs(path: Path) -> pd.DataFrame:
    import pandas as pd

    return pd.read_csv(path, sep="\t", quotechar="'")


def _read_breast_cancer(path: Path) -> pd.DataFrame:
    # The file's first line holds counts and class names; the column names stand in scikit-learn's own loader.
    from sklearn.datasets import load_breast_cancer

    frame: pd.DataFrame = load_breast_cancer(as_frame=True).frame.copy()
    return frame


def _read_json_lines(path: Path) -> pd.DataFrame:
    import pandas as pd

    return pd.read_json(path, lines=True, compression="gzip")


def _read_arff(path: Path) -> pd.DataFrame:
    # SciPy's reader refuses text columns. Attribute lines name the columns, the rest is CSV with ? for missing.
    import pandas as pd

    with gzip.open(path, "rt", encoding="utf-8") as stream:
        names = []
        for line in stream:
            if line.lower().startswith("@data"):
                break
            if line.lower().startswith("@attribute"):
                names.append(line.split()[1].strip("'\""))
        return pd.read_csv(stream, header=None, names=names, na_values="?", keep_default_na=False, escapechar="\\")


_READERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    "csv": _read_csv,
    "tabs": _read_tabs,
    "breast_cancer": _read_breast_cancer,
    "json_lines": _read_json_lines,
    "arff": _read_arff,
}
