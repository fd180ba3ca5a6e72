"""The composite action, step by step as GitHub runs it: a learner's repository, a class's, and what comes of them."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from certbook.build.notebooks import build_lab, to_bytes
from certbook.content.library import Library
from certbook.verify.variants import with_answers, with_blanks

pytestmark = pytest.mark.kernel

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
DOMAIN = "05-forecasting"
LABS = ("co2-backtest", "quote-a-car", "day-ahead-demand")
BADGE = "aria-label"


@pytest.fixture(scope="module")
def labs():
    library = Library.open()
    found = {name: library.find_lab(name) for name in LABS}
    return {name: (lab, build_lab(lab), library.mistakes(lab)) for name, lab in found.items()}


def put(folder, name, data):
    place = folder / DOMAIN / f"{name}.ipynb"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


class Job:
    """Runs the action's own steps in a repository, with the files and expressions that GitHub gives them."""

    def __init__(self, repository, **inputs):
        self.repository = repository
        self.inputs = {name: str(facts["default"]) for name, facts in ACTION["inputs"].items()} | inputs
        self.files = repository.parent / "runner"
        self.files.mkdir(exist_ok=True)
        self.output, self.summary = self.files / "output", self.files / "summary"
        self.output.touch()
        self.summary.touch()

    def run(self, expected=0):
        before = {path: path.read_bytes() for path in self.repository.rglob("*") if path.is_file()}
        codes = [
            self.step(step) for step in ACTION["runs"]["steps"] if "run" in step and "pip install" not in step["run"]
        ]
        assert codes == [expected]
        after = {path: path.read_bytes() for path in before}
        assert after == before
        return self.repository / self.inputs["reports"]

    def step(self, step):
        environment = {name: self.expressed(value) for name, value in step.get("env", {}).items()}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        files = {"GITHUB_OUTPUT": str(self.output), "GITHUB_STEP_SUMMARY": str(self.summary), "CI": "true"}
        script = self.files / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]  # what `shell: bash` means there
        done = subprocess.run(
            shell, cwd=self.repository, env={**os.environ, **files, **environment, "PATH": path},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        self.said = done.stdout + done.stderr
        return done.returncode

    def expressed(self, value):
        value = re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: self.inputs[found[1]], str(value))
        return value.replace("${{ github.action_path }}", str(ROOT))

    @property
    def outputs(self):
        return dict(line.split("=", 1) for line in self.output.read_text().splitlines())


@pytest.fixture(scope="module")
def learner(labs, tmp_path_factory):
    """One lab right, one with a mistake, one cut off."""
    repository = tmp_path_factory.mktemp("learner") / "repository"
    (right, half, broken) = (labs[name] for name in LABS)
    put(repository, LABS[0], to_bytes(right[1]))
    put(repository, LABS[1], to_bytes(with_answers(half[1], half[2][0].answers)))
    put(repository, LABS[2], to_bytes(broken[1])[:500])
    (repository / "README.md").write_text("My labs\n")
    job = Job(repository)
    return job, job.run()


def test_a_learner_gets_a_summary(learner, labs):
    job, _ = learner
    text = job.summary.read_text(encoding="utf-8")
    lost = labs[LABS[1]][2][0].facts.fails
    points = sum(lab.points for lab, _, _ in labs.values())
    assert re.search(r"\| 1 of 3 \| \d+ of \d+ \| \d+ of " + f"{points} ", text)
    assert f"in {LABS[1]}" in text
    assert lost
    assert f"- `{LABS[2]}`: unreadable." in text
    assert "papermill ran 1 of 3 notebooks to their end." in text or "papermill ran 2 of 3" in text


def test_the_badge_and_the_output_have_the_share(learner, labs):
    job, reports = learner
    badge = ElementTree.fromstring((reports / "badge.svg").read_text(encoding="utf-8"))
    right, half = labs[LABS[0]][0], labs[LABS[1]]
    lost = half[2][0].facts.loses or sum(c.points for c in half[0].checks if c.key in half[2][0].facts.fails)
    share = int(100 * (right.points + half[0].points - lost) / sum(lab.points for lab, _, _ in labs.values()))
    assert badge.get("aria-label") == f"certbook: {share} %"
    assert job.outputs["share"] == str(share)


def test_junit_has_a_case_for_each_task(learner, labs):
    _, reports = learner
    root = ElementTree.parse(reports / "junit.xml").getroot()
    tasks = sum(len(lab.tasks) for lab, _, _ in labs.values())
    assert int(root.get("tests")) == len(root.findall(".//testcase")) == tasks + 1  # the notebook that cannot be read
    failures = root.findall(f".//testsuite[@name='{DOMAIN}.{LABS[1]}']/testcase/failure")
    assert len(failures) == int(root.get("failures")) > 0
    assert labs[LABS[1]][2][0].facts.says in failures[0].text
    checks = [cell for cell in labs[LABS[1]][1].cells if cell.metadata.get("certbook", {}).get("hidden")]
    lines = {line.strip() for cell in checks for line in cell.source.splitlines()}
    sealed = [line for line in lines if len(line) > 30 and not line.startswith("#")]
    text = (reports / "junit.xml").read_text(encoding="utf-8")
    assert sealed
    assert [line for line in sealed if line in text] == []


def test_the_executed_notebooks_are_there(learner):
    _, reports = learner
    ran = json.loads((reports / "executed" / "learner" / DOMAIN / f"{LABS[0]}.ipynb").read_text(encoding="utf-8"))
    assert any(cell.get("outputs") for cell in ran["cells"])


def test_a_class_is_graded_without_names(labs, tmp_path):
    repository = tmp_path / "repository"
    _, source, mistakes = labs[LABS[0]]
    works = {"ada": source, "bob": with_answers(source, mistakes[0].answers), "eve": with_blanks(source)}
    for student, work in works.items():
        put(repository / "submitted" / student, LABS[0], to_bytes(work))
    job = Job(repository, execute="false")
    reports = job.run()
    text = job.summary.read_text(encoding="utf-8")
    assert "# Certbook: the class" in text
    assert "| 3 | " in text
    written = "".join(path.read_text(encoding="utf-8") for path in reports.rglob("*") if path.is_file())
    assert [name for name in works if re.search(rf"\b{name}\b", written + text)] == []
    assert not (reports / "executed").exists()
    shutil.rmtree(reports)
    job = Job(repository, execute="false", names="true", strict="true")
    reports = job.run(expected=1)
    assert "| ada | " in job.summary.read_text(encoding="utf-8")
    assert "bob.05-forecasting" in (reports / "junit.xml").read_text(encoding="utf-8")


def test_a_repository_without_labs_is_one_line(tmp_path):
    repository = tmp_path / "repository"
    repository.mkdir()
    job = Job(repository)
    job.run(expected=2)
    assert "holds neither a learner's labs" in job.said
    assert "Traceback" not in job.said
    assert job.summary.read_text() == ""
