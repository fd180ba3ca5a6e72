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
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Bool, List, Unicode

from certbook.errors import CertbookError
from certbook.kernels.client import CAN_FORK, ForkServer, Lifeline
from certbook.kernels.names import FOLDER_VARIABLE
from certbook.lab.fresh import installation_salt

KERNEL_MODULES = ("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.debugger", "certbook.lab")
READY_SECONDS = 30.0  # after that Jupyter's own waiting goes on


class WarmProvisioner(LocalProvisioner):  # type: ignore[misc]
    """Launch kernels as forks of one warm parent per list of preloaded modules, owned by this process.

    Where the system cannot fork a warm process (Windows, macOS) an unisolated kernel is started cold, as Jupyter does.
    """

    preload = List(Unicode(), help="Modules that the warm parent imports once.").tag(config=True)
    isolated = Bool(False, help="Whether kernels are kept to themselves; never weaker than asked.").tag(config=True)

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
        }
        if self.isolated:
            request |= self._isolation(request)
        worker = warm_server([*self.preload, *KERNEL_MODULES]).spawn(request)
        await asyncio.to_thread(worker.wait_until_ready, READY_SECONDS)
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

    def _isolation(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return what turns a request into an isolated one: its own folder, with a copy of what it may read there."""
        assert self._folder is not None
        folder = Path(self._folder.name)
        connection = folder / "connection.json"
        shutil.copyfile(cast(Any, self.parent).connection_file, connection)
        arguments = list(request["arguments"])
        arguments[arguments.index("-f") + 1] = str(connection)
        # A grader names the folder that the kernel works in; any other owner gets the kernel's own.
        work = request["env"].get(FOLDER_VARIABLE) or str(folder)
        environment = {**request["env"], "CERTBOOK_SALT": installation_salt()}  # its file is out of the kernel's reach
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
_lock = threading.Lock()


def warm_server(modules: list[str]) -> ForkServer:
    """Return the warm parent with these modules, started on demand and again when it has died or Python changed."""
    key = (sys.executable, _fingerprint(), *dict.fromkeys(modules))
    with _lock:
        server = _servers.get(key)
        if server is None or not server.alive:
            for old_key in [known for known in _servers if known[2:] == key[2:]]:
                _servers.pop(old_key).stop()
            server = ForkServer(modules)
            server.start()
            _servers[key] = server
        return server


def _fingerprint() -> str:
    """Return what changes when packages are installed, upgraded or removed."""
    places = [Path(place) for place in sys.path if place.endswith("site-packages")]
    return ";".join(f"{place}:{place.stat().st_mtime_ns}" for place in places if place.is_dir())


def _arguments(cmd: list[str]) -> list[str]:
    """Return a kernelspec's command without its interpreter: what ipykernel gets."""
    return cmd[cmd.index("-f") :] if "-f" in cmd else cmd[3:]


@atexit.register
def _stop_all() -> None:
    for server in _servers.values():
        server.stop()
