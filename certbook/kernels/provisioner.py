"""The Jupyter kernel provisioner: a kernel is a fork of a warm process, isolated where its kernelspec says so.

Named by the entry point group `jupyter_client.kernel_provisioners`; a kernelspec chooses it in its metadata, so
JupyterLab, papermill, nbclient and nbgrader use it by the kernelspec's name alone.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Bool, List, Unicode

from certbook.errors import CertbookError
from certbook.kernels.client import CAN_FORK, ForkServer, Lifeline
from certbook.kernels.isolation.policy import Policy
from certbook.kernels.names import FOLDER_VARIABLE
from certbook.kernels.spare import Spares
from certbook.lab.fresh import installation_salt

# What a kernel imports by itself on its way to the first result.
KERNEL_MODULES = (
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.debugger", "tornado.platform.asyncio", "sqlite3", "pdb"),
    *("IPython.core.completerlib", "IPython.core.debugger", "IPython.core.magics.execution", "IPython.core.oinspect"),
    *("IPython.core.pylabtools", "IPython.extensions.storemagic", "certbook.lab"),
)
DRAWING_MODULES = ("matplotlib.backends.backend_agg", "matplotlib_inline.backend_inline")
READY_SECONDS = 30.0  # after that Jupyter's own waiting goes on


class WarmProvisioner(LocalProvisioner):  # type: ignore[misc]
    """Launch kernels as forks of one warm parent per list of preloaded modules, owned by this process.

    Where the system cannot fork a warm process (Windows, macOS) an unisolated kernel is started cold, as Jupyter does.
    """

    preload = List(Unicode(), help="Modules that the warm parent imports once.").tag(config=True)
    isolated = Bool(False, help="Whether kernels are kept to themselves; never weaker than asked.").tag(config=True)

    spare = Bool(True, help="Whether, after a kernel was started, the next one is forked in advance.").tag(config=True)

    _folder: tempfile.TemporaryDirectory[str] | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose the transport; called by KernelManager before each launch and restart.

        An isolated kernel has a network of its own, so its sockets are files, in a folder that only it and its
        manager use. Restarts keep the folder, as they keep the connection file.
        """
        if self.isolated:
            if not CAN_FORK:
                raise CertbookError("this system cannot isolate kernels; run: certbook doctor")
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="certbook-kernel-", ignore_cleanup_errors=True)
                manager = cast(Any, self.parent)
                manager.transport = "ipc"
                manager.ip = str(Path(self._folder.name) / "ipc")
            self._clear_folder()
        return cast(dict[str, Any], await super().pre_launch(**kwargs))

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel; called by KernelManager after `pre_launch`."""
        if not CAN_FORK:
            return await super().launch_kernel(cmd, **kwargs)
        request = {
            "do": "kernel",
            "arguments": _arguments(cmd),
            "cwd": os.path.abspath(kwargs.get("cwd") or os.getcwd()),
            "env": dict(kwargs.get("env") or os.environ),
            "quiet": kwargs.get("stderr") == subprocess.DEVNULL,
        }
        if self.isolated:
            request |= self._isolation(request)
        worker = await asyncio.to_thread(self._start, request)
        self.process = cast(Any, worker)
        self.pid = self.pgid = cast(Any, worker.pid)
        self.cwd = cast(Any, request["cwd"])
        return self.connection_info

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the kernel's folder; called by KernelManager when the kernel has ended for good."""
        if isinstance(self.process, Lifeline):
            self.process.close()
        if not restart and self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        await super().cleanup(restart=restart)

    def _start(self, request: dict[str, Any]) -> Lifeline:
        """Let the standing spare, or else a new worker, serve the request; return when its sockets are there."""
        server = warm_server(_modules(self.preload))
        worker = _spares.take(server, self.isolated) if self.spare else None
        if worker is not None:
            worker.serve(request)
            worker.wait_until_ready(READY_SECONDS)
        if worker is None or worker.returncode is not None:
            worker = server.spawn(request)
            worker.wait_until_ready(READY_SECONDS)
        if worker.returncode is not None:
            raise CertbookError(
                f"the kernel ended before it was ready (exit code {worker.returncode}); run: certbook doctor"
            )
        if self.spare:
            _spares.renew(server, self.isolated)
        return worker

    def _isolation(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return what turns a request into an isolated one: its own folder, with a copy of what it may read there."""
        assert self._folder is not None
        folder = Path(self._folder.name)
        connection = folder / "connection.json"
        shutil.copyfile(cast(Any, self.parent).connection_file, connection)
        arguments = list(request["arguments"])
        arguments[arguments.index("-f") + 1] = str(connection)
        arguments.append("--HistoryManager.enabled=False")  # no data base of what was typed: the folder goes anyway
        # A grader names the folder that the kernel works in; any other owner gets the kernel's own.
        work = request["env"].get(FOLDER_VARIABLE) or str(folder)
        given = {name: value for name, value in request["env"].items() if name in Policy().environment}
        environment = {**given, "CERTBOOK_SALT": installation_salt()}  # its file is out of the kernel's reach
        return {"isolated": True, "cwd": work, "private": str(folder), "arguments": arguments, "env": environment}

    def _clear_folder(self) -> None:
        assert self._folder is not None
        for path in Path(self._folder.name).iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    path.unlink()


_servers: dict[tuple[str, ...], ForkServer] = {}
_spares = Spares()
_lock = threading.Lock()


def warm_server(modules: list[str]) -> ForkServer:
    """Return the warm parent with these modules, started on demand and again when it has died or Python changed."""
    key = (sys.executable, _fingerprint(), *dict.fromkeys(modules))
    with _lock:
        server = _servers.get(key)
        if server is None or not server.alive:
            for old_key in [known for known in _servers if known[2:] == key[2:]]:
                old = _servers.pop(old_key)
                _spares.drop(old)
                old.stop()
            server = ForkServer(modules)
            server.start()
            _servers[key] = server
        return server


def retire(modules: list[str]) -> None:
    """Let the warm parent with these modules go, if it runs; what was forked from it goes on to its own end."""
    wanted = tuple(dict.fromkeys(modules))
    with _lock:
        for key in [known for known in _servers if known[2:] == wanted]:
            old = _servers.pop(key)
            _spares.drop(old)
            old.stop()


def drop_spares() -> None:
    """Let every standing spare go; the next kernel of a kind is forked when it is asked for."""
    with _lock:
        for server in _servers.values():
            _spares.drop(server)


def _modules(preload: Iterable[str]) -> list[str]:
    """Return what a warm parent imports: the kernelspec's modules and what a kernel needs to run and draw."""
    named = list(preload)
    draws = any(name.partition(".")[0] == "matplotlib" for name in named)
    return [*named, *(DRAWING_MODULES if draws else ()), *KERNEL_MODULES]


def _fingerprint() -> str:
    """Return what changes when packages are installed, upgraded or removed."""
    places = [Path(place) for place in sys.path if place.endswith(("site-packages", "dist-packages"))]
    return ";".join(f"{place}:{place.stat().st_mtime_ns}" for place in places if place.is_dir())


def _arguments(cmd: list[str]) -> list[str]:
    """Return a kernelspec's command without its interpreter: what ipykernel gets."""
    return cmd[cmd.index("-f") :] if "-f" in cmd else cmd[3:]


@atexit.register
def _stop_all() -> None:
    for server in _servers.values():
        server.stop()
