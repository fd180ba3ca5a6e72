"""The report as one HTML page: no network, no script, light and dark, made to be printed too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from certbook.classroom.report.charts import bars, meter
from certbook.classroom.report.style import STYLE

_MOST_CLUSTERS = 40
_MOST_NAMES = 12  # of students in a cell; the others are counted
_LONGEST_NAME = 28  # characters of a row's head that is not broken
_LONGEST_PASSAGE = 2_000
_CLASS_WIDTH, _LAB_WIDTH = 420, 320  # of the charts of points: they fit a narrow screen
_TENTHS = [f"{10 * place}–{10 * place + 10} %" for place in range(10)]

Values = dict[str, Any]


def page_of(report: Values) -> str:
    """Return the page of a report's JSON values."""
    title = f"{report['title']}: report on a class"
    sections = (
        ("glance", "At a glance", _glance(report)),
        ("points", "Points", _points(report)),
        ("tasks", "Tasks", _tasks(report)),
        ("mistakes", "Known mistakes", _mistakes(report)),
        ("messages", "What failed checks said", _messages(report)),
        ("attempts", "Attempts over time", _attempts(report)),
        ("help", "Who may need help", _needy(report)),
        ("alike", "Answers that are alike", _alike(report)),
        ("students", "All students", _students(report)),
        ("method", "How these numbers are made", _METHOD),
    )
    links = "".join(f'<li><a href="#{key}">{escape(name)}</a></li>' for key, name, _ in sections)
    body = "".join(
        f'<section aria-labelledby="{key}"><h2 id="{key}">{escape(name)}</h2>{text}</section>'
        for key, name, text in sections
    )
    who = " Students go by made-up names." if report["pseudonymous"] else " It names students: keep it to yourself."
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{escape(title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<header><h1>{escape(report['title'])}</h1>"
        f'<p class="lead">Report on a class, made {escape(_day(report["made"]))}.{escape(who)}</p></header>\n'
        f'<nav aria-label="Sections"><ul>{links}</ul></nav>\n<main>{body}</main>\n</body>\n</html>\n'
    )


def _glance(report: Values) -> str:
    whole = report["whole"]
    unread = sum(number for verdict, number in whole["verdicts"].items() if verdict != "graded")
    facts = (
        (str(report["students"]), "students"),
        (f"{whole['median']:.0%}", "of the points is the median"),
        (_coefficient(whole["alpha"]), "reliability of the sum (α)"),
        (str(unread), "notebooks with another verdict than graded"),
        (str(len(report["needy"])), "students who may need help"),
        (str(report["pairs"]), "pairs of answers that are alike"),
    )
    cards = "".join(f"<div><dt>{escape(words)}</dt><dd>{escape(number)}</dd></div>" for number, words in facts)
    striking = sorted(
        (item for item in report["items"] if item["remark"]), key=lambda item: item["discrimination"] or 0
    )
    remarks = [f"{_place(item)}: {item['remark']}" for item in striking]
    mistakes = [
        f"{len(one['students'])} of {report['students']} students: {one['belief']}"
        for one in report["mistakes"]["found"][:3]
    ]
    return f'<dl class="cards">{cards}</dl>' + _list("What stands out", [*mistakes, *remarks[:5]])


def _points(report: Values) -> str:
    whole = report["whole"]
    said = f"Students by their share of all points; the median is {whole['median']:.0%}"
    figure = _still(
        bars(_TENTHS, whole["bins"], said, "students", _CLASS_WIDTH), "Students by their share of all points."
    )
    rows = [
        (
            _text(one["title"]),
            _text(str(one["students"])),
            _text(f"{one['max_points']:g}"),
            meter(one["median"]),
            _text(f"{one['lower']:.0%} to {one['upper']:.0%}"),
            _text(_coefficient(one["alpha"])),
            _text(", ".join(f"{number} {verdict}" for verdict, number in sorted(one["verdicts"].items()))),
        )
        for one in (*report["labs"], whole)
    ]
    heads = ("Lab", "Handed in", "Points", "Median", "Middle half", "α", "Verdicts")
    if len(report["labs"]) > 1:
        figure += f'<div class="labs">{"".join(map(_lab_chart, report["labs"]))}</div>'
    return figure + _table("Points by lab", heads, rows, numbers=(1, 2, 5)) + _list("Left out", report["problems"])


def _lab_chart(lab: Values) -> str:
    said = f"{lab['title']}: students by their share of its points; the median is {lab['median']:.0%}"
    chart = bars(_TENTHS, lab["bins"], said, "students", _LAB_WIDTH)
    return _still(chart, lab["title"])


def _tasks(report: Values) -> str:
    rows = [
        (
            _text(item["lab"]),
            f"{escape(item['title'])}<br><code>{escape(item['task'])}</code>",
            _text(f"{item['points']:g}"),
            meter(item["difficulty"]),
            _text(_coefficient(item["discrimination"])),
            _text(f"{item['omitted']:.0%}"),
            _text(f"{item['passed']} of {item['students']}"),
            _text(item["remark"]),
        )
        for item in report["items"]
    ]
    heads = ("Lab", "Task", "Points", "Difficulty", "Discrimination", "Omitted", "Passed", "Remark")
    return _table("Tasks, in their order", heads, rows, numbers=(2, 4, 5, 6))


def _mistakes(report: Values) -> str:
    made = report["mistakes"]
    if not made["failed"]:
        return "<p>No task failed.</p>"
    rows = [
        (
            f"{escape(one['belief'])}<br><code>{escape(one['misconception'])}</code>",
            _text(", ".join(one["tasks"])),
            meter(len(one["students"]) / report["students"]),
            _text(_some(one["students"])),
        )
        for one in made["found"]
    ]
    share = made["explained"] / made["failed"]
    text = (
        f"Of {made['failed']} failed tasks, counted by student, {made['explained']} ({share:.0%}) show a known mistake."
    )
    heads = ("What is believed", "Where", "Share of the class", "Who")
    return f"<p>{escape(text)}</p>" + (_table("Known mistakes, the most frequent first", heads, rows) if rows else "")


def _messages(report: Values) -> str:
    rows = [
        (
            _text(f"{one['lab']} {one['task']}"),
            f"<pre>{escape(one['example'])}</pre>",
            _text(str(len(one["students"]))),
            _text(_some(one["students"])),
        )
        for one in report["clusters"][:_MOST_CLUSTERS]
    ]
    if not rows:
        return "<p>No check failed.</p>"
    rest = report["clusters"][_MOST_CLUSTERS:]
    note = f"<p>{len(rest)} rarer kinds are left out; they are in the JSON.</p>" if rest else ""
    lead = "<p>Messages that differ in values alone are one kind; the text is one example of it.</p>"
    return lead + _table("Kinds of messages", ("Task", "An example", "Students", "Who"), rows, numbers=(2,)) + note


def _attempts(report: Values) -> str:
    if not report["days"]:
        return "<p>No times are known: <code>certbook collect</code> and nbgrader's exchange keep them.</p>"
    days = list(report["days"])
    chart = bars([day[5:] for day in days], list(report["days"].values()), "Notebooks handed in by day", "notebooks")
    often = ", ".join(f"{number} {_times(int(times))}" for times, number in report["attempts"].items())
    span = f"{days[0]} to {days[-1]}" if len(days) > 1 else days[0]
    return (
        _figure(chart, f"Notebooks handed in by day, {span}, earlier attempts that were kept included.")
        + f"<p>Notebooks by how often they were handed in: {escape(often)}.</p>"
    )


def _still(chart: str, caption: str) -> str:
    return f'<figure class="still">{chart}<figcaption>{escape(caption)}</figcaption></figure>'


def _figure(chart: str, caption: str) -> str:
    # In reach of the keyboard: on a narrow screen it scrolls.
    return f'<figure tabindex="0">{chart}<figcaption>{escape(caption)}</figcaption></figure>'


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _needy(report: Values) -> str:
    absent = f"<p>Nothing handed in: {escape(', '.join(report['absent']))}.</p>" if report["absent"] else ""
    if not report["needy"]:
        return absent or "<p>Nothing speaks for anybody in particular.</p>"
    rows = [
        (
            _text(one["student"]),
            meter(one["share"]),
            f"<ul>{''.join(f'<li>{escape(r)}</li>' for r in one['reasons'])}</ul>",
        )
        for one in report["needy"]
    ]
    return _table("Who may need help, and why", ("Student", "Points", "Why"), rows) + absent


def _alike(report: Values) -> str:
    warning = (
        '<p class="warning"><strong>Similarity is not guilt.</strong> Two people who learned from the same page, or '
        "for whom the task has one natural answer, write alike. Read both, and talk to both, before you judge.</p>"
    )
    if not report["alike"]:
        return warning + "<p>No pair of answers is more alike than the task explains.</p>"
    rest = report["pairs"] - len(report["alike"])
    note = f"<p>{rest} more pairs, less alike than these, are left out.</p>" if rest else ""
    return warning + "".join(_pair(one) for one in report["alike"]) + note


def _pair(one: Values) -> str:
    pair = one["pair"]
    title = f"{pair['first']} and {pair['second']}, {one['lab']}: {pair['share']:.0%} alike, {pair['tokens']} tokens"
    passages = "".join(
        f'<div class="beside"><div><h3>{escape(pair["first"])}: <code>{escape(passage["task"])}</code></h3>'
        f"<pre>{escape(_cut(passage['first']))}</pre></div><div><h3>{escape(pair['second'])}</h3>"
        f"<pre>{escape(_cut(passage['second']))}</pre></div></div>"
        for passage in pair["passages"]
    )
    return f"<details><summary>{escape(title)}</summary>{passages}</details>"


def _students(report: Values) -> str:
    labs = [one["name"] for one in report["labs"]]
    rows = [
        (
            _text(row["student"]),
            _text(f"{row['score']:g} of {row['max_points']:g}"),
            *(_text("–" if row["labs"].get(lab) is None else f"{row['labs'][lab]:g}") for lab in labs),
        )
        for row in report["rows"]
    ]
    numbers = tuple(range(1, len(labs) + 2))
    return _table("Points of all students", ("Student", "Points", *labs), rows, numbers=numbers)


_METHOD = """
<ul>
<li><b>Points</b> are those that checks gave; what a person grades is not in them. Shares are of those who handed in a
notebook that ran.</li>
<li><b>Difficulty</b> is the mean share of a task's points, so a high one is an easy task.</li>
<li><b>Discrimination</b> is the corrected item-total correlation: a task's points with the sum of the other tasks' of
its lab. Above 0.2 a task tells students apart; below 0 something is wrong with it.</li>
<li><b>Omitted</b> is the share of handed-in notebooks in which the task was not attempted.</li>
<li><b>α</b> is Cronbach's: k / (k − 1) · (1 − sum of the tasks' variances / variance of the sum). For all labs it
counts those who handed in each of them.</li>
<li><b>Known mistakes</b> are the misconceptions that a failed check's message names, or of which a shipped wrong
answer fails the same checks with the same words. Where several beliefs lead to one message, the message names the
likeliest: ask before you take it for somebody's.</li>
<li><b>Answers that are alike</b> share runs of tokens after names, layout, the released text and what many of the class
wrote are set aside (winnowing: Schleimer, Wilkerson and Aiken, 2003).</li>
</ul>"""


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: tuple[int, ...] = ()) -> str:
    """Return a table of HTML cells, the first of each row its head."""
    head = "".join(f'<th scope="col"{_class(place in numbers)}>{escape(name)}</th>' for place, name in enumerate(heads))
    body = "".join(f"<tr>{_cells(row, numbers)}</tr>\n" for row in rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>"
    )


def _class(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _cells(row: Sequence[str], numbers: tuple[int, ...]) -> str:
    head = f'<th scope="row"{_name_class(row[0])}>{row[0]}</th>'
    return head + "".join(f"<td{_class(place in numbers)}>{cell}</td>" for place, cell in enumerate(row[1:], start=1))


def _name_class(cell: str) -> str:
    return ' class="name"' if len(cell) <= _LONGEST_NAME and "<" not in cell else ""


def _list(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    return f"<h3>{escape(title)}</h3><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _text(value: str) -> str:
    return escape(value)


def _some(students: Sequence[str]) -> str:
    rest = len(students) - _MOST_NAMES
    return ", ".join(students[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")


def _coefficient(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace("-", "−")


def _place(item: Values) -> str:
    return f"{item['lab']}, {item['title']}"


def _day(when: str) -> str:
    return when[:16].replace("T", " ")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_PASSAGE else f"{text[:_LONGEST_PASSAGE].rstrip()}\n…"
