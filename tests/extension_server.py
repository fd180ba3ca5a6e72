"""A real Jupyter server on a desk of the example course, asked over real HTTP."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import nbformat
import pytest
from classroom import ASSIGNMENT, LAB, fill

from certbook.learner import jupyter

TOKEN = "a-word-for-tests"
LANES = """\
demo-lane:
  title: Demonstration lane
  summary: One module and nothing else, for tests.
  modules: [{id: M01, weight: 1}]
  certifications: [demo-exam]
"""


@dataclass
class Server:
    """A server that answers, and one who asks it with the token."""

    process: subprocess.Popen[bytes]
    address: str
    log: Path
    opener: OpenerDirector = field(default_factory=build_opener)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Return the status and the JSON of an answer below our own address, whatever the status."""
        return self.ask_jupyter(method, f"certbook/api/{path}", body, **{"Authorization": f"token {TOKEN}", **headers})

    def ask_jupyter(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        data = None if body is None and method == "GET" else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items() if value}
        request = Request(f"{self.address}{path}", data, named, method=method)
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except HTTPError as refused:
            with refused:
                return refused.code, json.loads(refused.read() or b"null")

    def get(self, path: str) -> Any:
        status, value = self.ask("GET", path)
        assert status == 200, (status, value)
        return value

    def place(self, path: str) -> tuple[int, Any]:
        return self.ask("GET", f"place?path={quote(path)}")

    def check(self, lab: str = LAB, seconds: float = 120) -> Any:
        """Check a lab and return the last status."""
        status, check = self.ask("POST", f"labs/{lab}/checks")
        assert status == 202, check
        return self.follow(check, seconds)[-1]

    def follow(self, check: Any, seconds: float = 120) -> list[Any]:
        """Return what is told of a check until it has ended."""
        told, until = [check], time.monotonic() + seconds
        while told[-1]["state"] in ("waiting", "running"):
            assert time.monotonic() < until, told[-1]
            told.append(self.get(f"checks/{check['id']}?after={told[-1]['done']}"))
        return told


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running_server(root: Path, log: Path, *arguments: str, before: tuple[str, ...] = ()) -> Iterator[Server]:
    """Start Jupyter's server in a folder as `certbook lab` configures it, and end it behind."""
    port, base = free_port(), "/"
    for argument in arguments:
        if argument.startswith("--ServerApp.base_url="):
            base = argument.partition("=")[2]
    command = [
        *(*before, sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", f"--port={port}"),
        *(f"--ServerApp.root_dir={root}", f"--IdentityProvider.token={TOKEN}", "--ServerApp.port_retries=0"),
        *arguments,
    ]
    environment = {**os.environ, "JUPYTER_CONFIG_PATH": str(jupyter.CONFIG)}
    with log.open("wb") as said:
        process = subprocess.Popen(command, cwd=root, stdout=said, stderr=said, env=environment)
        server = Server(process, f"http://127.0.0.1:{port}{base}", log)
        try:
            _wait(server)
            yield server
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(server: Server) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.process.poll() is None, server.log.read_text()
        with contextlib.suppress(URLError, ConnectionError):
            if server.ask_jupyter("GET", "api/status", Authorization=f"token {TOKEN}")[0] == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"the server does not answer and said:\n{server.log.read_text()}")


def with_cookies(server: Server) -> tuple[Server, str]:
    """Return a browser that has logged in, without the token from then on, and its XSRF word."""
    jar = CookieJar()
    opener = build_opener(HTTPCookieProcessor(jar))
    with contextlib.suppress(HTTPError):
        opener.open(f"{server.address}login?token={TOKEN}", timeout=30).close()
    word = next((cookie.value or "" for cookie in jar if cookie.name == "_xsrf"), "")
    return Server(server.process, server.address, server.log, opener), word


@dataclass(frozen=True)
class Place:
    """A clone of the example course with a filled desk."""

    root: Path

    @property
    def desk(self) -> Path:
        return self.root / "workspace"

    @property
    def notebook(self) -> Path:
        return self.desk / ASSIGNMENT / f"{LAB}.ipynb"

    def answer(self, answers: dict[str, str]) -> None:
        nbformat.write(fill(nbformat.read(self.notebook, as_version=4), answers), self.notebook)

    def attempts(self) -> list[Any]:
        log = self.root / ".certbook" / "attempts.jsonl"
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


def make_place(built: Path, root: Path, environment: pytest.MonkeyPatch) -> Place:
    shutil.copytree(built, root)
    environment.setenv("CERTBOOK_CONTENT", str(root))
    command = [sys.executable, "-m", "certbook", "lab", "--fill-only"]
    subprocess.run(command, cwd=root, check=True, capture_output=True, timeout=120)
    return Place(root)
