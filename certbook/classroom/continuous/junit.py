"""Grades as JUnit XML: a suite for each notebook, a case for each task, the learner's message as the failure."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from certbook.classroom.continuous.run import CiResult
from certbook.grading.report import NotebookGrade

_KINDS = {"wrong": "failure", "error": "error", "not attempted": "skipped"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_of(result: CiResult, with_names: bool) -> str:
    """Return the XML; without names students are numbered."""
    root = ElementTree.Element("testsuites", name="certbook")
    students = sorted({grade.student for grades in result.grades.values() for grade in grades})
    who = {name: name if with_names else f"student-{number}" for number, name in enumerate(students, start=1)}
    for domain, grades in result.grades.items():
        for grade in grades:
            prefix = f"{who[grade.student]}." if result.is_class else ""
            root.append(_suite(f"{prefix}{domain}.{grade.notebook}", grade, hide=result.is_class and not with_names))
    for attribute in ("tests", "failures", "errors", "skipped"):
        root.set(attribute, str(sum(int(suite.get(attribute, "0")) for suite in root)))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(name: str, grade: NotebookGrade, hide: bool) -> ElementTree.Element:
    suite = ElementTree.Element("testsuite", name=name, time=f"{grade.seconds:.2f}")
    counts = {"failure": 0, "error": 0, "skipped": 0}
    for task in grade.tasks:
        case = ElementTree.SubElement(suite, "testcase", classname=name, name=_clean(task.title or task.task))
        kind = _KINDS.get(task.outcome)
        if kind is not None:
            counts[kind] += 1
            message = "" if hide else _clean(task.message)
            ElementTree.SubElement(case, kind, message=message.partition("\n")[0]).text = message
    if grade.status != "graded":
        case = ElementTree.SubElement(suite, "testcase", classname=name, name="the notebook")
        counts["error"] += 1
        ElementTree.SubElement(case, "error", message=grade.status).text = "" if hide else _clean(grade.message)
    suite.set("tests", str(len(suite)))
    for attribute, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(attribute, str(counts[kind]))
    return suite


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
