"""Linux's own means of isolation, called directly: namespaces, Landlock, seccomp, limits, capabilities.

Every function acts on the calling process and cannot be undone. Sources: unshare(2), user_namespaces(7),
landlock(7), seccomp(2), prctl(2), capabilities(7), setrlimit(2).
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import platform
import resource
import socket
import struct
from collections.abc import Iterable
from pathlib import Path

from certbook.kernels.isolation.policy import Limits

_LIBC = ctypes.CDLL(None, use_errno=True)

CLONE_FLAGS = {
    "mount": 0x00020000,
    "uts": 0x04000000,
    "ipc": 0x08000000,
    "user": 0x10000000,
    "pid": 0x20000000,
    "network": 0x40000000,
}

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REC, _MS_PRIVATE = 1, 2, 4, 8, 0x4000, 0x40000
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 0x1


class Refused(OSError):
    """The kernel of this machine did not grant a layer of isolation."""


def _check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise Refused(number, f"{what}: {os.strerror(number)}")
    return result


def die_with_parent() -> None:
    """Be killed when the process that forked this one ends."""
    _check(_LIBC.prctl(_PR_SET_PDEATHSIG, 9, 0, 0, 0), "prctl(PDEATHSIG)")


def hide_memory() -> None:
    """Keep this process's memory from others of its own user: no tracing, no /proc/PID/mem; forks inherit it."""
    _check(_LIBC.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0), "prctl(DUMPABLE)")


def new_namespaces(names: Iterable[str]) -> None:
    """Enter namespaces of one's own; the caller keeps its user id in the new user namespace.

    A new PID namespace begins with the next fork.
    """
    flags = 0
    for name in names:
        flags |= CLONE_FLAGS[name]
    uid, gid = os.getuid(), os.getgid()
    _check(_LIBC.unshare(flags), "unshare")
    if flags & CLONE_FLAGS["user"]:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1", encoding="ascii")


def raise_loopback() -> None:
    """Bring up `lo` in a network namespace of one's own: a service under test talks to itself over it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        request = struct.pack("16sH14x", b"lo", 0)
        flags = struct.unpack("16sH14x", fcntl.ioctl(handle, _SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(handle, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", flags | _IFF_UP))


def private_mounts() -> None:
    """Keep mounts that follow from reaching the rest of the machine."""
    _mount(None, "/", None, _MS_REC | _MS_PRIVATE)


_MOUNT_SETATTR, _AT_FDCWD, _AT_RECURSIVE, _ATTR_RDONLY = 442, -100, 0x8000, 0x1
_MS_BIND = 0x1000


def freeze_mounts(writable: Iterable[Path]) -> None:
    """Make the whole file system read-only for this process and its forks, but for the given folders.

    Landlock has no say over modes, owners, times and extended attributes; a read-only mount refuses them all.
    """
    kept = list(dict.fromkeys(path.resolve() for path in writable))
    for path in kept:
        _check(_LIBC.mount(os.fsencode(path), os.fsencode(path), None, ctypes.c_ulong(_MS_BIND), None), f"bind {path}")
    _set_mount(Path("/"), recursive=True, read_only=True)
    for path in kept:
        _set_mount(path, recursive=False, read_only=False)


def _set_mount(path: Path, recursive: bool, read_only: bool) -> None:
    attributes = struct.pack("QQQQ", _ATTR_RDONLY if read_only else 0, 0 if read_only else _ATTR_RDONLY, 0, 0)
    flags = _AT_RECURSIVE if recursive else 0
    result = _LIBC.syscall(_MOUNT_SETATTR, _AT_FDCWD, os.fsencode(path), flags, attributes, len(attributes))
    _check(result, f"mount_setattr {path}")


def mount_proc() -> None:
    """Show only the processes of one's own PID namespace under /proc; called in its first process."""
    _mount("proc", "/proc", "proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)


def mount_folder(path: Path, size: int) -> None:
    """Put an empty file system of limited size, in memory, over a folder; what lay there is out of sight."""
    _mount("tmpfs", str(path), "tmpfs", _MS_NOSUID | _MS_NODEV, f"size={size},mode=700")


def cover(path: Path) -> None:
    """Put an empty, read-only file system over a folder."""
    _mount("tmpfs", str(path), "tmpfs", _MS_RDONLY | _MS_NOSUID | _MS_NODEV | _MS_NOEXEC, "size=4k,mode=555")


def _mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    _check(
        _LIBC.mount(
            source.encode() if source else None,
            os.fsencode(target),
            kind.encode() if kind else None,
            ctypes.c_ulong(flags),
            data.encode() if data else None,
        ),
        f"mount {target}",
    )


# --- Landlock -------------------------------------------------------------------------------------------------------

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE | (1 << 14)
# All rights of the first ABI, then REFER (2), TRUNCATE (3), IOCTL_DEV (5).
_RIGHTS_BY_ABI = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
_SCOPES_SINCE = 6  # abstract sockets and signals of other processes


def landlock_abi() -> int:
    """Return the version of Landlock that this machine's kernel speaks, 0 where it has none."""
    return max(int(_LIBC.syscall(_LANDLOCK_CREATE, None, 0, 1)), 0)


def restrict_files(readable: Iterable[Path], writable: Iterable[Path], devices: Iterable[str]) -> None:
    """Refuse every file but those at or below the given paths."""
    abi = landlock_abi()
    if abi < 1:
        raise Refused(errno.ENOSYS, "Landlock is not in this kernel")
    handled = 0
    for since, rights in _RIGHTS_BY_ABI.items():
        handled |= rights if since <= abi else 0
    scopes = 3 if abi >= _SCOPES_SINCE else 0
    attributes = struct.pack("QQQ", handled, 0, scopes)[: 24 if abi >= _SCOPES_SINCE else 8]
    rules = _check(_LIBC.syscall(_LANDLOCK_CREATE, attributes, len(attributes), 0), "landlock_create_ruleset")
    try:
        for path in readable:
            _allow(rules, path, _READ & handled)
        for path in writable:
            _allow(rules, path, handled & ~(1 << 15))
        for device in devices:
            _allow(rules, Path(device), (_READ_FILE | _WRITE_FILE) & handled)
        no_new_privileges()
        _check(_LIBC.syscall(_LANDLOCK_RESTRICT, rules, 0), "landlock_restrict_self")
    finally:
        os.close(rules)


def _allow(rules: int, path: Path, rights: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            if not path.is_dir():
                rights &= _FILE_RIGHTS
            beneath = struct.pack("=Qi", rights, handle)
            _check(_LIBC.syscall(_LANDLOCK_ADD, rules, 1, beneath, 0), f"landlock_add_rule {path}")
        finally:
            os.close(handle)


# --- seccomp --------------------------------------------------------------------------------------------------------

_CALL_NUMBERS = {
    "x86_64": {
        **{"ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311, "kcmp": 312, "pidfd_getfd": 438},
        **{"perf_event_open": 298, "bpf": 321, "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161},
        **{"move_mount": 429, "open_tree": 428, "fsopen": 430, "fsmount": 432, "mount_setattr": 442},
        **{"unshare": 272, "setns": 308, "keyctl": 250, "add_key": 248, "request_key": 249, "userfaultfd": 323},
        **{"io_uring_setup": 425, "kexec_load": 246, "init_module": 175, "finit_module": 313, "delete_module": 176},
        **{"reboot": 169, "swapon": 167, "swapoff": 168, "acct": 163, "quotactl": 179, "open_by_handle_at": 304},
        **{"name_to_handle_at": 303, "personality": 135, "syslog": 103, "settimeofday": 164, "clock_settime": 227},
    },
    "aarch64": {
        **{"ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271, "kcmp": 272, "pidfd_getfd": 438},
        **{"perf_event_open": 241, "bpf": 280, "mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51},
        **{"move_mount": 429, "open_tree": 428, "fsopen": 430, "fsmount": 432, "mount_setattr": 442},
        **{"unshare": 97, "setns": 268, "keyctl": 219, "add_key": 217, "request_key": 218, "userfaultfd": 282},
        **{"io_uring_setup": 425, "kexec_load": 104, "init_module": 105, "finit_module": 273, "delete_module": 106},
        **{"reboot": 142, "swapon": 224, "swapoff": 225, "acct": 89, "quotactl": 60, "open_by_handle_at": 265},
        **{"name_to_handle_at": 264, "personality": 92, "syslog": 116, "settimeofday": 170, "clock_settime": 112},
    },
}
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_LOAD, _JUMP_EQUAL, _JUMP_SET, _JUMP_GREATER, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
_ALLOW, _KILL, _EPERM = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM
_X32_BIT = 0x40000000


def refuse_calls(names: Iterable[str]) -> None:
    """Let system calls fail with EPERM; a call in another architecture's numbering ends the process."""
    machine = platform.machine()
    if machine not in _CALL_NUMBERS:
        raise Refused(errno.ENOSYS, f"no system call numbers for {machine}")
    numbers = sorted(_CALL_NUMBERS[machine][name] for name in names)
    program = [
        _instruction(_LOAD, 0, 0, 4),  # the architecture
        _instruction(_JUMP_EQUAL, 1, 0, _AUDIT_ARCH[machine]),
        _instruction(_RETURN, 0, 0, _KILL),
        _instruction(_LOAD, 0, 0, 0),  # the number
    ]
    if machine == "x86_64":
        program += [_instruction(_JUMP_GREATER, 0, 1, _X32_BIT), _instruction(_RETURN, 0, 0, _KILL)]
    for number in numbers:
        program += [_instruction(_JUMP_EQUAL, 0, 1, number), _instruction(_RETURN, 0, 0, _EPERM)]
    program.append(_instruction(_RETURN, 0, 0, _ALLOW))
    _filter_calls(program)


_SOCKET_CALL = {"x86_64": 41, "aarch64": 198}
_AF_UNIX = 1


def refuse_unix_sockets() -> None:
    """Let the opening of Unix sockets fail with EPERM: Landlock does not keep anybody from those that have a path.

    Pairs of connected sockets, which name nobody, are made by another call and stay.
    """
    machine = platform.machine()
    if machine not in _SOCKET_CALL:
        raise Refused(errno.ENOSYS, f"no system call numbers for {machine}")
    _filter_calls(
        [
            _instruction(_LOAD, 0, 0, 0),
            _instruction(_JUMP_EQUAL, 0, 3, _SOCKET_CALL[machine]),
            _instruction(_LOAD, 0, 0, 16),  # the first argument: the family
            _instruction(_JUMP_EQUAL, 0, 1, _AF_UNIX),
            _instruction(_RETURN, 0, 0, _EPERM),
            _instruction(_RETURN, 0, 0, _ALLOW),
        ]
    )


def _filter_calls(program: list[bytes]) -> None:
    code = ctypes.create_string_buffer(b"".join(program))
    header = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    no_new_privileges()
    _check(_LIBC.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, header, 0, 0), "seccomp")


def _instruction(code: int, if_true: int, if_false: int, value: int) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


# --- privileges and limits --------------------------------------------------------------------------------------------

_LAST_CAPABILITY = 63


def no_new_privileges() -> None:
    """Give up whatever a set-user-id program could grant."""
    _check(_LIBC.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl(NO_NEW_PRIVS)")


def drop_capabilities() -> None:
    """Give up every capability, in one's own user namespace too."""
    for capability in range(_LAST_CAPABILITY + 1):
        if _LIBC.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) < 0 and ctypes.get_errno() == errno.EINVAL:
            break
    header = struct.pack("Ii", 0x20080522, 0)
    _check(_LIBC.capset(header, struct.pack("IIIIII", 0, 0, 0, 0, 0, 0)), "capset")


def _bytes_of_data() -> int:
    """Return how much writable memory of its own this process has mapped, as RLIMIT_DATA counts it."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])  # see proc(5)
    return pages * resource.getpagesize()


def set_limits(limits: Limits) -> None:
    """Set resource limits, hard ones.

    What a process has of its own when it comes here, its parent's pages, does not count as its use of memory.
    """
    for kind, value in (
        (resource.RLIMIT_AS, limits.bytes_of_memory),
        (resource.RLIMIT_DATA, _bytes_of_data() + limits.bytes_in_use),
        (resource.RLIMIT_FSIZE, limits.bytes_of_file),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))
