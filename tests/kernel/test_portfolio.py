"""`certbook portfolio` as a learner types it, on labs of the course, with a service that answers over HTTP."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest

pytestmark = [pytest.mark.kernel, pytest.mark.timeout(600)]

ROOT = Path(__file__).resolve().parents[2]
TRIAGE, SERVICE, OPEN = "tumour-triage", "scoring-service", "seven-classes"
PICTURE = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('My own curve')\nplt.show()"


def certbook(desk, *words):
    command = [sys.executable, "-m", "certbook", *map(str, words), "--desk", str(desk)]
    done = subprocess.run(command, cwd=desk.parent, capture_output=True, text=True, timeout=300, check=False)
    return done.returncode, done.stdout, done.stderr


def answer(desk, domain, lab, words=True):
    """Write the model answers into a lab on a desk, and a picture of one's own behind its last code cell."""
    source = nbformat.read(ROOT / "source" / domain / f"{lab}.ipynb", as_version=4)
    solved = {
        cell.metadata.nbgrader.grade_id: "\n".join(line for line in cell.source.splitlines() if "###" not in line)
        for cell in source.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    file = desk / domain / f"{lab}.ipynb"
    book = nbformat.read(file, as_version=4)
    for cell in book.cells:
        facts = cell.metadata.get("nbgrader", {})
        if facts.get("solution") and (words or cell.cell_type == "code"):
            cell.source = re.sub(r"=== (BEGIN|END) ANSWER ===\n?", "", solved[facts["grade_id"]])
    book.cells.insert(-1, nbformat.v4.new_code_cell(PICTURE))
    nbformat.write(book, file)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk on which two labs are passed."""
    desk = tmp_path_factory.mktemp("portfolio") / "desk"
    command = [sys.executable, "-m", "certbook", "lab", str(desk), "--fill-only", "--name", "ada"]
    subprocess.run(command, cwd=desk.parent, check=True, capture_output=True, timeout=120)
    for domain, lab in (("04-classification", TRIAGE), ("12-deployment", SERVICE)):
        answer(desk, domain, lab)
        code, shown, err = certbook(desk, "check", lab)
        assert code == 0, shown + err
    return desk


@pytest.fixture(scope="module")
def made(desk, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "portfolio"
    for lab in (TRIAGE, SERVICE):
        code, _, err = certbook(desk, "portfolio", lab, "--out", out)
        assert code == 0, err
    return out


def test_the_words_are_the_learners_and_the_numbers_the_notebooks(made):
    page = (made / TRIAGE / "README.md").read_text()
    assert "A logistic regression turns thirty measurements" in page
    assert "For the head of the clinic" not in page  # the question is not the answer
    values = json.loads((made / TRIAGE / "metrics.json").read_text())["values"]
    assert f"| recall | {values['recall']:.4g} |" in page
    outputs = json.loads((made / TRIAGE / "notebook.ipynb").read_text())["cells"]
    shown = [one["data"]["text/plain"] for cell in outputs for one in cell.get("outputs", []) if "data" in one]
    assert any(str(values["auc"]) in str(text) for text in shown)


def test_no_sealed_check_is_in_it(made):
    source = nbformat.read(ROOT / "source" / "04-classification" / f"{TRIAGE}.ipynb", as_version=4)
    sealed = [
        line.strip()
        for cell in source.cells
        if "BEGIN HIDDEN TESTS" in cell.source
        for line in cell.source.split("### BEGIN HIDDEN TESTS")[1].splitlines()
        if "fresh_rng(" in line
    ]
    assert sealed
    for file in (made / TRIAGE).rglob("*"):
        if file.is_file():
            text = file.read_text("utf-8", "replace")
            assert "HIDDEN TESTS" not in text
            assert not [line for line in sealed if line in text], file


def test_figures_have_words_and_pages_fetch_nothing(made):
    assert (made / TRIAGE / "figures/figure-1.png").read_bytes().startswith(b"\x89PNG")
    assert "![My own curve](figures/figure-1.png)" in (made / TRIAGE / "README.md").read_text()
    assert 'alt="My own curve"' in (made / TRIAGE / "notebook.html").read_text()
    for page in made.rglob("*.html"):
        fetched = re.findall(
            r"<(?:script|link|iframe|img)[^>]*(?:src|href)=[\"'](?:https?:)?//[^>]*>", page.read_text()
        )
        assert not fetched, page


def test_what_is_still_to_write_is_listed(desk, made):
    code, shown, _ = certbook(desk, "portfolio", TRIAGE, "--out", made, "--json")
    (work,) = json.loads(shown)["works"]
    assert code == 0
    assert any(line.startswith("model_card.md, Who may be harmed") for line in work["todo"])
    assert (made / TRIAGE / "model_card.md").read_text().count("**TODO**") == 3


def test_a_lab_that_is_not_passed_is_refused_with_what_is_missing(desk, tmp_path):
    code, shown, err = certbook(desk, "portfolio", OPEN, "--out", tmp_path / "none")
    assert (code, shown, err.count("\n")) == (2, "", 1)
    assert "0 of 24 points, open: prf" in err
    code, _, err = certbook(desk, "portfolio", "classification", "--out", tmp_path / "none")
    assert (code, err.count("\n")) == (2, 1)
    answer(desk, "04-classification", OPEN, words=False)
    assert certbook(desk, "check", OPEN)[0] == 0
    code, _, err = certbook(desk, "portfolio", OPEN, "--out", tmp_path / "none")
    assert code == 2
    assert "the written answer is empty" in err
    assert not (tmp_path / "none").exists()


def test_the_service_answers_over_http(made):
    folder = made / SERVICE / "service"
    assert "certbook" not in (folder / "work.py").read_text()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Without this package: the service has to stand on its own.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-m", "uvicorn", "service:app", "--port", str(port), "--log-level", "error"]
    with subprocess.Popen(command, cwd=folder, env=environment) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            assert json.load(_when_up(f"{address}/health", process)) == {"status": "ok"}
            names = ["worst texture", "worst area", "worst smoothness", "mean concave points", "area error"]
            body = json.dumps({"rows": [dict.fromkeys(names, 1.0)]}).encode()
            asked = urllib.request.Request(f"{address}/predict", body, {"Content-Type": "application/json"})
            with urllib.request.urlopen(asked, timeout=30) as reply:
                found = json.load(reply)
        finally:
            process.terminate()
    assert found["version"] == "tumour-2026.1"
    assert 0 <= found["p_malignant"][0] <= 1


def test_the_container_file_copies_what_there_is(made):
    folder = made / SERVICE / "service"
    text = (folder / "Containerfile").read_text()
    copied = re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE)
    for name in " ".join(copied).split():
        assert (folder / name).is_file()
    assert re.match(r"(#.*\n)+FROM ", text)
    assert 'CMD ["uvicorn"' in text.splitlines()[-1]
    for line in (folder / "requirements.txt").read_text().splitlines():
        assert re.fullmatch(r"[\w.-]+==[\w.+]+", line)


def _when_up(address, process):
    until = time.monotonic() + 60
    while True:
        try:
            return urllib.request.urlopen(address, timeout=30)
        except OSError:
            assert process.poll() is None, "the service ended"
            assert time.monotonic() < until, "the service does not answer"
            time.sleep(0.2)
