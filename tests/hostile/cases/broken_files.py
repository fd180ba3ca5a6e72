"""What is no notebook, or hardly one: each gets one line, and the class goes on."""

import json
import os
from pathlib import Path

from attack import ALL, Attack, Expect
from vault import LAB

UNREADABLE = Expect(("unreadable",), most=0, seconds=20)
EITHER = Expect(("unreadable", "graded"), most=ALL, seconds=30)
NAME = f"{LAB}.ipynb"


def raw(name, story, data, expect=UNREADABLE):
    """A file of these bytes."""
    return Attack(name, story, expect, place=lambda folder: (folder / NAME).write_bytes(data))


def changed(name, story, change, expect=EITHER):
    """The honest notebook's JSON, changed: `change` returns the new value, or changes it in place."""

    def place(folder: Path) -> None:
        value = json.loads((folder / NAME).read_text(encoding="utf-8"))
        made = change(value)
        text = made if isinstance(made, str) else json.dumps(value if made is None else made)
        (folder / NAME).write_bytes(text.encode("utf-8", "surrogatepass"))

    return Attack(name, story, expect, place=place)


def placed(name, story, make, expect=UNREADABLE):
    """Something else than a file in the notebook's place."""

    def place(folder: Path) -> None:
        (folder / NAME).unlink()
        make(folder / NAME)

    return Attack(name, story, expect, place=place)


def recode(path: Path, encoding: str) -> None:
    path.write_text(path.read_text(encoding="utf-8"), encoding=encoding)


def sources(value):
    """Let every kind of value stand where a source belongs."""
    kinds = [3, None, {}, {"a": []}, [1, 2], [["x"]], True, 1.5]
    for one, kind in zip(value["cells"], kinds, strict=False):
        one["source"] = kind


def cells_of_other_kinds(value):
    value["cells"][:0] = [
        None,
        3,
        "x",
        [],
        {},
        {"cell_type": 7},
        {"cell_type": "heading", "source": "x"},
        {"cell_type": []},
    ]


def huge_outputs(value):
    for one in value["cells"]:
        if one["cell_type"] == "code":
            one["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 5_000_000}]


def strange_outputs(value):
    for one in value["cells"]:
        if one["cell_type"] == "code":
            one["outputs"] = [3, None, {"output_type": "nobody"}, {"output_type": "display_data", "data": 3}]


def many_metadata(value):
    value["metadata"] = {f"key-{number}": {"x": [number] * 10} for number in range(100_000)}


def deep_source(value):
    for one in value["cells"]:
        if "def total" in "".join(one["source"]):
            one["source"] = "x = " + "(" * 5000 + ")" * 5000 + "\ndef total(numbers):\n    return sum(numbers)"


def long_line(value):
    for one in value["cells"]:
        if "def total" in "".join(one["source"]):
            one["source"] = "x = " + "+".join(["1"] * 200_000) + "\ndef total(numbers):\n    return sum(numbers)"


def control_characters(value):
    for one in value["cells"]:
        if "def total" in "".join(one["source"]):
            one["source"] = """
                    x = '\\0'
                    # \0[2J                     ‮﻿
                    def total(numbers):
                        return sum(numbers)
                    """


def lone_surrogates(value):
    return json.dumps(value).replace("def total", "x = '\\ud800'\\ndef total")


def not_a_number(value):
    value["metadata"]["x"] = float("nan")
    value["nbformat_minor"] = float("inf")


def doubled_keys(value):
    return json.dumps(value)[:-1] + ', "cells": [], "nbformat": 4}'


ATTACKS = [
    raw("is-empty", "0 bytes: a disk was full.", b""),
    raw("is-blank", "Spaces and line ends.", b" \n\t\n" * 100),
    raw("is-binary", "Bytes of chance.", bytes(range(256)) * 100),
    raw("is-an-archive", "A zip with the right name.", b"PK\x03\x04" + b"\0" * 1000),
    raw("is-a-list", "JSON, but a list.", b"[1, 2, 3]"),
    raw("is-a-number", "JSON, but a number.", b"1e999"),
    raw("is-nested-deep", "A hundred thousand brackets.", b"[" * 100_000),
    raw(
        "is-nested-deep-and-closed",
        "The same, balanced, in the metadata.",
        b'{"cells": [], "metadata": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_001,
    ),
    raw(
        "has-a-huge-number",
        "An integer of a hundred thousand digits.",
        b'{"cells": [], "nbformat": ' + b"9" * 100_000 + b"}",
    ),
    raw("is-no-utf-8", "Latin-1 in the middle.", '{"cells": [{"cell_type": "code", "source": "é"}]}'.encode("latin-1")),
    raw("has-no-cells", "An empty notebook.", b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'),
    raw("has-cells-that-are-none", "cells is a text.", b'{"cells": "x", "metadata": {}, "nbformat": 4}'),
    changed("is-cut-off", "The first half.", lambda value: json.dumps(value)[:2000], UNREADABLE),
    Attack("is-utf-16", "As some editors save.", EITHER, place=lambda folder: recode(folder / NAME, "utf-16")),
    changed("has-not-a-number", "NaN and Infinity, which JSON does not know.", not_a_number),
    changed("has-lone-surrogates", "Half a character in a text.", lone_surrogates),
    changed("has-doubled-keys", "cells twice: the second is empty.", doubled_keys),
    changed("has-sources-of-other-kinds", "Numbers and dictionaries where texts were.", sources),
    changed("has-cells-of-other-kinds", "None, numbers and headings among the cells.", cells_of_other_kinds),
    changed("has-huge-outputs", "60 MB of old outputs.", huge_outputs),
    changed("has-strange-outputs", "Outputs that are none.", strange_outputs),
    changed("has-much-metadata", "A hundred thousand keys.", many_metadata),
    changed("has-a-deep-expression", "Five thousand brackets: the compiler gives up.", deep_source),
    changed(
        "has-a-long-expression",
        "A sum of two hundred thousand ones.",
        long_line,
        # How deep the compiler can go depends on the machine: it refuses, takes its time, or runs off its stack.
        Expect(("graded", "timeout", "crashed"), most=ALL),
    ),
    changed("has-control-characters", "Nulls, escapes and marks of direction in a cell.", control_characters),
    placed("is-a-folder", "A folder with the right name.", Path.mkdir),
    placed("is-a-link-to-a-secret", "A link to the system's users.", lambda path: path.symlink_to("/etc/passwd")),
    placed(
        "is-a-link-to-a-neighbour",
        "A link to somebody else's work: nobody is graded for it.",
        lambda path: path.symlink_to("../../honest-a/01-vault/vault.ipynb"),
        Expect(("unreadable", "missing"), most=0),
    ),
    placed(
        "is-a-link-to-itself",
        "A loop.",
        lambda path: path.symlink_to(path.name),
        Expect(("unreadable", "missing"), most=0),
    ),
    placed(
        "is-a-link-to-nothing",
        "A link whose target is gone.",
        lambda path: path.symlink_to("nowhere.ipynb"),
        Expect(("unreadable", "missing"), most=0),
    ),
    placed("is-sparse", "2 GiB of nothing.", lambda path: (path.touch(), os.truncate(path, 2**31))),
    placed("is-not-there", "Nothing was handed in.", lambda path: None, Expect(("missing",), most=0)),
]
if os.geteuid() != 0:
    ATTACKS.append(
        Attack("is-closed", "No right to read it.", UNREADABLE, place=lambda folder: (folder / NAME).chmod(0))
    )
