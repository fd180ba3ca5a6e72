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
from typing import Any, NoReturn, cast


def run(request: dict[str, Any], reply: socket.socket) -> NoReturn:
    """Do what the request says and end the process; called by the supervisor in a fresh fork."""
    code = 1
    try:
        os.setpgid(0, 0)
        if request.get("spare"):
            request = _stand_by(reply)
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


def _stand_by(reply: socket.socket) -> dict[str, Any]:
    """Wait as a spare for the request to serve; without any thread, which isolation would not reach.

    Ends the process when the supervisor goes away.
    """
    from ipykernel.kernelapp import IPKernelApp

    # What every start writes to is copied now: a fork shares memory until one side writes, be it a reference count.
    IPKernelApp().parse_command_line([])
    _ = [hasattr(module, "__file__") for module in [*sys.modules.values()]]
    with reply.makefile("r", encoding="utf-8") as lines:
        line = lines.readline()
    if not line:
        os._exit(0)
    return cast(dict[str, Any], json.loads(line))


def _say_ready(reply: socket.socket) -> None:
    reply.sendall(b"ready\n")
    reply.close()


def _be_a_kernel(request: dict[str, Any], reply: socket.socket) -> int:
    """Become a kernel; the reply says that its sockets are there, so that nobody connects too early."""
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = ["ipykernel_launcher", *request["arguments"]]
    if request.get("quiet"):  # the owner wants none of what ipykernel logs
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
    try:
        app = IPKernelApp.instance()
        # Called once all sockets are bound; what comes over them from then on waits there. Nothing else says so.
        app.log_connection_info = lambda: _say_ready(reply)
        app.initialize(request["arguments"])
        _draw_inline(app.shell)
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


def _serve_cells(_request: dict[str, Any], control: socket.socket) -> int:
    from certbook.kernels.isolation.linux import hide_memory, refuse_unix_sockets
    from certbook.kernels.notebook.cells import Node
    from certbook.kernels.notebook.channel import send
    from certbook.kernels.notebook.ready import CORE_GUARD, GUARD, SHELL

    kept = control.fileno()
    os.closerange(3, kept)
    os.closerange(kept + 1, 4096)  # what the warm parent and the supervisor had open is not the submission's to find
    hide_memory()
    refuse_unix_sockets()
    send(control, {"hello": True})
    Node(control, SHELL, GUARD, CORE_GUARD).serve()


_DOINGS = {"kernel": _be_a_kernel, "job": _do_a_job, "notebook": _serve_cells}
