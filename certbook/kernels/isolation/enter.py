"""Enter the isolation that the policy describes, in the one order that works."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from certbook.kernels.isolation import linux
from certbook.kernels.isolation.policy import (
    WRITABLE_DEVICES,
    Policy,
    covered_paths,
    readable_paths,
    scrubbed,
)


@dataclass(frozen=True)
class Place:
    """Where an isolated process lives: it works in `folder`; its sockets and temporary files lie in `private`."""

    folder: Path
    private: Path


def enter_outside(policy: Policy) -> None:
    """First half, before the fork that begins the PID namespace: namespaces, loopback, what is covered up."""
    linux.new_namespaces(policy.namespaces)
    linux.private_mounts()
    linux.raise_loopback()
    for path in covered_paths():
        linux.cover(path)


def enter_inside(policy: Policy, place: Place, environment: dict[str, str]) -> None:
    """Second half, in the first process of the PID namespace: its view of /proc, files, calls, limits."""
    linux.die_with_parent()
    linux.mount_proc()
    linux.freeze_mounts([place.folder, place.private])
    os.chdir(place.folder)
    clean = scrubbed(environment, policy, place.private)
    os.environ.clear()
    os.environ.update(clean)
    (place.private / "tmp").mkdir(exist_ok=True)
    linux.drop_capabilities()
    linux.set_limits(policy.limits)
    linux.restrict_files([*readable_paths(), Path("/proc")], [place.folder, place.private], WRITABLE_DEVICES)
    linux.refuse_calls(policy.refused_calls)
