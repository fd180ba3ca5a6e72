"""Which layers of isolation this machine grants, found out by trying each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache

_PATIENCE = 60.0  # seconds


@dataclass(frozen=True)
class Layer:
    """One layer: whether it is there, and where it is not, why and what to do."""

    name: str
    ok: bool
    why: str = ""


def layers() -> tuple[Layer, ...]:
    """Try every layer that the policy asks for; called by `certbook doctor` and before others' work is graded."""
    if not sys.platform.startswith("linux"):
        return tuple(Layer(name, False, f"{sys.platform} has no such means; grade on Linux") for name in _ADVICE)
    if threading.active_count() > 1:  # a fork of a process with threads may wait for ever on what one of them held
        return _found_elsewhere()
    return tuple(_tried(name, attempt) for name, attempt in _attempts().items())


@cache
def missing() -> tuple[Layer, ...]:
    """Return the layers that are not there; this machine is asked once."""
    return tuple(layer for layer in layers() if not layer.ok)


_ADVICE = {
    "namespaces": "unprivileged user namespaces are switched off (sysctl user.max_user_namespaces, or AppArmor)",
    "processes": "a new /proc cannot be mounted: inside a container, allow it (systempaths=unconfined)",
    "mounts": "the file system cannot be made read-only: mount_setattr is not in this kernel (Linux 5.12 or later)",
    "files": "Landlock is not in this kernel (Linux 5.13 or later, lsm=landlock)",
    "calls": "seccomp filters are refused",
    "limits": "resource limits cannot be set",
}


def _attempts() -> dict[str, Callable[[], None]]:
    from pathlib import Path

    from certbook.kernels.isolation import linux
    from certbook.kernels.isolation.policy import Policy

    policy = Policy()

    def namespaces() -> None:
        linux.new_namespaces(policy.namespaces)
        linux.private_mounts()
        linux.raise_loopback()

    def processes() -> None:
        namespaces()
        if (child := os.fork()) == 0:
            _end_with(linux.mount_proc)
        if os.waitpid(child, 0)[1]:
            raise OSError("/proc cannot be mounted")

    def mounts() -> None:
        namespaces()
        linux.freeze_mounts([])

    def calls() -> None:
        linux.refuse_calls(policy.refused_calls)
        linux.refuse_unix_sockets()

    return {
        "namespaces": namespaces,
        "processes": processes,
        "mounts": mounts,
        "files": lambda: linux.restrict_files([Path("/usr")], [], ()),
        "calls": calls,
        "limits": lambda: linux.set_limits(policy.limits),
    }


def _found_elsewhere() -> tuple[Layer, ...]:
    """Let a process of its own try."""
    command = [sys.executable, "-P", "-m", __name__]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
        return tuple(Layer(**layer) for layer in json.loads(done.stdout))
    except (OSError, subprocess.TimeoutExpired, ValueError, TypeError):
        return tuple(Layer(name, False, "it could not be tried; run: certbook doctor") for name in _ADVICE)


def _tried(name: str, attempt: Callable[[], None]) -> Layer:
    child = os.fork()
    if child == 0:
        _end_with(attempt)
    status = os.waitpid(child, 0)[1]
    return Layer(name, status == 0, "" if status == 0 else _ADVICE[name])


def _end_with(attempt: Callable[[], None]) -> None:
    code = 1
    try:
        attempt()
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    print(json.dumps([asdict(layer) for layer in layers()]))
