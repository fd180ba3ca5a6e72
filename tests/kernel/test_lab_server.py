"""`certbook lab` starts a JupyterLab that shows the desk and nothing else, and ends when it is told to."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from classroom import ASSIGNMENT, LAB, make_classroom
from lab_server import running_lab

pytestmark = pytest.mark.kernel


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return make_classroom(tmp_path_factory.mktemp("course") / "course")


@pytest.fixture
def desk(built, tmp_path, monkeypatch):
    shutil.copytree(built.root, tmp_path / "course")
    monkeypatch.setenv("CERTBOOK_CONTENT", str(tmp_path / "course"))
    return tmp_path / "course" / "workspace"


def get(server, path, data=None):
    request = Request(f"{server.base}{path}", data, headers={"Authorization": f"token {server.token}"})
    with urlopen(request, timeout=30) as answer:
        return answer.read().decode()


def settings_of(folder: Path):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "migrated"}


def test_it_is_rooted_in_the_desk_without_the_instructors_tools_and_ends_on_interrupt(desk):
    mine = Path(os.environ["JUPYTER_CONFIG_DIR"]) / "labconfig"
    mine.mkdir(parents=True)
    (mine / "page_config.json").write_text('{"disabledExtensions": {"my-own:choice": true}}', encoding="utf-8")
    before = settings_of(mine.parent)
    with running_lab(desk) as server:
        listed = json.loads(get(server, "/api/contents/"))["content"]
        assert [entry["name"] for entry in listed] == [ASSIGNMENT]
        listed = json.loads(get(server, f"/api/contents/{ASSIGNMENT}"))["content"]
        assert {entry["name"] for entry in listed} == {"lesson.ipynb", f"{LAB}.ipynb"}
        for hidden in (".certbook/desk.json", "../source"):
            with pytest.raises(HTTPError):
                get(server, f"/api/contents/{hidden}")
        page = re.search(r'id="jupyter-config-data"[^>]*>(.+?)</script>', get(server, "/lab"), re.DOTALL)[1]
        assert set(json.loads(page)["disabledExtensions"]) >= {"@jupyter/nbgrader", "my-own:choice"}
        with pytest.raises(HTTPError, match="404"):
            get(server, "/formgrader")
        assert settings_of(mine.parent) == before
        kernel = json.loads(get(server, "/api/kernels", b"{}"))
        assert kernel["name"] == "python3"
        began = time.monotonic()
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(timeout=30) == 0
        assert time.monotonic() - began < 10
    assert "Traceback" not in server.said


def test_a_port_that_was_asked_for_and_is_taken_is_one_line(desk, tmp_path):
    with running_lab(desk) as server:
        port = server.base.rsplit(":", 1)[1]
        command = [sys.executable, "-m", "certbook", "lab", str(desk), "--no-browser", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 2
        assert done.stderr.startswith(f"certbook: port {port} cannot be opened")
        assert len(done.stderr.splitlines()) == 1
        with running_lab(desk, "--", f"--ServerApp.port={port}") as second:  # what follows -- goes to jupyter lab
            assert second.base != server.base
