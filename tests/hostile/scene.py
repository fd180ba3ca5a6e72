"""What surrounds a class: secrets to steal, servers to reach, folders to write into; and whether any of it happened."""

from __future__ import annotations

import contextlib
import glob
import os
import secrets
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from attack import Attack
from vault import HOST_WORD

import certbook

_SHARED = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", "/run/lock")  # where everyone may leave something


@dataclass
class Scene:
    """One class's surroundings."""

    root: Path
    folder: Path
    run: str = field(default_factory=lambda: secrets.token_hex(2))
    connections: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def secret(self) -> Path:
        """A file of whoever grades."""
        return self.folder / "secret.txt"

    @property
    def socket_path(self) -> Path:
        return self.folder / "s"

    @property
    def abstract(self) -> str:
        return f"hostile-{self.run}"

    def facts_for(self, number: int, attack: Attack) -> dict[str, str]:
        """Return what `@NAME@` stands for in one attack."""
        outside = self.folder / attack.name
        outside.mkdir(mode=0o755)
        return {
            "ROOT": str(self.root),
            "OUT": str(outside),
            "RUN": self.mark(number),
            "SECRET": str(self.secret),
            "PORT": str(self.port),
            "SOCKET": str(self.socket_path),
            "ABSTRACT": self.abstract,
            "PIDNS": os.readlink("/proc/self/ns/pid"),
            "TMP": tempfile.gettempdir(),
        }

    def mark(self, number: int) -> str:
        return f"{self.run}{number:02d}"

    def damage(self, number: int, attack: Attack) -> list[str]:
        """Return what one attack has left outside its sandbox."""
        mark = self.mark(number)
        outside = self.folder / attack.name
        files = [str(path) for path in outside.rglob("*")]
        if not outside.exists():
            return [f"{outside} is gone"]
        facts = outside.stat()
        if facts.st_mode & 0o777 != 0o755 or facts.st_mtime < 1e9 or os.listxattr(outside):
            files.append(f"{outside} with other rights, times or attributes")
        return files + _shared_files(mark) + [f"process {pid}" for pid in _processes(f"h-{mark}")]

    def sweep(self) -> None:
        """Delete what attacks have left in folders that others use."""
        for path in _shared_files(f"hostile?{self.run}"):
            with contextlib.suppress(OSError):
                os.unlink(path)

    def shared_damage(self) -> list[str]:
        """Return what happened to things that the class shares."""
        found = [f"a connection to {name}" for name in self.connections]
        found += [str(path) for path in self.root.rglob("*hostile*") if not self._is_handed_in(path)]
        if self.secret.read_text() != HOST_WORD or self.secret.stat().st_mode & 0o777 != 0o644:
            found.append("the secret file was changed")
        return found

    def _is_handed_in(self, path: Path) -> bool:
        """Say whether a file is a submission's own, or nbgrader's copy of that in the student's results."""
        stage, *place = path.relative_to(self.root).parts
        submitted = self.root / "submitted" / Path(*place)
        return stage in {"submitted", "autograded", "feedback"} and submitted.exists()


@contextlib.contextmanager
def scene(root: Path, folder: Path) -> Iterator[Scene]:
    """Lay out the surroundings of a class and listen while it is graded."""
    made = Scene(root, folder)
    made.secret.write_text(HOST_WORD)
    made.secret.chmod(0o644)
    with contextlib.ExitStack() as stack:
        by_port = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        made.port = by_port.getsockname()[1]
        by_path, by_name = (stack.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(2))
        by_path.bind(str(made.socket_path))
        by_name.bind(f"\0{made.abstract}")
        for name, server in {"the port": by_port, "the socket's file": by_path, "the abstract name": by_name}.items():
            server.listen()
            threading.Thread(target=_count, args=(server, name, made.connections), daemon=True).start()
            stack.callback(server.shutdown, socket.SHUT_RDWR)  # wakes the thread up
        try:
            yield made
        finally:
            made.sweep()


def _shared_files(mark: str) -> list[str]:
    packages = [place for place in sys.path if place.endswith("-packages")]
    places = (*_SHARED, *packages, os.path.dirname(certbook.__file__))
    return [path for place in places for path in glob.glob(f"{place}/*{mark}*")]


def _count(server: socket.socket, name: str, connections: list[str]) -> None:
    with contextlib.suppress(OSError):
        while True:
            server.accept()[0].close()
            connections.append(name)


def _processes(name: str) -> list[str]:
    """Return the processes that bear a mark, as their name or on their command line."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if name.encode() in (place / "comm").read_bytes() + (place / "cmdline").read_bytes():
                found.append(place.name)
    return found
