"""Make the portfolio of passed labs: look first at all, run each, then put the folders in place."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from certbook.content.lab import Lab
from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.learner.desk import Desk
from certbook.learner.files import one_at_a_time
from certbook.learner.portfolio import folder, index
from certbook.learner.portfolio.code import code_of, has_code
from certbook.learner.portfolio.data_notes import data_of, data_page
from certbook.learner.portfolio.index import page_html
from certbook.learner.portfolio.metrics import headline
from certbook.learner.portfolio.notebook_files import figures_of, for_readers, offline, page_of
from certbook.learner.portfolio.pages import Made, career, has_model, model_card, readme, todos
from certbook.learner.portfolio.passed import Passed, passed_lab
from certbook.learner.portfolio.rerun import Ran, rerun
from certbook.learner.portfolio.words import first_sentence


@dataclass(frozen=True)
class Work:
    """One lab's folder as it was written; `todo` is what the learner should still write, `notes` what to know."""

    lab: str
    placed: folder.Placed
    files: tuple[str, ...]
    todo: tuple[str, ...]
    notes: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "lab": self.lab,
            "path": str(self.placed.path),
            "files": list(self.files),
            "kept": list(self.placed.kept),
            "backup": str(self.placed.backup) if self.placed.backup else None,
            "todo": list(self.todo),
            "notes": list(self.notes),
        }


def labs_named(library: Library, name: str) -> tuple[Lab, ...]:
    """Return the labs of a domain, or the one lab of this name."""
    for module in library.modules:
        if name.rstrip("/") in (module.name, module.short, module.facts.id):
            return module.labs
    return (library.find_lab(name),)


def make(
    desk: Desk, library: Library, labs: tuple[Lab, ...], out: Path, tell: Callable[[str], None]
) -> tuple[tuple[Work, ...], tuple[str, ...]]:
    """Write the folders of passed labs and the front page; return them, and which front pages are the learner's own.

    Raises CertbookError where a lab is not passed, or one of them does not run; then nothing was written.
    """
    ready = _all_passed(desk, library, labs)
    for one in ready:
        folder.refuse_foreign(out, one.lab.name)
    written = []
    for one in ready:
        tell(one.lab.name)
        kept = folder.kept_texts(out / one.lab.name)
        written.append((one, *_files(one, rerun(library, one), kept)))
    with one_at_a_time(desk.record / "portfolio.lock"):
        works = tuple(_place(out, *one) for one in written)
        return works, _front(desk, out)


def _all_passed(desk: Desk, library: Library, labs: tuple[Lab, ...]) -> list[Passed]:
    ready, missing = [], []
    for lab in labs:
        try:
            ready.append(passed_lab(desk, library, lab))
        except CertbookError as error:
            missing.append(str(error))
    if missing:
        raise CertbookError("; ".join(missing))
    return ready


def _files(passed: Passed, ran: Ran, kept: dict[str, str]) -> tuple[folder.Files, dict[str, Any], tuple[str, ...]]:
    notebook = for_readers(ran.notebook)
    data = data_of(passed.notebook)
    name = passed.lab.name
    code = code_of(name, passed.module, passed.notebook, data) if has_code(name) else None
    made = Made(passed, ran.artefact, data, figures_of(notebook), code)
    pages = {"README.md": readme(made), "data.md": data_page(passed.lab, data), "career.md": career(made)}
    if has_model(made):
        pages["model_card.md"] = model_card(made)
    now = {**pages, **{path: text for path, text in kept.items() if path in pages}}  # a page of theirs is what is shown
    shown = {_html(path): page_html(passed.lab.facts.title, text) for path, text in now.items() if path != "career.md"}
    texts = {
        **pages,
        **{path: offline(text) for path, text in shown.items()},
        "metrics.json": json.dumps(_metrics(made), ensure_ascii=False, indent=1) + "\n",
        "notebook.ipynb": json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        "notebook.html": page_of(notebook, passed.lab.facts.title),
        **({f"service/{path}": text for path, text in code.files.items()} if code is not None else {}),
    }
    files = {path: text.encode() for path, text in texts.items()}
    files |= {f"figures/{figure.name}": figure.data for figure in made.figures}
    return files, _entry(made, pages), todos(now)


def _html(path: str) -> str:
    return "index.html" if path == "README.md" else path.replace(".md", ".html")


def _metrics(made: Made) -> dict[str, Any]:
    return {
        "lab": made.passed.lab.name,
        "artefact": made.passed.lab.facts.artefact,
        "graded_notebook_sha256": made.passed.graded,
        "values": made.artefact,
    }


def _entry(made: Made, pages: dict[str, str]) -> dict[str, Any]:
    lab, module = made.passed.lab, made.passed.module
    links = {"Read": "index.html", "Notebook": "notebook.html", "Data": "data.html", "Numbers": "metrics.json"}
    links |= {"Model card": "model_card.html"} if "model_card.md" in pages else {}
    links |= {"Code": "service/work.py"} if made.code is not None else {}
    return {
        "name": lab.name,
        "title": lab.facts.title,
        "domain": module.facts.title,
        "problem": lab.facts.problem,
        "impact": first_sentence(made.words.get("impact", "")),
        "skills": list(dict.fromkeys(module.facts.skills[task.skill] for task in lab.tasks)),
        "numbers": headline(made.artefact, 4),
        "files": links,
    }


def _place(out: Path, passed: Passed, files: folder.Files, entry: dict[str, Any], todo: tuple[str, ...]) -> Work:
    placed = folder.place(out, passed.lab.name, files, entry)
    notes = ["your notebook changed since it was checked; the checked one is shown"] if passed.changed else []
    if any(path.startswith("service/") for path in files):
        notes.append("service/Containerfile was not built here")
    return Work(passed.lab.name, placed, tuple(sorted(files)), todo, tuple(notes))


def _front(desk: Desk, out: Path) -> tuple[str, ...]:
    found = tuple(map(index.Entry.of, folder.entries(out)))
    pages = {"index.html": index.index_html(desk.student, found), "index.md": index.index_md(desk.student, found)}
    return tuple(name for name, text in pages.items() if not folder.place_file(out, name, text.encode()))
