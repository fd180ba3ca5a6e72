"""Which data sets there are, in which installed package each file lies, and its fingerprint."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DataSet:
    """One file inside an installed package.

    `package` and `path` name the file, `sha256` is its fingerprint, `origin` says who made it and `licence`
    under which terms it may be read; both are shown to the learner.
    """

    name: str
    package: str
    path: str
    sha256: str
    reader: str
    origin: str
    licence: str


DATA_SETS: dict[str, DataSet] = {
    entry.name: entry
    for entry in (
        DataSet(
            name="breast_cancer",
            package="sklearn",
            path="datasets/data/breast_cancer.csv",
            sha256="fed3eb72d0575ef6192293f5093c6e801b1476b577d0386bf4455504522172ed",
            reader="breast_cancer",
            origin="Breast Cancer Wisconsin (Diagnostic), UCI, as carried by scikit-learn",
            licence="UCI copy; the package states no other terms",
        ),
        DataSet(
            name="birth_weight",
            package="statsmodels",
            path="treatment/tests/results/cataneo2.csv",
            sha256="9511d52df46b08f39d67361b23b498ad607e9d7a687a42b6ebf9553ae5932e2a",
            reader="csv",
            origin="Cattaneo (2010), 4,642 singleton births in Pennsylvania, as carried by statsmodels",
            licence="not stated: read from the installed package, never copied",
        ),
        DataSet(
            name="docstring_tickets",
            package="certbook",
            path="data/files/docstring_tickets.jsonl.gz",
            sha256="e23fde38f66176891d6abed4ffe6e71246bde089c10343d15c246bf4dc344f4a",
            reader="json_lines",
            origin="First paragraphs of public docstrings of six scientific Python packages, by tools/harvest_docs.py",
            licence="BSD-3-Clause and the Matplotlib licence; notices in certbook/data/files/NOTICE",
        ),
        DataSet(
            name="pydoc_topics",
            package="certbook",
            path="data/files/pydoc_topics.json.gz",
            sha256="a12b9a3d7a0c30e0301b92c5b6d6d767cd9ed10c4563d5c150595df395ba0e33",
            reader="json",  # a collection, not a table: load_text
            origin="The 79 help topics of Python 3.11.7 and the 84 queries that its authors judged",
            licence="PSF License Version 2; notice in certbook/data/files/NOTICE",
        ),
    )
}
