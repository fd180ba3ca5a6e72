"""Gradescope's metadata file: which people stand behind each submission folder."""

from __future__ import annotations

from collections.abc import Iterable

import yaml

from certbook.grading.collecting.sources import Member

_FILE = "submission_metadata.yml"
_KEYS = (":sid", ":email", ":name")


def people_of(files: Iterable[Member]) -> dict[str, tuple[str, ...]]:
    """Return the keys of each submission's first person, by its folder; {} where there is no such file.

    The file is Ruby's YAML, with symbols for keys; of a group's submission the first person counts.
    """
    file = next((one for one in files if one.name == _FILE), None)
    if file is None:
        return {}
    try:
        value = yaml.safe_load(file.data)
    except yaml.YAMLError:
        return {}
    found = {}
    for folder, facts in value.items() if isinstance(value, dict) else ():
        people = facts.get(":submitters") if isinstance(facts, dict) else None
        first = people[0] if isinstance(people, list) and people and isinstance(people[0], dict) else {}
        keys = tuple(str(first[key]) for key in _KEYS if first.get(key))
        if keys:
            found[str(folder)] = keys
    return found
