"""The isolation policy, as data: read this file to know what a graded submission may do.

It may read the Python installation and its own folder, write its own folder, compute within the limits, and talk to
itself over its own loopback. The rest of the file system is read-only to it, its rights and times too; a graded
notebook opens no Unix sockets. Everything that is not listed here is refused by the kernel (`isolation.linux`).
"""

from __future__ import annotations

import os
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What one kernel may take; `bytes_of_memory` is a process's address space, of which much is the warm parent's."""

    bytes_of_memory: int = 4096 * MIB
    bytes_in_use: int = 1536 * MIB  # beyond its parent's: of each process, and of all of a submission together
    bytes_of_file: int = 256 * MIB
    bytes_of_folder: int = 512 * MIB
    processes: int = 64  # threads count too
    open_files: int = 256
    cpu_seconds: int = 300


@dataclass(frozen=True)
class Policy:
    """What a kernel may reach. `layers` must all be there, else nothing is run (see `isolation.layers`)."""

    limits: Limits = field(default_factory=Limits)
    # Namespaces of its own: no other process, file system mount, message queue, host name or network is in sight.
    namespaces: tuple[str, ...] = ("user", "mount", "pid", "ipc", "uts", "network")
    # Environment variables that are handed through; all others are dropped.
    environment: tuple[str, ...] = (
        *("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "PYTHONHASHSEED", "PYTHONPATH", "VIRTUAL_ENV"),
        *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "MPLBACKEND", "CERTBOOK_SALT"),
    )
    # System calls that no lab needs and that take part in most escapes from a sandbox.
    refused_calls: tuple[str, ...] = (
        *("ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd", "perf_event_open", "bpf"),
        *("mount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen", "fsmount", "mount_setattr"),
        *("unshare", "setns", "keyctl", "add_key", "request_key", "userfaultfd", "io_uring_setup", "kexec_load"),
        *("init_module", "finit_module", "delete_module", "reboot", "swapon", "swapoff", "acct", "quotactl"),
        *("open_by_handle_at", "name_to_handle_at", "personality", "syslog", "settimeofday", "clock_settime"),
    )


def readable_paths() -> list[Path]:
    """Return what every kernel may read and execute: Python, the installed packages and the system's libraries."""
    schemes = sysconfig.get_paths()
    package = Path(__file__).resolve().parents[2]
    wanted = [
        Path(sys.prefix),
        Path(sys.base_prefix) / "lib",
        Path(sys.base_prefix) / "bin",
        *(Path(schemes[name]) for name in ("stdlib", "platstdlib", "purelib", "platlib", "scripts")),
        # A user's own, or those of an environment that this one builds on.
        *(path for path in map(Path, sys.path) if path.name in ("site-packages", "dist-packages")),
        package,
        *(Path(path) for path in SYSTEM_PATHS),
    ]
    return [path for path in dict.fromkeys(wanted) if path.exists()]


# Shared libraries, fonts and time zones; nothing of /etc or /usr/share that could tell who uses this machine.
SYSTEM_PATHS = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib"),
    *("/usr/share/zoneinfo", "/usr/share/fonts", "/etc/ld.so.cache", "/etc/localtime"),
    *("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"),
)
WRITABLE_DEVICES = ("/dev/null",)


def covered_paths() -> list[Path]:
    """Return folders inside the readable ones that are covered up: the packed content with its hidden tests."""
    packed = Path(__file__).resolve().parents[2] / "_content"
    return [packed] if packed.is_dir() else []


def handed_through(policy: Policy) -> dict[str, str]:
    """Return what the policy hands through of this process's environment: nothing else may get near a submission."""
    return {name: os.environ[name] for name in policy.environment if name in os.environ}


def scrubbed(environment: dict[str, str], policy: Policy, home: Path) -> dict[str, str]:
    """Return the environment of a kernel: what the policy hands through, and a home of its own."""
    kept = {name: environment[name] for name in policy.environment if name in environment}
    return {
        **kept,
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "IPYTHONDIR": str(home / "tmp" / "ipython"),
        "MPLCONFIGDIR": str(home / "tmp" / "mpl"),
        "JUPYTER_PLATFORM_DIRS": "1",
    }
