"""A verification in the forms that other tools read: JUnit XML, JSON and a Markdown summary."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

from certbook.errors import CertbookError
from certbook.files import replace_whole
from certbook.verify.report import VerifyReport


def write_json(report: VerifyReport, file: Path) -> None:
    """Write the whole report as JSON."""
    _write(file, json.dumps(report.to_json(), ensure_ascii=False, indent=1) + "\n")


def write_junit(report: VerifyReport, file: Path) -> None:
    """Write one test case for each lesson and lab, as CI servers show them."""
    parts = [*report.lessons, *report.labs]
    suite = ElementTree.Element(
        "testsuite",
        name="certbook verify",
        tests=str(len(parts)),
        failures=str(sum(not part["ok"] for part in parts)),
        errors="0",
    )
    for part in parts:
        kind = "lab" if "lab" in part else "lesson"
        seconds = sum(run["seconds"] for run in part["seeds"]) if kind == "lab" else part["seconds"]
        case = ElementTree.SubElement(suite, "testcase", classname=kind, name=part[kind], time=f"{seconds:.2f}")
        if not part["ok"]:
            failure = ElementTree.SubElement(case, "failure", message=part["findings"][0])
            failure.text = "\n".join(part["findings"])
    root = ElementTree.Element("testsuites")
    root.append(suite)
    ElementTree.indent(root)
    _write(file, '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n")


def write_summary(report: VerifyReport, file: Path) -> None:
    """Write a Markdown page with the table of labs and everything that is wrong."""
    lines = ["# Certbook verify", "", "proven" if report.ok else "**not proven**", ""]
    lines += ["| " + " | ".join(COLUMNS) + " |", "|---" * len(COLUMNS) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in lab_rows(report)]
    lines += ["", LEGEND, "", *(f"- lesson {part['lesson']}: {part['seconds']:.1f} s" for part in report.lessons)]
    if report.findings:
        lines += ["", "## What is wrong", "", *(f"- {line}" for line in report.findings)]
    _write(file, "\n".join(lines) + "\n")


COLUMNS = ("lab", "points", "seeds", "CPU s", "blank", "caught", "shown", "right", "cheats", "ok")
LEGEND = (
    "seeds: solution scored full · blank: points of the untouched release · caught: mistakes that lost what they must, "
    "shown: those that the visible checks alone catch · right: other right answers that scored full · "
    "cheats: those that scored nothing"
)


def lab_rows(report: VerifyReport) -> list[tuple[str, ...]]:
    """Return the table of labs, a row each, in the order of COLUMNS: counts are "held of all"."""
    return [_row(part) for part in report.labs]


def _row(part: dict[str, Any]) -> tuple[str, ...]:
    mistakes, seeds = part["mistakes"], part["seeds"]
    full = sum(run["score"] == part["max_score"] for run in seeds)
    return (
        part["lab"],
        f"{part['max_score']:g}",
        f"{full}/{len(seeds)}",
        f"{part['cpu_seconds']:.1f}",
        f"{part['blank_score']:g}",
        f"{sum(m['caught'] for m in mistakes)}/{len(mistakes)}",
        f"{sum(m['caught_by_visible'] for m in mistakes)}/{len(mistakes)}",
        f"{sum(a['score'] == part['max_score'] for a in part['alternatives'])}/{len(part['alternatives'])}",
        f"{sum(c['held'] for c in part['cheats'])}/{len(part['cheats'])}",
        "yes" if part["ok"] else "NO",
    )


def _write(file: Path, text: str) -> None:
    try:
        replace_whole(file, text)
    except OSError as error:
        raise CertbookError(f"{file}: cannot be written ({error.strerror})") from None
