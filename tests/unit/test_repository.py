"""The repository as a whole: what stands at its top, what must not be in it, and that its pages tell the truth."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import certbook

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = """
    modules notebooks source release nbgrader_config.py environment.yml tests certbook docs benchmarks
    README.md CHANGELOG.md CONTRIBUTING.md LICENSE LICENSE-CONTENT Makefile pyproject.toml
    .ci/run .github/workflows/ci.yml .pre-commit-config.yaml .editorconfig .gitattributes .gitignore
    autograded/.gitkeep submitted/.gitkeep
""".split()  # noqa: SIM905
PROGRAMS = (".ci/run", "tools/find-python", "tools/in-venv")
RUNTIME = """
    workspace/04-classification/tumour-triage.ipynb submitted/ada/04-classification/tumour-triage.ipynb
    autograded/ada/04-classification/tumour-triage.ipynb feedback/ada/04-classification/tumour-triage.html
    gradebook.db gradebook.db-wal .venv/bin/python .certbook/state.json build/ci/pytest.xml dist/certbook.whl
""".split()  # noqa: SIM905
# Traces of the machine that something was made on. Written in two parts, so that this file does not hold them.
MACHINE_TRACES = {
    "a path of one machine": r"(?<![\w.~$}-])/" + r"(work|root|home/\w+|Users/\w+)/",
    "a temporary folder": r"/tmp/" + r"(pytest-of|bash_)",
    "a mirror of packages": r"/opt/" + r"(pypi|wheels)",
    "a registry's host": r"\b(files\.)?" + r"python" + r"hosted\.org|\bpy" + r"pi\.org|\bregistry\.np" + r"mjs\.org",
}
DECISION_PARTS = ("Context", "Choice", "Rejected", "What would change our mind")


def git(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """Every file that is tracked, or would be with the next `git add`."""
    listed = git("ls-files", "--cached", "--others", "--exclude-standard", "-z")
    if listed.returncode != 0:
        pytest.skip("not a git clone")
    return [path for name in filter(None, listed.stdout.split("\0")) if (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """Return a file's text; a binary file has none."""
    data = path.read_bytes()
    return "" if b"\0" in data[:8000] else data.decode("utf-8")


def pages() -> list[Path]:
    return [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


def relative_links(page: Path) -> Iterator[str]:
    prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if not re.match(r"[a-z]+:|#", target):
            yield target.split("#")[0]


@pytest.mark.parametrize("name", TOP_LEVEL)
def test_top_level_name_exists(name: str) -> None:
    assert (ROOT / name).exists()


@pytest.mark.parametrize("name", PROGRAMS)
def test_program_is_executable(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)


@pytest.mark.parametrize("name", RUNTIME)
def test_runtime_file_is_ignored(name: str) -> None:
    if git("rev-parse").returncode != 0:
        pytest.skip("not a git clone")
    assert git("check-ignore", "--quiet", "--no-index", name).returncode == 0


def test_content_is_not_ignored(files: list[Path]) -> None:
    built = [path for folder in ("source", "release", "notebooks") for path in (ROOT / folder).rglob("*.ipynb")]
    assert set(built) <= set(files)


def test_no_runtime_file_is_tracked(files: list[Path]) -> None:
    tracked = git("ls-files", "-z").stdout.split("\0")
    kept = {"autograded/.gitkeep", "submitted/.gitkeep"}
    runtime = ("workspace/", "submitted/", "autograded/", "feedback/", "gradebook.db", ".venv/")
    assert [name for name in tracked if name.startswith(runtime) and name not in kept] == []


@pytest.mark.parametrize("trace", MACHINE_TRACES)
def test_no_trace_of_a_machine(trace: str, files: list[Path]) -> None:
    pattern = re.compile(MACHINE_TRACES[trace])
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match.group()}"
        for path in files
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if (match := pattern.search(line))
    ]
    assert not found, f"{trace} in {found[:10]}"


def test_text_is_utf8_with_lf(files: list[Path]) -> None:
    assert [str(path.relative_to(ROOT)) for path in files if "\r\n" in text_of(path)] == []


def test_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert certbook.__version__ == project["version"]


def test_changelog_has_the_version() -> None:
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert certbook.__version__ in headings


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    assert [target for target in relative_links(page) if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/decisions/[0-9]*.md")), ids=lambda page: page.stem)
def test_decision_has_its_four_parts(page: Path) -> None:
    headings = re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert tuple(headings) == DECISION_PARTS


def test_every_command_is_documented() -> None:
    importlib.import_module("certbook.cli.commands")  # registers them all
    app = importlib.import_module("certbook.cli").app
    commands = importlib.import_module("typer.main").get_command(app).commands
    documents = [page for page in (ROOT / "README.md", ROOT / "docs" / "commands.md") if page.exists()]
    text = "\n".join(page.read_text(encoding="utf-8") for page in documents)
    assert commands
    undocumented = [name for name in commands if not re.search(rf"\bcertbook {re.escape(name)}\b", text)]
    assert not undocumented, f"describe in docs/commands.md: {undocumented}"


def test_every_module_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [path.parent.name for path in ROOT.glob("modules/*/module.yml")]
    labs = [path.stem for path in ROOT.glob("modules/*/labs/*.py")]
    assert [name for name in names + labs if name not in readme] == []


def test_every_verb_of_make_is_in_the_contributing_guide() -> None:
    verbs = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert "test" in verbs
    assert [verb for verb in verbs if f"make {verb}" not in guide and verb != "help"] == []


def test_ci_runs_the_one_command_on_supported_pythons() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    job = workflow["jobs"]["everything"]
    assert {"run": ".ci/run"} in job["steps"]
    assert job["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]


def test_hooks_run_the_projects_own_tools() -> None:
    configuration = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = [hook for repository in configuration["repos"] for hook in repository["hooks"]]
    assert [repository["repo"] for repository in configuration["repos"]] == ["local"]
    assert [hook["id"] for hook in hooks] == ["ruff", "ruff-format", "mypy", "certbook-build"]
    assert {hook["language"] for hook in hooks} == {"system"}
