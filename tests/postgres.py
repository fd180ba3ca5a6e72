"""A PostgreSQL server of the test run's own: a cluster in a temporary folder, one database for each test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest

_UNPRIVILEGED = "postgres"  # PostgreSQL refuses to run as root; Debian's package makes this user
_SETTINGS = {
    "fsync": "off",  # nothing here has to outlive a power cut
    "autovacuum": "off",
    "max_connections": "20",
    "log_timezone": "UTC",
}


@dataclass(frozen=True)
class Server:
    """A running server that trusts everybody who reaches its loopback port."""

    programs: Path
    folder: Path
    port: int

    def address(self, database: str) -> str:
        """Return what SQLAlchemy calls a database; the driver is named, since its default differs by version."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def make_database(self) -> str:
        """Make an empty database and return its address."""
        name = f"test_{uuid.uuid4().hex}"
        self._sql(f"CREATE DATABASE {name}")
        return self.address(name)

    def drop_database(self, address: str) -> None:
        self._sql(f"DROP DATABASE {address.rpartition('/')[2]} WITH (FORCE)")

    def _sql(self, statement: str) -> None:
        import psycopg

        place = f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres"
        with psycopg.connect(place, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


def find_programs() -> Path | None:
    """Return the folder of `initdb` and `pg_ctl`: on the path, or where Debian keeps them, the newest version first."""
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    folders = [*([Path(on_path).resolve().parent] if on_path else []), *reversed(debian)]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """Start a server for the run; where none is installed skip, or fail where CI promised one."""
    programs = find_programs()
    if programs is None:
        _do_without("no PostgreSQL server on this machine (looked for initdb); Debian: apt install postgresql")
    pytest.importorskip("psycopg", reason="psycopg is in the extra `test`")
    # Not pytest's own folder: another user has to reach it, and a socket's path must be short.
    with tempfile.TemporaryDirectory(prefix="certbook-pg-", ignore_cleanup_errors=True) as folder:
        server = Server(programs, Path(folder), _free_port())
        _start(server)
        try:
            yield server
        finally:
            _run(server, "pg_ctl", "stop", "--mode=immediate", "--pgdata", str(server.folder / "data"))


@pytest.fixture
def postgres(postgres_server: Server) -> Iterator[str]:
    """Return the address of an empty database."""
    address = postgres_server.make_database()
    yield address
    postgres_server.drop_database(address)


def _do_without(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}. With CI=true that is a failure.", pytrace=False)
    pytest.skip(reason)


def _start(server: Server) -> None:
    data, log = server.folder / "data", server.folder / "log"
    if os.geteuid() == 0:
        shutil.chown(server.folder, _UNPRIVILEGED)
    new = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    _run(server, "initdb", *new, "--pgdata", str(data))
    settings = {
        **_SETTINGS,
        "port": str(server.port),
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": str(server.folder),
    }
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    _run(server, "pg_ctl", "start", "--wait", "--log", str(log), "--options", options, "--pgdata", str(data))


def _run(server: Server, program: str, *arguments: str) -> None:
    command: Sequence[str] = [str(server.programs / program), *arguments]
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:
        import pwd

        user = pwd.getpwnam(_UNPRIVILEGED)
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    # Into a file: the server would keep a pipe open for as long as it runs.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(command, cwd=server.folder, stdout=said, stderr=said, timeout=120, check=False, **as_user)
        said.seek(0)
        if done.returncode != 0:
            pytest.fail(f"{program} failed: {said.read().decode(errors='replace')}", pytrace=False)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
