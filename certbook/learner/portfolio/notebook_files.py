"""The notebook for readers: without sealed checks and the grader's notes, as a file, as a page, and its figures."""

from __future__ import annotations

import base64
import copy
import logging
import re
from dataclasses import dataclass
from html import escape

import nbformat
from nbformat import NotebookNode

_TYPES = {"image/png": "png", "image/svg+xml": "svg", "image/jpeg": "jpg"}
# What a page would fetch from elsewhere, or run of elsewhere.
_REMOTE = re.compile(
    r"""<(?:script|link|iframe|img)\b[^>]*\b(?:src|href)\s*=\s*["']?(?:https?:)?//[^>]*>""", re.IGNORECASE
)
_REMOTE_SCRIPT = re.compile(
    r"""<script\b[^>]*\bsrc\s*=\s*["']?(?:https?:)?//[^>]*>.*?</script>""", re.IGNORECASE | re.DOTALL
)
_UNNAMED = 'alt="No description has been provided for this image"'
# Some of the template's colours are too light to read for many.
_READABLE = (
    "<style>.jp-InputArea-prompt, .jp-OutputArea-prompt { color: #595959 !important; opacity: 1 !important; }"
    " .highlight .mi, .highlight .mf { color: #006b00 !important; } .highlight .c1 { color: #2f6666 !important; }"
    " .highlight .ow, .highlight .o { color: #8a12d6 !important; }</style>"
)


@dataclass(frozen=True)
class Figure:
    """One picture that the notebook drew; `alt` says what it is, from the text that it stands under."""

    name: str
    data: bytes
    alt: str


def for_readers(ran: NotebookNode) -> NotebookNode:
    """Return the notebook that is published: no sealed check, no metadata of grading."""
    notebook = copy.deepcopy(ran)
    notebook.cells = [cell for cell in notebook.cells if not _is_sealed(cell)]
    for cell in notebook.cells:
        cell.metadata = NotebookNode()
    notebook.metadata = NotebookNode(
        kernelspec={"name": "python3", "display_name": "Python 3", "language": "python"},
        language_info={"name": "python"},
    )
    nbformat.validate(notebook)
    return notebook


def page_of(notebook: NotebookNode, title: str) -> str:
    """Return the notebook as one HTML page that fetches nothing: no script of elsewhere, no formula fonts."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="lab", embed_images=True)
    exporter.log = logging.getLogger(f"{__name__}.quiet")  # it warns of pictures without words, which they get below
    exporter.log.setLevel(logging.ERROR)
    exporter.mathjax_url = exporter.require_js_url = exporter.jquery_url = ""
    exporter.mermaid_js_url = exporter.jupyter_widgets_base_url = exporter.widget_renderer_url = ""
    page, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"name": title}})
    for figure in figures_of(notebook):
        if not figure.name.endswith(".svg"):
            page = page.replace(_UNNAMED, f'alt="{escape(figure.alt)}"', 1)
    return offline(page.replace("</head>", f"{_READABLE}</head>", 1))


def offline(page: str) -> str:
    """Return a page without what it would fetch from elsewhere; links that a reader may follow stay."""
    page = _REMOTE.sub("", _REMOTE_SCRIPT.sub("", page))
    # Modules are loaded by `import`, which names no tag's address.
    page = re.sub(r'<script type="module">(?:(?!</script>).)*?https?://.*?</script>', "", page, flags=re.DOTALL)
    page = re.sub(r"<!-- Load mathjax -->.*?<!-- End of mathjax configuration -->", "", page, flags=re.DOTALL)
    return re.sub(r'<script src="">\s*</script>', "", page)


def figures_of(notebook: NotebookNode) -> tuple[Figure, ...]:
    """Return the pictures among a notebook's outputs, in order."""
    found: list[Figure] = []
    heading = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            titles = [line.lstrip("# ").strip() for line in cell.source.splitlines() if line.startswith("#")]
            heading = titles[-1] if titles else heading
        for output in cell.get("outputs", []):
            bundle = output.get("data", {})
            kind = next((one for one in _TYPES if one in bundle), None)
            if kind is not None:
                number = len(found) + 1
                alt = _alt(cell.source, heading, number)
                found.append(Figure(f"figure-{number}.{_TYPES[kind]}", _bytes(bundle[kind], kind), alt))
    return tuple(found)


def _alt(source: str, heading: str, number: int) -> str:
    """Return what the code calls its picture, or where it stands."""
    named = re.findall(r"""\.(?:set_title|title|suptitle)\(\s*f?["']([^"']+)["']""", source)
    return named[-1] if named else f"Figure {number}, drawn under “{heading}”" if heading else f"Figure {number}"


def _bytes(value: str | list[str], kind: str) -> bytes:
    text = "".join(value)
    return text.encode() if kind == "image/svg+xml" else base64.b64decode(text)


def _is_sealed(cell: NotebookNode) -> bool:
    facts = cell.metadata.get("certbook", {})
    return bool(facts.get("hidden")) or "BEGIN HIDDEN TESTS" in cell.source
