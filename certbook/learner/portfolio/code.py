"""The learner's answers as a module that runs without a notebook, with the container file that carries it."""

from __future__ import annotations

import ast
import importlib.metadata
import sys
from dataclasses import dataclass

from nbformat import NotebookNode

from certbook.content.library import Module
from certbook.data.registry import DATA_SETS
from certbook.kernels.notebook.names import defined_in, used_in
from certbook.learner.portfolio.data_notes import DataNote

_LABS = {"scoring-service", "portable-model", "batch-job", "registry-and-gate"}
_PACKAGES = {"sklearn": "scikit-learn", "skimage": "scikit-image", "yaml": "PyYAML"}
_SERVICE = '''"""The service: `uvicorn service:app`."""

from work import MODEL, NAMES, install_errors, make_app, row_schema, score_rows

VERSION = {version!r}

app = make_app(lambda: MODEL, row_schema(NAMES), lambda model, rows: score_rows(model, NAMES, rows), VERSION)
install_errors(app)
'''
_DATA = '''"""Read the data from the installed package that carries it, and refuse a file that has changed."""

import hashlib
import importlib.util
from pathlib import Path

FILES = {files!r}


def load_data(name):
    """Return a table by its name."""
    package, path, fingerprint = FILES[name]
    file = Path(importlib.util.find_spec(package).submodule_search_locations[0]) / path
    if hashlib.sha256(file.read_bytes()).hexdigest() != fingerprint:
        raise SystemExit(f"{{file}}: is another file than the one that this work was made with")
    if name == "breast_cancer":
        from sklearn.datasets import load_breast_cancer

        return load_breast_cancer(as_frame=True).frame.copy()
    import pandas as pd

    return pd.read_csv(file)
'''


@dataclass(frozen=True)
class Code:
    """Files by their names in `service/`, and how to run them."""

    files: dict[str, str]
    run: tuple[str, ...]
    is_service: bool


def has_code(lab: str) -> bool:
    """Whether a lab's answers are something to deploy."""
    return lab in _LABS


def code_of(lab: str, module: Module, notebook: NotebookNode, notes: tuple[DataNote, ...]) -> Code:
    """Return the code of a lab that deploys something: the learner's answers as they stand, and what they need."""
    given = [cell.source for cell in notebook.cells if _role(cell) in ("parameters", "setup")]
    answers = [cell.source for cell in notebook.cells if _role(cell) in ("answer", "added") and _is_code(cell)]
    last = "\n\n".join(cell.source for cell in notebook.cells if _role(cell) == "text" and _is_code(cell))
    own = "\n\n\n".join(source.strip() for source in answers)
    service = _SERVICE.format(version=_version(last)) if lab == "scoring-service" else ""
    wanted = used_in(own) | used_in(last) | used_in(service) | _imported(service)
    work = f"{_shaken(given, wanted)}\n\n\n{own}\n"
    names = sorted(used_in(last) & defined_in(work))
    script = f'"""Run the whole work once and write its report."""\n\nfrom work import {", ".join(names)}\n\n{last}\n'
    files = {
        "work.py": f'"""{_title(module, lab)}"""\n\n{work}',
        "run.py": script,
        "data.py": _DATA.format(files={note.entry.name: _place(note.entry.name) for note in notes}),
    }
    if service:
        files["service.py"] = service
    files["requirements.txt"] = _requirements("\n".join(files.values()), notes, bool(service))
    files["Containerfile"] = _containerfile(sorted(name for name in files if name.endswith(".py")), bool(service))
    files[".containerignore"] = "__pycache__\n*.json\n"
    run = ("uvicorn service:app --port 8000",) if service else ("python run.py",)
    return Code(files, run, bool(service))


def _role(cell: NotebookNode) -> str:
    return str(cell.metadata.get("certbook", {}).get("role", ""))


def _is_code(cell: NotebookNode) -> bool:
    return bool(cell.cell_type == "code")


def _title(module: Module, lab: str) -> str:
    return f"{lab.replace('-', ' ').capitalize()}: the learner's own code, and the lab's set-up that it stands on."


def _version(last: str) -> str:
    """Return the version that the lab's last cell hands to `make_app`."""
    for node in ast.walk(ast.parse(last)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "make_app":
            values = [one.value for one in node.args if isinstance(one, ast.Constant)]
            if values:
                return str(values[-1])
    return "1"


def _imported(source: str) -> frozenset[str]:
    nodes = ast.walk(ast.parse(source))
    return frozenset(alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names)


def _shaken(given: list[str], wanted: frozenset[str]) -> str:
    """Return the parts of the lab's set-up that are needed, in their order, without certbook."""
    parts = [(source, node) for source in given for node in ast.parse(source).body]
    texts = [_text(source, node) for source, node in parts]
    needed, kept = set(wanted), set[int]()
    while True:
        more = {
            number
            for number, (text, (_, node)) in enumerate(zip(texts, parts, strict=True))
            if number not in kept and (defined_in(text) & needed or _acts(node, text, needed))
        }
        if not more:
            break
        kept |= more
        needed |= {name for number in more for name in used_in(texts[number])}
    lines = [texts[number] for number in sorted(kept)]
    return "\n".join(line for line in map(_without_certbook, lines) if line)


def _text(source: str, node: ast.stmt) -> str:
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
    text = "\n".join(source.splitlines()[first - 1 : node.end_lineno])
    return f"\n\n{text}\n" if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) else text


def _acts(node: ast.stmt, text: str, needed: set[str]) -> bool:
    """Whether a statement does something beyond naming: a call, or a change of a value that is needed."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Call)
    if isinstance(node, ast.Assign) and all(isinstance(target, ast.Name) for target in node.targets):
        return False
    names_only = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
    return not isinstance(node, names_only) and bool(used_in(text) & needed)


def _without_certbook(text: str) -> str:
    tree = ast.parse(text)
    first = tree.body[0] if tree.body else None
    if not isinstance(first, ast.ImportFrom) or not str(first.module).startswith("certbook"):
        return text
    loads = [alias.name for alias in first.names if alias.name in ("load_data",)]
    return f"from data import {', '.join(loads)}" if loads else ""


def _place(name: str) -> tuple[str, str, str]:
    entry = DATA_SETS[name]
    return entry.package, entry.path, entry.sha256


def _requirements(code: str, notes: tuple[DataNote, ...], service: bool) -> str:
    """Return the libraries that the code imports, at the versions with which it ran here."""
    used = {name.split(".")[0] for name in _modules(code)} | {note.entry.package for note in notes}
    used |= {"uvicorn"} if service else set()
    own = {"work", "data", "service", "certbook"}
    packages = {_PACKAGES.get(name, name) for name in used if name not in sys.stdlib_module_names and name not in own}
    lines = []
    for package in sorted(packages):
        try:
            lines.append(f"{package}=={importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            continue  # an optional part that was not installed here either
    return "\n".join(lines) + "\n"


def _modules(code: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


def _containerfile(files: list[str], service: bool) -> str:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    start = 'CMD ["python", "run.py"]'
    if service:
        start = (
            "EXPOSE 8000\n"
            "HEALTHCHECK --interval=30s --timeout=3s CMD "
            '["python", "-c", "import urllib.request as u; u.urlopen(\'http://127.0.0.1:8000/health\', timeout=2)"]\n'
            'CMD ["uvicorn", "service:app", "--host", "0.0.0.0", "--port", "8000"]'
        )
    return (
        f"# Build: podman build -t work .   (docker build -f Containerfile -t work . does the same)\n"
        f"FROM docker.io/library/python:{version}-slim\n"
        "ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 OMP_NUM_THREADS=1\n"
        "WORKDIR /app\n"
        "COPY requirements.txt .\n"
        "RUN pip install --no-cache-dir -r requirements.txt\n"
        f"COPY {' '.join(files)} ./\n"
        "RUN useradd --create-home --uid 1000 work && chown work /app\n"
        "USER work\n"
        f"{start}\n"
    )
