"""Start to first result of kernels, side by side: cold, warm, warm and isolated; and the memory of each."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager
from traitlets.config import Config

from certbook.errors import CertbookError
from certbook.kernels.names import ISOLATED_KERNEL, WARM_KERNEL
from certbook.kernels.provisioner import drop_spares

IMPORTS = "import numpy, pandas, sklearn.linear_model, matplotlib.pyplot"
_LONGEST_WAIT = 120.0
_MIB = 1024


@dataclass(frozen=True)
class Way:
    """One way to start a kernel: its kernelspec, and whether a spare may stand by for it."""

    name: str
    kernel: str
    spare: bool = False


WAYS = (
    Way("cold", "python3"),
    Way("warm", WARM_KERNEL),
    Way("warm, spare", WARM_KERNEL, spare=True),
    Way("isolated", ISOLATED_KERNEL),
    Way("isolated, spare", ISOLATED_KERNEL, spare=True),
)


@dataclass(frozen=True)
class Start:
    """One start: seconds to the reply of `1 + 1` and to that of the imports, then the kernel's memory in MB."""

    first: float
    imported: float
    proportional_mb: float
    private_mb: float


@dataclass(frozen=True)
class KernelFigures:
    """One way's starts: medians, the slowest first result, and how many times sooner than the first way.

    Memory is that of one kernel after the imports while no other kernel and no spare is there: `proportional_mb`
    divides shared pages among those that share them; `private_mb` is what one more kernel adds. NaN where the system
    does not tell.
    """

    way: str
    starts: int
    first_result: float
    slowest: float
    imported: float
    first_ratio: float
    imported_ratio: float
    proportional_mb: float
    private_mb: float

    def to_json(self) -> dict[str, Any]:
        """Return the figures for other programs; None is what the system does not tell."""
        return {name: None if value != value else value for name, value in asdict(self).items()}


def bench_kernel(
    repeats: int,
    ways: Sequence[Way] = WAYS,
    pause: float = 1.0,
    show: Callable[[int, int, str], None] = lambda done, total, what: None,
) -> tuple[KernelFigures, ...]:
    """Start a kernel each way in turn, `repeats` times over, and return the figures of each way.

    One start of each way goes before, uncounted: it pays for the warm parent and the file cache.

    Args:
        repeats: starts of each way that count.
        ways: what is compared; ratios are to the first.
        pause: seconds between starts, in which a spare comes to stand by.
        show: called with done, total and what was done last.
    """
    rounds: dict[Way, list[Start]] = {way: [] for way in ways}
    total = len(ways) * (repeats + 1)
    for number in range(repeats + 1):
        for place, way in enumerate(ways, 1):
            start = start_once(way)
            if number:
                rounds[way].append(start)
            show(number * len(ways) + place, total, way.name)
            time.sleep(pause)
    weights = {way.kernel: _weigh(way) for way in ways}
    cold = rounds[ways[0]]
    return tuple(_figures(way, starts, cold, weights[way.kernel]) for way, starts in rounds.items())


def _weigh(way: Way) -> Start:
    """Start a kernel for its memory alone: a spare would take a share of the pages that are counted."""
    drop_spares()
    return start_once(Way(way.name, way.kernel, spare=False))


def start_once(way: Way) -> Start:
    """Start a kernel as any Jupyter client does, run two cells, measure it, end it."""
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    with tempfile.TemporaryDirectory(prefix="certbook-bench-", ignore_cleanup_errors=True) as folder:
        began = time.perf_counter()
        manager = KernelManager(kernel_name=way.kernel, config=Config(WarmProvisioner={"spare": way.spare}))
        manager.start_kernel(cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        client = manager.blocking_client()
        client.start_channels()
        try:
            _run(client, "1 + 1")
            first = time.perf_counter() - began
            _run(client, IMPORTS)
            imported = time.perf_counter() - began
            return Start(first, imported, *_memory(manager.provisioner.pid))
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def _run(client: Any, source: str) -> None:
    request = client.execute(source, store_history=False)
    until = time.monotonic() + _LONGEST_WAIT
    while (left := until - time.monotonic()) > 0:
        reply = client.get_shell_msg(timeout=left)
        if reply["parent_header"].get("msg_id") == request:
            if reply["content"]["status"] != "ok":
                raise CertbookError(f"a kernel cannot run '{source}': {reply['content'].get('evalue')}")
            return
    raise CertbookError(f"a kernel did not answer within {_LONGEST_WAIT:.0f} s; run: certbook doctor")


def _memory(pid: int) -> tuple[float, float]:
    """Return a process's proportional and private megabytes."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return float("nan"), float("nan")
    kib = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
    return kib["Pss"] / _MIB, (kib["Private_Clean"] + kib["Private_Dirty"]) / _MIB


def _figures(way: Way, starts: Sequence[Start], cold: Sequence[Start], weight: Start) -> KernelFigures:
    first = statistics.median(start.first for start in starts)
    imported = statistics.median(start.imported for start in starts)
    return KernelFigures(
        way=way.name,
        starts=len(starts),
        first_result=first,
        slowest=max(start.first for start in starts),
        imported=imported,
        first_ratio=statistics.median(start.first for start in cold) / first,
        imported_ratio=statistics.median(start.imported for start in cold) / imported,
        proportional_mb=weight.proportional_mb,
        private_mb=weight.private_mb,
    )
