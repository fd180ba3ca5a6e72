"""Time what the JupyterLab extension asks, of a real Jupyter server on a desk with a long record."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from certbook.content.lab import Lab
from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.learner import choice, jupyter
from certbook.learner.attempts import Attempt
from certbook.learner.checking import check
from certbook.learner.desk import Desk, make_desk
from certbook.learner.filling import fill

_STARTS_WITHIN = 60.0  # seconds
_DAYS = 200  # over which the attempts are spread
_WAIT = 10.0  # seconds of quiet, in which the server has got ready for a first check
_OUTCOMES = ("not attempted", "wrong", "error", "wrong", "passed")  # of the attempts at a task, over and over


@dataclass(frozen=True)
class ServerFigures:
    """One question, asked one after another: milliseconds in the middle, at the 95th percentile, and the most."""

    question: str
    answers: int
    median: float
    p95: float
    slowest: float

    def to_json(self) -> dict[str, Any]:
        """Return the figures for other programs."""
        return asdict(self)


def bench_server(
    library: Library,
    lab: Lab,
    attempts: int,
    repeats: int,
    show: Callable[[int, int, str], None] = lambda *_: None,
) -> list[ServerFigures]:
    """Ask a server each of the extension's questions in turn, `repeats` times over.

    Args:
        library: the content.
        lab: checked once for real, so that there is a gradebook and a result.
        attempts: how many the desk's record has besides.
        repeats: questions of each kind that count; one goes before, uncounted.
        show: called with done, total and what was asked last.
    """
    figures: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="certbook-bench-", ignore_cleanup_errors=True) as folder:
        desk = make_desk(library.root, Path(folder) / "desk")
        fill(desk, library.root)
        check(desk, library.root, lab, lambda _done, _total, _what: None)
        _choose_first(desk, library)
        _pretend(desk, library, attempts)
        with _running(desk, Path(folder) / "server.log") as ask:
            questions = _questions(desk, lab)
            for path in questions:
                ask(path)
            time.sleep(_WAIT)
            for number in range(repeats):
                for place, path in enumerate(questions, 1):
                    began = time.perf_counter()
                    ask(path)
                    figures.setdefault(path, []).append((time.perf_counter() - began) * 1000)
                    show(number * len(questions) + place, repeats * len(questions), path)
    return [_figures(path, times) for path, times in figures.items()]


def _questions(desk: Desk, lab: Lab) -> list[str]:
    path = quote(desk.notebook(lab.module, lab.name).relative_to(desk.path).as_posix())
    return ["overview", "catalogue", "dashboard", f"place?path={path}", f"labs/{lab.name}/result"]


def _choose_first(desk: Desk, library: Library) -> None:
    for name, lane in library.lanes.items():
        if lane.certifications:
            choice.write(desk, library, name, lane.certifications[0])
            return


def _pretend(desk: Desk, library: Library, attempts: int) -> None:
    """Write a record of attempts at all labs in turn, each getting better and slipping back."""
    mistakes = {lab.name: [mistake.facts.misconception for mistake in library.mistakes(lab)] for lab in library.labs}
    now = datetime.now(UTC)
    lines = []
    for number in range(attempts):
        lab = library.labs[number % len(library.labs)]
        outcomes = {task.key: _OUTCOMES[(number + place) % len(_OUTCOMES)] for place, task in enumerate(lab.tasks)}
        known = mistakes[lab.name]
        made = {key: [known[number % len(known)]] for key, outcome in outcomes.items() if known and outcome == "wrong"}
        score = float(sum(task.points for task in lab.tasks if outcomes[task.key] == "passed"))
        moment = now - timedelta(days=_DAYS * (1 - number / attempts))
        attempt = Attempt(moment.isoformat(timespec="seconds"), lab.name, score, float(lab.points), outcomes, made)
        lines.append(json.dumps(asdict(attempt), ensure_ascii=False))
    log = desk.record / "attempts.jsonl"
    log.write_text("\n".join([*lines, *log.read_text(encoding="utf-8").splitlines()]) + "\n", encoding="utf-8")


@contextmanager
def _running(desk: Desk, log: Path) -> Iterator[Callable[[str], bytes]]:
    """Run a server on a desk as `certbook lab` configures it; yield what asks it below our address."""
    token, port = secrets.token_hex(16), _free_port()
    command = [
        *(sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", f"--port={port}"),
        *(f"--ServerApp.root_dir={desk.path}", f"--IdentityProvider.token={token}", "--ServerApp.port_retries=0"),
    ]
    environment = {**os.environ, "JUPYTER_CONFIG_PATH": str(jupyter.CONFIG)}
    with log.open("wb") as said:
        process = subprocess.Popen(command, cwd=desk.path, stdout=said, stderr=said, env=environment)
        try:
            _wait(process, port, log)
            yield _asker(port, token)
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=30)
            process.kill()


def _asker(port: int, token: str) -> Callable[[str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)  # kept open, as a browser does

    def ask(path: str) -> bytes:
        connection.request("GET", f"/certbook/api/{path}", headers={"Authorization": f"token {token}"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise CertbookError(f"{path}: the server answered {answer.status}: {body.decode('utf-8', 'replace')[:300]}")
        return body

    return ask


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    last = (log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or [""])[-1]
    raise CertbookError(f"the Jupyter server did not start: {last}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _figures(path: str, times: list[float]) -> ServerFigures:
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    return ServerFigures(path.partition("?")[0], len(times), statistics.median(times), p95, max(times))
