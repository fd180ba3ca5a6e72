"""The texts of a portfolio: what the learner wrote, what was computed, and in the open what is still to be written."""

from __future__ import annotations

import importlib.metadata
import re
from dataclasses import dataclass
from typing import Any

from certbook.learner.portfolio.code import Code
from certbook.learner.portfolio.data_notes import DataNote
from certbook.learner.portfolio.metrics import headline, rows_of
from certbook.learner.portfolio.notebook_files import Figure
from certbook.learner.portfolio.passed import Passed
from certbook.learner.portfolio.words import first_sentence, parts_of

TODO = "**TODO**"
_HEADINGS = {"problem": "The problem", "approach": "Approach", "impact": "Impact", "limit": "Limits"}
_MODELS = re.compile(r"\b([A-Z][A-Za-z]+(?:Classifier|Regressor|Regression|NB|SVC|SVR|Ridge|Lasso))\b")


@dataclass(frozen=True)
class Made:
    """What all pages of one lab are made of."""

    passed: Passed
    artefact: Any
    data: tuple[DataNote, ...]
    figures: tuple[Figure, ...]
    code: Code | None

    @property
    def words(self) -> dict[str, str]:
        """The learner's paragraphs by part."""
        return parts_of(self.passed.words)


def readme(made: Made) -> str:
    """Return `README.md`."""
    lab, words = made.passed.lab, made.words
    lines = [f"# {lab.facts.title}", "", f"> {lab.facts.problem}", ""]
    if words.get("rest"):
        lines += ["## In my own words", "", words["rest"], ""]
    for part, heading in _HEADINGS.items():
        if words.get(part):
            lines += [f"## {heading}", "", words[part], ""]
    lines += ["## What was found", "", *_table(made.artefact), ""]
    for figure in made.figures:
        lines += [f"![{figure.alt}](figures/{figure.name})", ""]
    lines += ["## Data", "", *_data_lines(made.data), "", "More in [data.md](data.md).", ""]
    lines += ["## How to run it", "", *_how_to_run(made), ""]
    lines += ["## What is here", "", *_contents(made), ""]
    lines += ["## Licence and attribution", "", *_licence(), ""]
    return "\n".join(lines)


def has_model(made: Made) -> bool:
    """Whether the work fits or uses a model: its code says so."""
    return bool(re.search(r"\.fit\(|predict_proba\(|certbook\.lab\.model", _code(made)))


def model_card(made: Made) -> str:
    """Return `model_card.md`; what only the learner can say stands there as a TODO."""
    lab, words = made.passed.lab, made.words
    models = sorted(set(_MODELS.findall(_code(made))))
    lines = [f"# Model card: {lab.facts.title}", "", "## Model", ""]
    lines += [
        f"- Built with: {', '.join(f'`{name}`' for name in models)}" if models else f"- {TODO}: which model it is"
    ]
    lines += [f"- Seed: `{_seed(made)}`", f"- Graded notebook (SHA-256): `{made.passed.graded}`", ""]
    sections = (
        ("Intended use", words.get("problem", ""), "who uses it, for which decision"),
        ("Uses to keep away from", "", "where it must not be used, and why"),
        ("How it was made", words.get("approach", ""), "what it learns from, and how it was chosen"),
    )
    for title, text, what in sections:
        lines += [f"## {title}", "", text or f"{TODO}: {what}", ""]
    lines += ["## Data", "", *_data_lines(made.data), "", "## Metrics", "", *_table(made.artefact), ""]
    ending = (
        ("What the numbers mean", words.get("impact", ""), "what they mean for who uses it"),
        ("Limits", words.get("limit", ""), "what it cannot do, and what the numbers do not show"),
        ("Who may be harmed", "", "which groups it may serve worse, and what you looked at"),
        ("Upkeep", "", "who watches it, how it is switched off, when it is made anew"),
    )
    for title, text, what in ending:
        lines += [f"## {title}", "", text or f"{TODO}: {what}", ""]
    return "\n".join(lines)


def career(made: Made) -> str:
    """Return `career.md`: a résumé line, a profile text and an interview card, from the learner's own words."""
    passed, words = made.passed, made.words
    lab = passed.lab
    impact = words.get("impact") or words.get("rest", "")
    problem = words.get("problem", "")
    skills = list(dict.fromkeys(passed.module.facts.skills[task.skill] for task in lab.tasks))
    numbers = "; ".join(f"{name}: {value}" for name, value in headline(made.artefact))
    lines = [f"# {lab.facts.title}: for your application", "", "Everything here is yours to change.", ""]
    lines += ["## Résumé line", "", f"- **{lab.facts.title}.** {first_sentence(impact) or f'{TODO}: your impact'}"]
    lines += [f"  ({numbers})" if numbers else "", "", "## Profile text", ""]
    lines += [f"{first_sentence(problem) or lab.facts.problem} {first_sentence(words.get('approach', ''))}".strip(), ""]
    lines += ["What I can do from it:", "", *[f"- {skill}" for skill in skills], "", "## Interview card", ""]
    lines += _card(made, problem, impact)
    return "\n".join(lines)


def todos(pages: dict[str, str]) -> tuple[str, ...]:
    """Return what is still to be written, each with its page."""
    found = []
    for name, text in pages.items():
        heading = ""
        for line in text.splitlines():
            heading = line.lstrip("# ") if line.startswith("#") else heading
            if TODO in line:
                found.append(f"{name}, {heading}: {line.split(TODO, 1)[1].lstrip(': ').strip('. ')}")
    return tuple(found)


def _card(made: Made, problem: str, impact: str) -> list[str]:
    words, lab = made.words, made.passed.lab
    asked = (
        ("What problem did you solve, and for whom?", problem or lab.facts.problem),
        ("How did you go about it?", words.get("approach", "")),
        ("What came out of it?", impact),
        ("What does it not show, and what would you do next?", words.get("limit", "")),
    )
    lines = []
    for question, text in asked:
        points = [f"- {one}" for one in _sentences(text)] or [f"- {TODO}: your answer"]
        lines += [f"### {question}", "", *points, ""]
    lines += ["### What went wrong on the way, and how did you mend it?", ""]
    for one in made.passed.met:
        ending = "mended: the task passed afterwards" if one.mended else "still open"
        often = "once" if one.times == 1 else f"{one.times} times"
        lines.append(f"- {one.task}: {_plain(one.says)} (met {often}; {ending})")
    if not made.passed.met:
        lines.append("- The record holds no named mistake. " + f"{TODO}: what was hardest, in your words")
    return [*lines, ""]


def _table(artefact: Any) -> list[str]:
    rows, total = rows_of(artefact)
    if not rows:
        return ["The report holds no numbers."]
    lines = ["| what | value |", "|---|---|", *[f"| {_cell(name)} | {_cell(value)} |" for name, value in rows]]
    more = [] if total == len(rows) else ["", f"{total - len(rows)} more are in [metrics.json](metrics.json)."]
    return [*lines, *more, "", "Taken from a run of the notebook beside this page; see [metrics.json](metrics.json)."]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _data_lines(data: tuple[DataNote, ...]) -> list[str]:
    if not data:
        return ["None of the course’s data sets is read; the notebook says what the inputs are."]
    return [f"- `{note.entry.name}`: {note.entry.origin}. Terms: {note.entry.licence}." for note in data]


def _how_to_run(made: Made) -> list[str]:
    lines = ["`notebook.html` opens in any browser, without a network."]
    if made.code is not None:
        lines += [
            "",
            "The code runs without a notebook:",
            "",
            "```sh",
            "cd service",
            "python -m venv .venv && .venv/bin/pip install -r requirements.txt",
            *[f".venv/bin/{line}" for line in made.code.run],
            "```",
            "",
            "or in a container: `podman build -t work . && podman run --rm"
            + (" -p 8000:8000 work`" if made.code.is_service else " work`")
            + ". The image was not built where these files were written.",
        ]
        if made.code.is_service:
            lines += ["", "Then ask it: `curl http://127.0.0.1:8000/health`."]
    version = importlib.metadata.version("certbook")
    return [
        *lines,
        "",
        f"`notebook.ipynb` runs in JupyterLab where the package `certbook` {version} is installed; it reads the data.",
    ]


def _contents(made: Made) -> list[str]:
    lines = ["- `notebook.ipynb`, `notebook.html`: the work itself, executed", "- `metrics.json`: its numbers"]
    lines += ["- `model_card.md`: what the model is for, and what not"] if has_model(made) else []
    lines += ["- `figures/`: its pictures"] if made.figures else []
    lines += ["- `service/`: the code to deploy"] if made.code is not None else []
    return lines


def _licence() -> list[str]:
    return [
        "The answers and the text in my own words are mine.",
        "The exercise (its tasks, given code and visible checks) is © Certbook contributors: text under",
        "CC BY 4.0, program under BSD-3-Clause. The data keeps its own terms, named in [data.md](data.md).",
    ]


def _code(made: Made) -> str:
    return "\n".join(cell.source for cell in made.passed.notebook.cells if cell.cell_type == "code")


def _seed(made: Made) -> str:
    found = re.search(r"^SEED\s*=\s*(\d+)", _code(made), re.MULTILINE)
    return found.group(1) if found else "none"


def _sentences(text: str) -> list[str]:
    line = " ".join(text.split())
    return [one for one in re.split(r"(?<=[.!?])\s+(?=[A-Z\"(*])", line) if one]


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".")
