"""The doctor says for each job what is there, what is not, and what to do."""

import json
import subprocess
import sys

import pytest
from packaging.requirements import Requirement

from certbook.learner import doctor
from certbook.learner.doctor import Finding, examine, fit_for


def certbook(*arguments, **more):
    command = [sys.executable, "-m", "certbook", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def found(findings, what):
    return next(finding for finding in findings if finding.what == what)


def test_every_job_is_examined_and_this_machine_can_learn():
    findings = examine()
    assert {finding.job for finding in findings} == {"learner", "instructor", "author"}
    for what in ("Python 3.11 or newer", "libraries", "Python kernel", "data set breast_cancer"):
        assert found(findings, what).ok, found(findings, what)


def test_a_library_that_is_missing_or_too_old_is_named_with_what_to_do(monkeypatch):
    asked = [Requirement("no-such-library>=2"), Requirement("numpy>=999"), Requirement("rich")]
    monkeypatch.setattr(doctor, "_required", lambda: asked)
    libraries = found(examine(), "libraries")
    assert not libraries.ok
    assert libraries.found.endswith("pip install 'no-such-library>=2' 'numpy>=999'")


def test_extras_are_not_required():
    names = {required.name for required in doctor._required()}
    assert {"nbgrader", "jupyterlab", "typer"} <= names
    assert names.isdisjoint({"onnxruntime", "pytest"})


def test_only_what_a_job_needs_counts_for_it():
    comfort = Finding("learner", "music", False, "silence", needed=False)
    need = Finding("author", "pen", False, "no pen")
    assert fit_for("learner", (comfort, need))
    assert not fit_for("author", (comfort, need))


def test_a_data_file_that_was_changed_is_found_out(monkeypatch):
    from dataclasses import replace

    from certbook.data.registry import DATA_SETS

    monkeypatch.setitem(DATA_SETS, "breast_cancer", replace(DATA_SETS["breast_cancer"], sha256="0" * 64))
    data = found(examine(), "data set breast_cancer")
    assert not data.ok
    assert "reinstall" in data.found


def test_a_kernelspec_of_another_python_is_found_out(monkeypatch, tmp_path):
    folder = tmp_path / "jupyter" / "kernels" / "python3"
    folder.mkdir(parents=True)
    argv = ["/usr/bin/env", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (folder / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "other", "language": "python"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    kernel = found(examine(), "Python kernel")
    assert not kernel.ok
    assert "ipykernel install" in kernel.found


@pytest.mark.parametrize("broken", [False, True])
def test_exit_code_and_json_agree(tmp_path, broken, monkeypatch):
    if broken:
        (tmp_path / "modules").mkdir()
        monkeypatch.setenv("CERTBOOK_CONTENT", str(tmp_path))
    done = certbook("doctor", "--json")
    report = json.loads(done.stdout)
    assert done.returncode == (0 if report["ok"] else 1)
    assert report["ok"] == report["jobs"]["learner"]
    if broken:
        assert not report["ok"]
        content = next(one for one in report["findings"] if one["what"] == "content")
        assert content["ok"] is False


def test_each_finding_is_one_line():
    lines = certbook("doctor").stdout.splitlines()
    assert all(line.split()[0] in ("learner", "instructor", "author") for line in lines)
    assert all(line.split()[1] in ("ok", "MISSING", "absent") for line in lines)
    assert len(lines) >= 15
