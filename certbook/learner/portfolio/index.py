"""The portfolio's front page over all that lies in it: HTML and Markdown, ready for a host of plain files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2433; --paper: #fdfdfb; --soft: #5a6273; --line: #d9dce3; --link: #0b57a4;
  --card: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaf0; --paper: #14171f; --soft: #a9b1c2; --line: #343a49;
  --link: #8ab8f0; --card: #1b1f2a; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1.0625rem/1.6 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header, main, footer { max-width: 56rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 3rem; }
h1 { font-size: 2.25rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 .25rem; }
.lead, .about, footer { color: var(--soft); }
.lead { margin: 0 0 2rem; }
.about { margin: 0 0 .75rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem 1.5rem;
  margin: 0 0 1.25rem; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
dl { display: flex; flex-wrap: wrap; gap: .75rem 2rem; margin: 1rem 0; }
dl div { min-width: 6rem; }
dt { font-size: .875rem; color: var(--soft); }
dd { margin: 0; font-size: 1.25rem; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
ul.links { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; margin: 1rem 0 0; }
ul.links a { display: inline-block; padding: .35rem 0; }
ul.skills { padding-left: 1.25rem; margin: .5rem 0; }
img { max-width: 100%; height: auto; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: .35rem 1.25rem .35rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
main > h1 { margin-top: 1rem; } main > h2 { margin-top: 2rem; }
pre, blockquote { margin: 1rem 0; padding: .75rem 1rem; border-left: .25rem solid var(--line);
  white-space: pre-wrap; overflow-wrap: anywhere; }
blockquote { white-space: normal; }
code { overflow-wrap: anywhere; }
footer { padding-top: 1rem; padding-bottom: 3rem; font-size: .9375rem; }
@media (max-width: 30rem) { header { padding-top: 1.75rem; } h1 { font-size: 1.75rem; } article { padding: 1rem; } }
@media print { body { font-size: 11pt; } article { break-inside: avoid; } header { padding-top: 0; } }
""".strip()


@dataclass(frozen=True)
class Entry:
    """One piece of work on the front page; `files` are its pages by what they are called."""

    name: str
    title: str
    domain: str
    problem: str
    impact: str
    skills: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    files: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, value: dict[str, Any]) -> Entry:
        """Return the entry of plain JSON values."""
        numbers = tuple((str(name), str(one)) for name, one in value.get("numbers", ()))
        return cls(**{**value, "skills": tuple(value.get("skills", ())), "numbers": numbers})


def index_html(owner: str, entries: tuple[Entry, ...]) -> str:
    """Return `index.html`: no script, no address of elsewhere."""
    works = "\n".join(map(_article, entries))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(_title(owner))}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
        f'<header>\n<h1>{escape(_title(owner))}</h1>\n<p class="lead">{escape(_lead(entries))}</p>\n</header>\n'
        f"<main>\n{works}\n</main>\n"
        "<footer>\n<p>Each work passed the automatic tests of its exercise; the words are the author’s.</p>\n"
        "</footer>\n"
        "</body>\n</html>\n"
    )


def page_html(title: str, markdown: str) -> str:
    """Return a page of a work as HTML, in the style of the front page."""
    from nbconvert.filters import markdown2html

    body = re.sub(r'href="(data|model_card)\.md"', r'href="\1.html"', markdown2html(markdown))
    body = re.sub(r'<a class="anchor-link"[^>]*>.*?</a>', "", body)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
        f'<header><p><a href="../index.html">All works</a></p></header>\n<main>\n{body}\n</main>\n</body>\n</html>\n'
    )


def index_md(owner: str, entries: tuple[Entry, ...]) -> str:
    """Return `index.md`, the same for hosts that show Markdown."""
    lines = [f"# {_title(owner)}", "", _lead(entries), ""]
    for one in entries:
        lines += [f"## [{one.title}]({one.name}/README.md)", "", f"*{one.domain}.* {one.problem}", ""]
        lines += [one.impact, ""] if one.impact else []
        lines += [f"- {name}: {value}" for name, value in one.numbers]
        lines += [""] if one.numbers else []
        lines += [" · ".join(f"[{label}]({one.name}/{path})" for label, path in one.files.items()), ""]
    return "\n".join(lines)


def _article(one: Entry) -> str:
    numbers = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in one.numbers)
    links = "".join(
        f'<li><a href="{escape(one.name)}/{escape(path)}">{escape(label)}'
        f'<span style="position:absolute;left:-99rem"> of {escape(one.title)}</span></a></li>'
        for label, path in one.files.items()
    )
    skills = "".join(f"<li>{escape(skill)}</li>" for skill in one.skills)
    parts = [
        f'<article aria-labelledby="{escape(one.name)}">',
        f'<h2 id="{escape(one.name)}">{escape(one.title)}</h2>',
        f'<p class="about">{escape(one.domain)}. {escape(one.problem)}</p>',
        f"<p>{escape(one.impact)}</p>" if one.impact else "",
        f"<dl>{numbers}</dl>" if numbers else "",
        f'<ul class="skills">{skills}</ul>' if skills else "",
        f'<ul class="links">{links}</ul>',
        "</article>",
    ]
    return "\n".join(part for part in parts if part)


def _title(owner: str) -> str:
    return f"Portfolio of {owner}" if owner and owner != "learner" else "Portfolio"


def _lead(entries: tuple[Entry, ...]) -> str:
    domains = len({one.domain for one in entries})
    works = f"{len(entries)} piece{'s' * (len(entries) != 1)} of work"
    return (
        works + (f" from {domains} fields" if domains > 1 else "") + ", each with its code, its numbers and its limits."
    )
