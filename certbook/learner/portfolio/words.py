"""The learner's own text, taken apart where it says itself which part is which; nothing is added."""

from __future__ import annotations

import re

PARTS = ("problem", "approach", "impact", "limit")
_ALSO = {
    "limits": "limit",
    "limitation": "limit",
    "limitations": "limit",
    "result": "impact",
    "results": "impact",
    "answer": "impact",
    "method": "approach",
    "decision": "impact",
    "what could have gone wrong": "approach",
}
_WORD = r"[A-Za-z][A-Za-z ]{2,30}?"
_LEADS = tuple(
    re.compile(form)
    for form in (
        rf"\s*#{{1,6}}\s*(?P<word>{_WORD})\s*[.:]?\s*(?:\n|$)",  # a heading
        rf"\s*(?P<mark>[*_]{{1,3}})(?P<word>{_WORD})\s*[.:]?(?P=mark)[.:]?(?:\s+|$)",  # emphasised
        rf"\s*(?P<word>{_WORD})[.:](?:\s+|$)",  # a word with its stop
    )
)

# A part that begins within a paragraph, where it is emphasised, begins a line, or stands before a colon.
_NAMED = "|".join((*PARTS, *_ALSO))
_INLINE = re.compile(
    rf"\s+(?=([*_]{{1,3}})(?:{_NAMED})[.:]?\1[.:]?\s)|\n(?=(?:{_NAMED})[.:]\s)|(?<=[.!?])\s+(?=(?:{_NAMED}):\s)",
    re.IGNORECASE,
)


def parts_of(text: str) -> dict[str, str]:
    """Return the paragraphs that begin with Problem, Approach, Impact or Limit, by these; `rest` has the others.

    A paragraph without such a word belongs to the one before it.
    """
    found: dict[str, list[str]] = {}
    current = "rest"
    for paragraph in re.split(r"\n\s*\n", _INLINE.sub("\n\n", text.strip())):
        name, body = _lead(paragraph)
        if name is not None:
            current = name
        if body.strip():
            found.setdefault(current, []).append(body.strip())
    return {name: "\n\n".join(paragraphs) for name, paragraphs in found.items()}


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, on one line."""
    line = " ".join(text.split())
    found = re.match(r".+?[.!?](?=\s+[A-Z\"'(*]|$)", line)
    return found.group(0) if found else line


def _lead(paragraph: str) -> tuple[str | None, str]:
    lead = next((found for form in _LEADS if (found := form.match(paragraph))), None)
    if lead is None:
        return None, paragraph
    word = " ".join(lead["word"].lower().split())
    name = word if word in PARTS else _ALSO.get(word)
    return (name, paragraph[lead.end() :]) if name is not None else (None, paragraph)
