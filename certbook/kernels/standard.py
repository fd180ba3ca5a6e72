"""A standard Jupyter kernel that runs one cell at a time and cannot be made to hang its owner."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import zmq
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

from certbook.errors import MissingPart
from certbook.kernels.names import FOLDER_VARIABLE
from certbook.kernels.outputs import Output, OutputBox
from certbook.kernels.record import EVIDENCE_LIMIT, Status, as_points
from certbook.kernels.warm import ENVIRONMENT

_ANSWER_SECONDS = 1.0  # after that a kernel is asked again: its outputs may not have been connected the first time
_POLL = 0.2  # seconds between looks at whether the kernel is still alive
_INTERRUPT_GRACE = 3.0  # seconds that an interrupted cell has to end before its kernel is killed
_OUTPUT_GRACE = 10.0  # seconds that the last outputs of a cell that has replied may take
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Reply:
    """How one cell ended, in the kernel's own words; `usable` says whether the kernel can run another."""

    status: Status
    usable: bool = True
    ename: str = ""
    evalue: str = ""
    line: int | None = None
    value: float | None = None
    count: int | None = None
    outputs: list[Output] = field(default_factory=list)


class StandardKernel:
    """One kernel process of a kernelspec; use it as a context manager."""

    def __init__(self, name: str, cwd: Path, startup_seconds: float = 60.0) -> None:
        if name not in KernelSpecManager().find_kernel_specs():
            raise MissingPart(f"the kernel '{name}' is not installed here; run: python -m ipykernel install --user")
        self._manager = KernelManager(kernel_name=name)
        self._manager.start_kernel(
            cwd=str(cwd),
            env={**_environment(), FOLDER_VARIABLE: str(cwd)},
            extra_arguments=["--HistoryManager.hist_file=:memory:"],
            stdout=subprocess.DEVNULL,  # what the kernel says of itself is not for the grader's screen
            stderr=subprocess.DEVNULL,
        )
        self._client = self._manager.blocking_client()
        self._client.start_channels()
        try:
            self._wait_until_it_answers(time.monotonic() + startup_seconds)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> StandardKernel:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _wait_until_it_answers(self, until: float) -> None:
        """Wait until the kernel answers and its outputs arrive here.

        jupyter_client's own waiting always spends 0.2 s on looking whether outputs are still under way.
        """
        while time.monotonic() < until:
            request = self._client.kernel_info()
            if self._heard(request, min(until, time.monotonic() + _ANSWER_SECONDS)):
                return
            if not self._manager.is_alive():
                raise RuntimeError("the kernel died before it answered")
        raise RuntimeError("the kernel did not answer in time")

    def _heard(self, request: str, until: float) -> bool:
        """Whether a request's reply and its being done with both came in."""
        nothing = OutputBox(0)
        return self._listen(request, until, nothing) is not None

    def close(self) -> None:
        """End the kernel and its process group at once."""
        with contextlib.suppress(Exception):  # whatever state it is in, it has to go
            self._client.stop_channels()
        with contextlib.suppress(Exception):
            self._manager.shutdown_kernel(now=True)

    def kill(self) -> None:
        """End the kernel from another thread than the one that uses it."""
        process = getattr(self._manager.provisioner, "process", None)
        with contextlib.suppress(Exception):  # it may have ended by itself
            process.kill()  # type: ignore[union-attr]

    def run(self, source: str, seconds: float, outputs: OutputBox) -> Reply:
        """Run a cell; past its time it is interrupted, and a kernel that does not heed that is not usable any more."""
        request = self._client.execute(source, allow_stdin=False, stop_on_error=False)
        content = self._listen(request, time.monotonic() + seconds, outputs)
        if content is not None:
            return _reply_of(content, outputs)
        if not self._manager.is_alive():
            return Reply("died", usable=False, evalue="the process ended in this cell", outputs=outputs.close())
        self._manager.interrupt_kernel()
        heeded = self._listen(request, time.monotonic() + _INTERRUPT_GRACE, outputs) is not None
        return Reply("timeout", heeded, evalue=f"did not end within {seconds:.0f} s", outputs=outputs.close())

    def _listen(self, request: str, until: float, outputs: OutputBox) -> dict[str, Any] | None:
        """Gather outputs until the kernel has replied and gone idle, died, or the time is up.

        Returns its reply, but None where outputs of it may still be missing: one of them may be the points.
        """
        shell, iopub = self._client.shell_channel, self._client.iopub_channel
        poller = zmq.Poller()
        poller.register(shell.socket, zmq.POLLIN)
        poller.register(iopub.socket, zmq.POLLIN)
        reply: dict[str, Any] | None = None
        idle = False
        while not (idle and reply is not None) and (left := until - time.monotonic()) > 0:
            ready = dict(poller.poll(int(min(_POLL, left) * 1000) + 1))
            if shell.socket in ready:
                message = shell.get_msg(timeout=0)
                if message["parent_header"].get("msg_id") == request:
                    reply, until = message["content"], time.monotonic() + _OUTPUT_GRACE
            if iopub.socket in ready:
                message = iopub.get_msg(timeout=0)
                if message["parent_header"].get("msg_id") == request:
                    idle = idle or _is_idle(message)
                    outputs.take(message)
            if not ready and not self._manager.is_alive():
                break
        return reply if idle else None


def _environment() -> dict[str, str]:
    # Without MPLBACKEND the kernel draws inline, so that a grader sees the figures.
    threads = {name: value for name, value in ENVIRONMENT.items() if name != "MPLBACKEND"}
    return {**{name: value for name, value in os.environ.items() if name != "MPLBACKEND"}, **threads}


def _is_idle(message: dict[str, Any]) -> bool:
    return bool(message["msg_type"] == "status" and message["content"]["execution_state"] == "idle")


def _reply_of(content: dict[str, Any], outputs: OutputBox) -> Reply:
    count = content.get("execution_count")
    if content.get("status") == "ok":
        values = [as_points(text) for text in outputs.results]
        numbers = [value for value in values if value is not None]
        # A cell has one result; where a submission forged more of them, the least counts.
        return Reply("ok", value=min(numbers, default=None), count=count, outputs=outputs.close())
    ename, evalue = str(content.get("ename", "")), str(content.get("evalue", ""))
    trace = content.get("traceback") or []
    return Reply(
        "error",
        ename=ename or "Aborted",
        evalue=evalue[:EVIDENCE_LIMIT],
        line=_line_of(trace, count),
        count=count,
        outputs=outputs.close(),
    )


def _line_of(trace: list[str], count: int | None) -> int | None:
    """Return the deepest line of the cell itself that a traceback names."""
    text = _ANSI.sub("", "\n".join(trace))
    found = re.findall(rf"Cell In\[{count}\], line (\d+)", text)
    return int(found[-1]) if found else None
