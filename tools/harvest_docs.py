"""Make the pinned text snapshot in certbook/data/files from installed packages and the standard library.

    python tools/harvest_docs.py            # write both files and print their SHA-256
    python tools/harvest_docs.py --check    # write nothing; exit with 1 where a file would change

The tickets are the first paragraphs of public functions and classes of six packages. Their sources are parsed with
`ast`; nothing of them is imported. The topics and the judged queries are those of `pydoc`, the help of Python itself.

The same versions always give the same bytes: rows are sorted, and the gzip header carries neither a time nor a name.
The snapshot in the repository was made with the versions in PINNED; with others the script warns, because a new
snapshot means new fingerprints in certbook/data/registry.py and a fresh proof of the labs that read it.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import hashlib
import importlib.util
import json
import platform
import re
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

FILES = Path(__file__).resolve().parent.parent / "certbook" / "data" / "files"

# team (the distribution's name) -> the package that it installs
TEAMS = {
    "matplotlib": "matplotlib",
    "pandas": "pandas",
    "scikit-image": "skimage",
    "scikit-learn": "sklearn",
    "scipy": "scipy",
    "statsmodels": "statsmodels",
}
PINNED = {
    "matplotlib": "3.11.2",
    "pandas": "3.1.1",
    "scikit-image": "0.26.0",
    "scikit-learn": "1.9.1",
    "scipy": "1.17.1",
    "statsmodels": "0.15.0",
    "python": "3.11.7",
}

# Folders that hold tests or code that another project wrote.
LEFT_OUT = {
    "_lib",
    "_libs",
    "_vendored",
    "clipboard",
    "conftest",
    "ext",
    "extern",
    "external",
    "externals",
    "sandbox",
    "testing",
    "tests",
}
# Modules whose own header names another licence than their package's.
OTHER_LICENCE = {
    "matplotlib.backends.qt_editor._formlayout",
    "matplotlib.backends.qt_editor.figureoptions",
    "pandas.util.version",
    "scipy.io._idl",
    "scipy.optimize._lbfgsb_py",
    "scipy.optimize._tnc",
    "scipy.sparse.linalg._isolve.lsqr",
    "skimage.feature._fisher_vector",
    "sklearn.utils._pprint",
    "sklearn.utils._testing",
}
FEWEST_WORDS = 4


def tickets() -> list[dict[str, str]]:
    """Return one row per public function or class, sorted by team, module and name."""
    rows = [row for team, package in TEAMS.items() for row in _of_package(team, package)]
    return sorted(rows, key=lambda row: (row["team"], row["module"], row["name"], row["text"]))


def topics() -> dict[str, Any]:
    """Return pydoc's topics and the queries whose right topics its authors wrote down.

    A judgement is an entry of `Helper.keywords` or `Helper.symbols` that names a topic. Entries that only lead on to
    another keyword (`elif` to `if`, `@` to `def class`) or to a topic that no longer exists judge no document, and
    are left out.
    """
    import pydoc
    from pydoc_data.topics import topics as documents

    helper = pydoc.Helper
    queries = []
    for kind, table in (("keyword", helper.keywords), ("operator", helper.symbols)):
        for query, entry in table.items():
            relevant = [entry[0]] if isinstance(entry, tuple) else _labels(entry.split(), helper.topics)
            relevant = sorted({label for label in relevant if label in documents})
            if relevant:
                queries.append({"query": query, "kind": kind, "relevant": relevant})
    return {
        "python": platform.python_version(),
        "topics": {label: documents[label] for label in sorted(documents)},
        "queries": sorted(queries, key=lambda row: (row["kind"], row["query"])),
    }


def _labels(names: list[str], table: dict[str, Any]) -> Iterator[str]:
    for name in names:
        while isinstance(table.get(name), str):  # an alias, such as TUPLES for SEQUENCES
            name = table[name]
        if name in table:
            yield table[name][0]


def _of_package(team: str, package: str) -> Iterator[dict[str, str]]:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"the package '{package}' is not installed")
    root = Path(next(iter(spec.submodule_search_locations)))
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root.parent).with_suffix("").parts
        if LEFT_OUT & set(parts):
            continue
        module = ".".join(part for part in parts if part != "__init__")
        if module in OTHER_LICENCE:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            text = _first_paragraph(ast.get_docstring(node))
            if not node.name.startswith("_") and len(re.findall(r"\w+", text)) >= FEWEST_WORDS:
                kind = "class" if isinstance(node, ast.ClassDef) else "function"
                yield {"team": team, "module": module, "name": node.name, "kind": kind, "text": text}


def _first_paragraph(docstring: str | None) -> str:
    first = re.split(r"\n\s*\n", docstring.strip(), maxsplit=1)[0] if docstring else ""
    return " ".join(first.split())


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)


def snapshot() -> dict[str, bytes]:
    """Return the content of each file by its name."""
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in tickets())
    return {
        "docstring_tickets.jsonl.gz": _packed(lines),
        "pydoc_topics.json.gz": _packed(json.dumps(topics(), ensure_ascii=False, indent=0)),
    }


def _warn_of_other_versions() -> None:
    found = {team: version(team) for team in TEAMS} | {"python": platform.python_version()}
    for name, pinned in PINNED.items():
        if found[name] != pinned:
            print(f"warning: {name} {found[name]}; the snapshot was made with {pinned}", file=sys.stderr)


def main() -> int:
    """Write the snapshot, or compare it; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file would change")
    check = parser.parse_args().check
    _warn_of_other_versions()
    stale = 0
    for name, content in snapshot().items():
        path = FILES / name
        # Compressed bytes may differ between zlib builds, so what is compared is the text inside.
        same = path.is_file() and gzip.decompress(path.read_bytes()) == gzip.decompress(content)
        if not check and not same:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        stale += not same
        kept = path.read_bytes() if path.is_file() else content
        state = "unchanged" if same else ("would change" if check else "written")
        print(f"{name}: {state}, {len(kept):,} bytes, sha256 {hashlib.sha256(kept).hexdigest()}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
