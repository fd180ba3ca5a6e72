"""The action and the workflows hold together: inputs, versions, shells, permissions, no expression in a script."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from certbook.classroom.continuous.badge import badge_of

ROOT = Path(__file__).parents[3]
ACTION = ROOT / "action.yml"
WORKFLOWS = sorted([*(ROOT / "docs" / "ci").glob("*.yml"), *(ROOT / ".github" / "workflows").glob("*.yml")])
PINNED = re.compile(r"[\w.-]+/[\w./-]+@(v\d+(\.\d+)*|[0-9a-f]{40})")


def read(path):
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {("on" if key is True else key): one for key, one in value.items()}  # YAML 1.1 reads `on` as true


def steps_of(path):
    value = read(path)
    if "runs" in value:
        return value["runs"]["steps"]
    return [step for job in value["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", [ACTION, *WORKFLOWS], ids=lambda path: path.name)
def test_every_step_is_whole(path):
    for step in steps_of(path):
        assert ("uses" in step) != ("run" in step), step
        if "uses" in step:
            assert PINNED.fullmatch(step["uses"]), step["uses"]
        elif path == ACTION:
            assert step["shell"] == "bash"
        # An expression in a script is put in before the shell reads it: what it holds would be run.
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_only_read_unless_they_say_so(path):
    value = read(path)
    assert value["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in value["on"]
    for name, job in value["jobs"].items():
        assert "timeout-minutes" in job
        assert job.get("permissions", {"contents": "read"}) == {"contents": "write" if name == "badge" else "read"}


def test_inputs_and_outputs_are_declared_and_used():
    text, value = ACTION.read_text(encoding="utf-8"), read(ACTION)
    used = set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", text))
    assert used == set(value["inputs"])
    assert all(facts["description"] and "default" in facts for facts in value["inputs"].values())
    ids = {step.get("id") for step in value["runs"]["steps"]}
    assert set(re.findall(r"steps\.(\w+)\.outputs", text)) <= ids


def test_what_the_workflows_give_the_action_is_an_input_of_it():
    declared = set(read(ACTION)["inputs"])
    given = [step["with"] for path in WORKFLOWS for step in steps_of(path) if "/certbook@" in step.get("uses", "")]
    assert len(given) == 2
    assert all(set(one) <= declared for one in given)


def test_the_guide_names_every_input():
    guide = (ROOT / "docs" / "ci" / "README.md").read_text(encoding="utf-8")
    assert [name for name in read(ACTION)["inputs"] if f"| `{name}` |" not in guide] == []


@given(st.floats(0, 1))
def test_a_badge_rounds_down_and_is_xml(share):
    badge = ElementTree.fromstring(badge_of(share))
    percent = int(badge.get("aria-label").split()[1])
    assert percent / 100 <= share + 1e-9
    assert percent < 100 or share > 0.999
