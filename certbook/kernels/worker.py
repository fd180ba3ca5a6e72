"""What a forked worker does: become a Jupyter kernel, or run one notebook's cells and reply."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn


def run(request: dict[str, Any], reply: socket.socket) -> NoReturn:
    """Do what the request says and end the process; called by the supervisor in a fresh fork."""
    code = 1
    try:
        os.setpgid(0, 0)
        _enter(request)
        _forget_the_parent()
        code = _DOINGS[request["do"]](request, reply)
    except BaseException as error:
        print(f"certbook: worker: {type(error).__name__}: {error}", file=sys.stderr)
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _enter(request: dict[str, Any]) -> None:
    """Take the folder and the environment of the request, isolated where it asks for that."""
    if request.get("isolated"):
        from certbook.kernels.isolation.enter import Place, enter_inside
        from certbook.kernels.isolation.policy import Policy

        folder = Path(request["cwd"])
        place = Place(folder, Path(request.get("private", folder)))
        enter_inside(Policy(), place, request.get("env", dict(os.environ)))
        return
    if "env" in request:
        os.environ.clear()
        os.environ.update(request["env"])
    os.chdir(request["cwd"])


def _forget_the_parent() -> None:
    """Drop what a fork inherits and a fresh process would not have: cached folders, random states."""
    tempfile.tempdir = None
    os.environ.pop("JPY_PARENT_PID", None)  # the lifeline ends a worker; its parent's id says nothing
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()
    nowhere = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nowhere, 0)
    os.close(nowhere)


def _draw_inline(shell: Any) -> None:
    """Tie a preloaded matplotlib to IPython, which by itself does so only while matplotlib is being imported."""
    backend = os.environ.get("MPLBACKEND", "")
    if "matplotlib" not in sys.modules:
        return
    if "inline" in backend:
        shell.enable_matplotlib("inline")
    else:
        sys.modules["matplotlib"].use(backend)


def _be_a_kernel(request: dict[str, Any], reply: socket.socket) -> int:
    """Become a kernel; the reply says that its sockets are there, so that nobody connects too early."""
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = ["ipykernel_launcher", *request["arguments"]]
    try:
        app = IPKernelApp.instance()
        app.log_connection_info = lambda: None  # how to connect by hand is nobody's question here
        app.initialize(request["arguments"])
        _draw_inline(app.shell)
        reply.sendall(b"ready\n")
        reply.close()
        app.start()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    finally:
        atexit._run_exitfuncs()
    return 0


def _do_a_job(request: dict[str, Any], reply: socket.socket) -> int:
    from certbook.kernels.runner import run_job

    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].use("Agg")
    records = run_job(request["job"])
    reply.sendall(json.dumps(records).encode("utf-8"))
    return 0


_DOINGS = {"kernel": _be_a_kernel, "job": _do_a_job}
