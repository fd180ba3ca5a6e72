"""The wheel carries the content: installed on its own, outside any clone, the learner's commands and the proof work."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import nbformat
import pytest

pytestmark = [pytest.mark.kernel, pytest.mark.wheel]

ROOT = Path(__file__).resolve().parents[2]
LAB = ("04-classification", "tumour-triage")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return next(folder.glob("certbook-*.whl"))


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """Return the Python of a new environment with the wheel and the libraries of the one that runs the tests."""
    place = tmp_path_factory.mktemp("away") / "venv"
    venv.create(place, with_pip=False, symlinks=os.name != "nt")
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    site = sysconfig.get_path("purelib", vars={"base": str(place), "platbase": str(place)}, scheme="venv")
    installed = sysconfig.get_path("purelib")
    # A line that is only a path adds the libraries, but does not run the .pth files there: no editable certbook.
    (Path(site) / "libraries-of-the-tests.pth").write_text(f"{installed}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index"]
    done = subprocess.run([*command, "--ignore-installed", str(wheel)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for name in ("alembic", "jupyter", "jupyter-lab", "nbgrader"):  # what a full installation would put there
        if (found := shutil.which(name, path=str(Path(sys.executable).parent))) and not (programs / name).exists():
            (programs / Path(found).name).symlink_to(found)
    return python


@pytest.fixture(scope="module")
def away(python, tmp_path_factory):
    """Return a function that types a command in a folder outside any clone."""
    folder = tmp_path_factory.mktemp("learner")

    def run(*arguments):
        return subprocess.run(
            [python.with_name("certbook"), *map(str, arguments)],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    run.folder = folder
    return run


@pytest.fixture(scope="module")
def desk(away):
    done = away("lab", "desk", "--fill-only")
    assert done.returncode == 0, done.stderr
    return away.folder / "desk"


def test_the_package_is_the_wheels_own_with_its_content(python):
    code = "from certbook.content.roots import find_content as f; print(f().path, f().is_clone)"
    done = subprocess.run([python, "-c", code], cwd=python.parent, capture_output=True, text=True, check=False)
    path, is_clone = done.stdout.split()
    assert is_clone == "False"
    assert Path(path).is_relative_to(python.parents[1].resolve())
    for folder in ("modules", "notebooks", "source", "release"):
        carried = {p.relative_to(path) for p in (Path(path) / folder).rglob("*") if p.is_file()}
        ours = {p.relative_to(ROOT) for p in (ROOT / folder).rglob("*") if p.is_file()}
        assert {p for p in ours if not {".gitkeep", "__pycache__", ".ipynb_checkpoints"} & set(p.parts)} <= carried


def test_without_a_folder_it_asks_for_one(away):
    done = away("lab", "--fill-only")
    assert (done.returncode, done.stdout) == (2, "")
    assert "certbook lab DIR" in done.stderr


def test_a_solved_lab_is_checked_and_counts(away, desk, python):
    domain, lab = LAB
    notebook = desk / domain / f"{lab}.ipynb"
    source = nbformat.read(ROOT / "source" / domain / notebook.name, as_version=4)
    solutions = {cell["id"]: cell.source for cell in source.cells if cell.metadata.get("nbgrader", {}).get("solution")}
    released = nbformat.read(notebook, as_version=4)
    for cell in released.cells:
        cell.source = solutions.get(cell["id"], cell.source)
    nbformat.write(released, notebook)

    done = away("check", lab, "--desk", desk, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["submissions"][0]["status"] == "graded"
    assert (desk / ".certbook/course/gradebook.db").is_file()

    done = away("progress", "--desk", desk, "--json")
    labs = {one["name"]: one["state"] for domain in json.loads(done.stdout)["domains"] for one in domain["labs"]}
    assert labs[lab] == "passed"
    assert set(labs.values()) == {"passed", "not begun"}
    assert away("hint", lab, "1", "--desk", desk).returncode == 0


def test_the_proof_runs(away):
    done = away("verify", LAB[1], "--seeds", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert LAB[1] in done.stdout
