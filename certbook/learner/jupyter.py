"""JupyterLab on a desk: rooted there, without the instructor's tools, and without a word to the network.

What differs from a plain JupyterLab is passed on the command line or stands in `jupyter_config/` beside this file,
which goes in front of the search path of this one server: the user's own settings are read, never written.
"""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from certbook.errors import CertbookError, MissingPart
from certbook.learner.desk import Desk

CONFIG = Path(__file__).parent / "jupyter_config"
EXTENSIONS = Path(__file__).parents[1] / "labextension"  # an editable install has it nowhere else up to date
_HOST = "localhost"
_FILE_WORKER = "AnyIO worker thread"


def can_show_browser() -> bool:
    """Whether this machine has a screen that a browser could open on."""
    if os.name == "nt":
        return True
    if sys.platform == "darwin":
        return not os.environ.get("SSH_CONNECTION")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def jupyter_arguments(desk: Desk, port: int | None, browser: bool, extra: Sequence[str] = ()) -> list[str]:
    """Return the arguments of `jupyter lab` for a desk; `extra` comes last, so that it wins."""
    arguments = [
        f"--ServerApp.root_dir={desk.path}",
        f"--LabApp.workspaces_dir={desk.state / 'jupyterlab'}",  # the layout of open tabs belongs to the desk
        "--ServerApp.answer_yes=True",  # Ctrl-C ends it at once: notebooks are saved as one goes
        "--log-level=ERROR",
        "--LabApp.log_level=ERROR",
        f"--LabApp.extra_labextensions_path={EXTENSIONS}",
        "--LabApp.extension_manager=readonly",  # the other one asks a package registry
    ]
    if port is not None:
        arguments += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if not browser:
        arguments.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--allow-root")  # containers; the server listens on this machine only and asks for a token
    return [*arguments, *extra]


def refuse_taken_port(port: int) -> None:
    """Raise CertbookError where a port that the user asked for is in use or not theirs to open."""
    from tornado.netutil import bind_sockets

    try:
        for opened in bind_sockets(port, _HOST):
            opened.close()
    except (OSError, OverflowError):
        raise CertbookError(
            f"port {port} cannot be opened: in use, or reserved; leave --port out for a free one"
        ) from None


def run_jupyter(arguments: Sequence[str], tell_address: Callable[[str], None]) -> None:
    """Run JupyterLab until it is ended; `tell_address` gets its address with the token once it listens.

    Raises MissingPart without JupyterLab; what keeps it from starting it says itself, and exits.
    """
    before = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [str(CONFIG), before]))
    # The grader and the notebooks call programs of the environment that certbook runs in, activated or not.
    os.environ["PATH"] = os.pathsep.join(filter(None, [str(Path(sys.executable).parent), os.environ.get("PATH")]))
    try:
        from jupyterlab.labapp import LabApp  # type: ignore[import-untyped,unused-ignore]
    except ImportError as error:
        raise MissingPart(f"JupyterLab is not installed ({error}); install it: pip install jupyterlab") from None
    server = LabApp.initialize_server(argv=list(arguments))
    token = server.identity_provider.token
    address = f"{server.connection_url.rstrip('/')}/lab" + (f"?token={token}" if token else "")
    server.io_loop.add_callback(tell_address, address)  # behind the callback that opens the port
    server.identity_provider.token_generated = False  # the address has been told; Jupyter need not say it again
    server.start()
    end_file_workers()


def end_file_workers() -> None:
    """End the threads that read files for a request which was under way when the server's loop stopped.

    anyio ends a worker when its request is done, which then never comes, and Python waits for such threads for ever.
    """
    for thread in threading.enumerate():
        if thread.name == _FILE_WORKER and (jobs := getattr(thread, "queue", None)) is not None:
            with contextlib.suppress(queue.Full):  # it is at work, and has been told to end already
                jobs.put_nowait(None)
