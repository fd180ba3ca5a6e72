"""Start to first result of three kernels, side by side: cold, warm, warm and isolated; and what each adds in memory."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from certbook.kernels.names import ISOLATED_KERNEL, WARM_KERNEL
from certbook.kernels.outputs import OutputBox
from certbook.kernels.standard import StandardKernel

ROUNDS = 7
FIRST_CELL = "import numpy, pandas, sklearn.linear_model, matplotlib.pyplot\n1 + 1"


def main() -> None:
    print(f"{'':22}{'ready s':>9}{'result s':>10}{'MB (PSS)':>10}{'ratio':>8}")
    first = 0.0
    for name in ("python3", WARM_KERNEL, ISOLATED_KERNEL):
        start(name)  # the first kernel of a kind pays for its warm parent
        rounds = [start(name) for _ in range(ROUNDS)]
        ready, result, memory = (statistics.median(column) for column in zip(*rounds, strict=True))
        first = first or result
        print(f"{name:22}{ready:9.3f}{result:10.3f}{memory:10.0f}{first / result:7.1f}x", flush=True)


def start(name: str) -> tuple[float, float, float]:
    """Start a kernel; return seconds to ready, seconds to the first result, and its proportional memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        with StandardKernel(name, Path(folder)) as kernel:
            ready = time.perf_counter() - began
            reply = kernel.run(FIRST_CELL, 60.0, OutputBox(10_000))
            result = time.perf_counter() - began
            assert reply.status == "ok", reply
            return ready, result, proportional_memory(kernel._manager.provisioner.pid)


def proportional_memory(pid: int) -> float:
    """Return the megabytes of a process, its shared pages divided among those that share them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        done = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False)
        return float(done.stdout or "nan") / 1024
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main()
