"""The outer side: lead one submission's processes through its notebook, and believe nothing that they cannot know.

Runs in a supervisor (see `kernels.supervisor`), outside of the isolation that its child is in:

    warm parent ── supervisor: this ──┬ first process: isolated, runs no cell, forks on demand
                                      ├── submission: runs the cells in order
                                      └──── snapshots of it: one for the checks of a place, run when all cells are done

A reply counts only with the nonce of its question, which stands in no place that the submission can look at; a check
counts only between two canaries, assertions that must fail with a word drawn for them.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import selectors
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nbformat.v4 import new_output

from certbook.kernels.isolation.policy import Policy
from certbook.kernels.notebook.channel import Inbox, Message, NotAMessage, send
from certbook.kernels.notebook.plan import Conducted, Plan, PlannedCell
from certbook.kernels.notebook.toll import Toll
from certbook.kernels.outputs import OutputBox
from certbook.kernels.record import CellRecord, Status, not_run

_TICK = 0.1  # seconds between looks at what the processes take
_DISK_TICKS = 5  # looks at the disk are dearer: one in so many
_GRACE = 3.0  # seconds that an interrupted cell has to end before its process is killed
_START_SECONDS = 60.0  # for a fork to say hello, on a machine that others keep busy too
_LAST_OUTPUT = 2.0  # seconds for what a cell wrote before it ended
_LARGEST_REPLY = 1_000_000  # bytes; records and tracebacks are cut to far less
_LARGEST_OUTPUT = 8_000_000  # bytes of one line on the output socket; what is longer is dropped
_OVER = "the notebook's {:.0f} s were over"


class OwnerGone(Exception):
    """Nobody waits for the result any more."""


class _Ended(Exception):
    """The process that was asked something ended, or was ended, before it answered: why, in one word or none."""


class _Overdue(Exception):
    """The process did not answer in time."""


@dataclass
class _Process:
    """A process of the submission's: its line, and for the one that runs cells its outputs."""

    control: socket.socket
    inbox: Inbox
    outputs: socket.socket | None = None
    raw: int = -1
    pid: int = 0
    handle: int = -1  # a pidfd: readable when the process has ended

    def close(self) -> None:
        self.control.close()
        if self.outputs is not None:
            self.outputs.close()
        for handle in (self.raw, self.handle):
            if handle >= 0:
                os.close(handle)
        self.raw = self.handle = -1


@dataclass
class _Group:
    """Checks that stand behind one another, the snapshot that they are run in, and the cells that ran before it."""

    checks: list[PlannedCell]
    snapshot: _Process | None
    ran: list[PlannedCell]


class Conductor:
    """One notebook's way through its processes."""

    def __init__(self, plan: Plan, first: socket.socket, owner: socket.socket, toll: Toll, folders: list[Path]) -> None:
        self._plan, self._owner, self._toll, self._folders = plan, owner, toll, folders
        self._first = _Process(first, Inbox(first, _LARGEST_REPLY))
        self._submission: _Process | None = None
        self._groups: list[_Group] = []
        self._result = Conducted()
        self._ran: list[PlannedCell] = []
        self._box = OutputBox(0)
        self._tail = b""
        self._room = plan.limits.notebook_bytes
        self._ticks = 0

    def run(self) -> Conducted:
        """Run all cells, then all checks; raises OwnerGone."""
        self._expect(self._first, _START_SECONDS)  # its hello
        self._first.pid = self._first.inbox.pid or 0
        self._first.handle = os.pidfd_open(self._first.pid)
        self._toll.measure_floor(self._first.pid)
        self._until = time.monotonic() + self._plan.limits.notebook_seconds
        group: _Group | None = None
        for cell in self._plan.cells:
            if not cell.is_check or cell.stays:
                group = None
                self._run_in_submission(cell)
            elif group is None:
                group = _Group([cell], self._snapshot(), list(self._ran))
                self._groups.append(group)
            else:
                group.checks.append(cell)
        if self._submission is not None and self._submission.outputs is not None:
            self._submission.outputs.close()  # it lives on, since checks may call a service of it, but is not heard
            self._submission.outputs = None
        self._until = time.monotonic() + self._plan.limits.notebook_seconds
        for group in self._groups:
            for cell in group.checks:
                self._check_in_snapshot(cell, group)
            self._let_go(group)
        return self._result

    # --- cells ----------------------------------------------------------------------------------------------------

    def _run_in_submission(self, cell: PlannedCell) -> None:
        if not cell.source.strip():
            self._result.records[cell.id] = not_run(cell.id)
            return
        process = self._ready_submission()
        if process is None:
            self._result.records[cell.id] = not_run(cell.id, "timeout", self._over())
            return
        self._tell_owner(cell)
        self._box = OutputBox(min(self._plan.limits.cell_bytes, self._room))
        granted = self._box.room
        record = self._ask(process, cell)
        self._room -= granted - self._box.room
        self._result.records[cell.id] = record
        said = self._box.close()
        self._result.outputs[cell.id] = [*said, *_unsaid(record, said)]
        if self._submission is not None:
            self._ran.append(cell)

    def _ask(self, process: _Process, cell: PlannedCell) -> CellRecord:
        """Run a cell, or a check that stays, in the submission's process and return its record."""
        seconds = min(self._plan.limits.cell_seconds, max(self._until - time.monotonic(), 0.1))
        question, canaries = _question(cell)
        began = time.monotonic()
        self._heard_end = ""
        try:
            send(process.control, question)
            try:
                reply = self._expect(process, seconds)
            except _Overdue:
                self._interrupt(process, cell.id)
                return self._lasting(not_run(cell.id, "timeout", f"did not end within {seconds:.0f} s"), began)
        except (_Ended, OSError) as end:
            cause = str(end) if isinstance(end, _Ended) else ""
            self._drop_submission()
            return self._lasting(self._death(cell.id, cause), began)
        self._gather_last(process, cell.id)
        if cell.is_check:
            return self._judge(cell, question, canaries, reply)
        if reply.get("nonce") != question["nonce"]:
            self._tampered(cell, "the submission answered in the grader's place")
            self._drop_submission()
            return not_run(cell.id, "died", "the process answered for itself")
        self._result.counts[cell.id] = int(reply.get("count") or 0)
        return CellRecord.from_json(reply["record"])

    def _interrupt(self, process: _Process, cell_id: str) -> None:
        """Interrupt a cell; a process that does not heed that is ended."""
        try:
            os.kill(process.pid, signal.SIGINT)
            self._expect(process, _GRACE)
            self._gather_last(process, cell_id)
        except (_Overdue, _Ended, ProcessLookupError):
            self._drop_submission()

    def _ready_submission(self) -> _Process | None:
        """Return a process in which all cells before have run, None where the time is over.

        A cell that ends the process in the repetition is left out of the next one.
        """
        while time.monotonic() < self._until:
            if self._submission is not None:
                return self._submission
            process = self._fork_submission()
            if process is None:
                continue
            self._submission = process
            for cell in list(self._ran):
                self._box, self._heard_end = OutputBox(0), ""
                question, _ = _question(cell)
                try:
                    send(process.control, question)
                    self._expect(process, min(self._plan.limits.cell_seconds, max(self._until - time.monotonic(), 0.1)))
                    self._gather_last(process, cell.id)
                except (_Ended, _Overdue, OSError):
                    self._ran.remove(cell)
                    self._drop_submission()
                    break
        return None

    def _fork_submission(self) -> _Process | None:
        """Return a process that has run nothing yet, None where what an earlier one left behind is in its way."""
        try:
            return self._forked(self._first, "submission")
        except (_Ended, _Overdue):
            if self._has_ended(self._first):
                raise
            self._toll.purge(self._first.pid, spare=self._idle())
            return None

    def _drop_submission(self) -> None:
        if self._submission is not None:
            self._toll.purge(self._first.pid, spare=self._idle())
            self._submission.close()
            self._submission = None

    # --- checks ---------------------------------------------------------------------------------------------------

    def _snapshot(self) -> _Process | None:
        process = self._ready_submission()
        if process is None:
            return None
        try:
            return self._forked(process, "snapshot")
        except (_Ended, _Overdue, OSError):
            self._drop_submission()
            return None

    def _check_in_snapshot(self, cell: PlannedCell, group: _Group) -> None:
        seconds = min(self._plan.limits.cell_seconds, self._until - time.monotonic())
        if group.snapshot is None:
            self._renew(group)
        if group.snapshot is None or seconds <= 0:
            self._result.records[cell.id] = not_run(cell.id, "timeout", self._over())
            return
        self._tell_owner(cell)
        question, canaries = _question(cell)
        began, trace = time.monotonic(), ""
        try:
            send(group.snapshot.control, question)
            reply = self._expect(group.snapshot, seconds)
            trace = str(reply.get("trace", ""))
            record = self._judge(cell, question, canaries, reply)
            if record.status == "died":
                self._let_go(group)  # more forged replies may be on their way
        except _Overdue:
            record = self._lasting(not_run(cell.id, "timeout", f"did not end within {seconds:.0f} s"), began)
            self._let_go(group)
        except (_Ended, OSError) as end:
            record = self._lasting(self._death(cell.id, str(end) if isinstance(end, _Ended) else ""), began)
            self._let_go(group)
        self._result.records[cell.id] = record
        self._result.outputs[cell.id] = _as_output(record, trace)

    def _let_go(self, group: _Group) -> None:
        if group.snapshot is not None:
            self._toll.purge(self._first.pid, spare=self._idle(group.snapshot))
            group.snapshot.close()
            group.snapshot = None

    def _renew(self, group: _Group) -> None:
        """Take a new snapshot where a check ended the last one: all that ran before it is run again."""
        kept, self._submission, self._ran = self._submission, None, group.ran
        try:
            group.snapshot = self._snapshot()
        finally:
            # What served the checks until now, if anything did, goes on doing so.
            self._submission = kept
            alive = {process.pid for process in (kept, group.snapshot) if process is not None}
            self._toll.purge(self._first.pid, spare=self._idle(group.snapshot) | alive)

    def _judge(self, cell: PlannedCell, question: Message, canaries: list[str], reply: Message) -> CellRecord:
        """Return a check's record, and note what speaks against it."""
        if reply.get("nonce") != question["nonce"]:
            self._tampered(cell, "the submission answered in the grader's place")
            return not_run(cell.id, "died", "the process answered for itself")
        for name in reply["bent"]:
            self._tampered(cell, f"{name} was replaced")
        if reply["canaries"] != canaries:
            self._tampered(cell, "an assertion that must fail did not")
        return CellRecord.from_json(reply["record"])

    def _tampered(self, cell: PlannedCell, what: str) -> None:
        if what not in self._result.tampered and len(self._result.tampered) < 20:
            self._result.tampered.append(what)

    # --- processes ------------------------------------------------------------------------------------------------

    def _forked(self, parent: _Process, kind: str) -> _Process:
        """Let a process fork, and return the new one when it has said hello."""
        ours, theirs = line()
        handles = [theirs]
        process = _Process(ours, Inbox(ours, _LARGEST_REPLY))
        if kind == "submission":
            process.outputs, outputs = socket.socketpair()
            process.outputs.setblocking(False)
            handles.append(outputs)
            process.raw, write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
            os.set_blocking(write, True)
        try:
            send(
                parent.control,
                {"do": "fork", "as": kind},
                (*(handle.fileno() for handle in handles), *((write,) if kind == "submission" else ())),
            )
        finally:
            for handle in handles:
                handle.close()
            if kind == "submission":
                os.close(write)
        self._tail = b"" if kind == "submission" else self._tail
        try:
            self._expect(process, _START_SECONDS)
        except (_Ended, _Overdue):
            process.close()
            raise
        process.pid = process.inbox.pid or 0
        with contextlib.suppress(OSError):
            process.handle = os.pidfd_open(process.pid)
        return process

    def _expect(self, process: _Process, seconds: float) -> Message:
        """Return the next message of a process; meanwhile gather outputs and watch what is taken.

        Raises _Ended, _Overdue, OwnerGone.
        """
        until = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            for thing, read in self._ears(process):
                selector.register(thing, selectors.EVENT_READ, read)
            looked = time.monotonic()
            while True:
                message = self._next_of(process)
                if message is not None:
                    return message
                left = until - time.monotonic()
                if left <= 0:
                    raise _Overdue
                for key, _ in selector.select(min(left, _TICK)):
                    key.data()
                if process.inbox.ended or self._has_ended(process):
                    message = self._next_of(process)
                    if message is not None:
                        return message
                    raise _Ended
                if time.monotonic() - looked >= _TICK:
                    looked = time.monotonic()
                    self._look_at_toll(process)

    def _ears(self, process: _Process) -> list[tuple[Any, Callable[[], None]]]:
        ears: list[tuple[Any, Callable[[], None]]] = [
            (process.control, lambda: self._take_in(process)),
            (self._owner, self._hear_owner),
        ]
        if process.handle >= 0:
            ears.append((process.handle, lambda: self._take_in(process)))
        if process.outputs is not None:
            ears.append((process.outputs, lambda: self._gather(process)))
            ears.append((process.raw, lambda: self._gather_raw(process)))
        return ears

    def _take_in(self, process: _Process) -> None:
        try:
            process.inbox.read()
        except NotAMessage:
            self._forged(process)

    def _next_of(self, process: _Process) -> Message | None:
        try:
            while (message := process.inbox.next()) is not None:
                if "tampered" not in message:
                    return message
                self._result.tampered.append(str(message["tampered"])[:200])
        except NotAMessage:
            self._forged(process)
        return None

    def _forged(self, process: _Process) -> None:
        if process is not self._first:
            self._result.tampered.append("the submission wrote to the grader's own line")
        raise _Ended

    def _has_ended(self, process: _Process) -> bool:
        if process.handle < 0:
            return False
        with selectors.DefaultSelector() as selector:
            selector.register(process.handle, selectors.EVENT_READ)
            return bool(selector.select(0))

    def _tell_owner(self, cell: PlannedCell) -> None:
        """Say which cell begins, over a line that no process of the submission's has; nobody has to listen."""
        with contextlib.suppress(OSError):
            self._owner.send(json.dumps({"cell": cell.id}).encode() + b"\n", socket.MSG_DONTWAIT)

    def _hear_owner(self) -> None:
        # The owner says nothing while it waits but that it has let go, or that all is to end.
        raise OwnerGone

    def _look_at_toll(self, process: _Process) -> None:
        self._ticks += 1
        cause = self._toll.exceeded(self._first.pid, self._folders, disk=self._ticks % _DISK_TICKS == 0)
        if cause:
            self._toll.purge(self._first.pid, spare=self._idle(process))
            raise _Ended(cause)

    def _idle(self, busy: _Process | None = None) -> set[int]:
        """Return the processes that wait for their turn, or serve, while another one is at work."""
        waiting = {group.snapshot.pid for group in self._groups if group.snapshot and group.snapshot is not busy}
        if busy is not None and self._submission is not None and busy is not self._submission:
            waiting.add(self._submission.pid)
        return waiting

    # --- outputs --------------------------------------------------------------------------------------------------

    def _gather(self, process: _Process) -> None:
        assert process.outputs is not None
        try:
            part = process.outputs.recv(1 << 18)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        lines = (self._tail + part).split(b"\n")
        self._tail = lines.pop()
        if len(self._tail) > _LARGEST_OUTPUT:
            self._tail = b""
            self._box.overflow()
        for line in lines:
            with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
                message = json.loads(line)
                if message["msg_type"] == "end":
                    self._heard_end = message["content"]["id"]
                else:
                    self._box.take({**message, "header": {"msg_type": message["msg_type"]}})

    def _gather_raw(self, process: _Process) -> None:
        """Take what was written to the process's own file handles, as programs that it starts do."""
        with contextlib.suppress(BlockingIOError):
            part = os.read(process.raw, 1 << 16)
            if part:
                text = part.decode("utf-8", "replace")
                self._box.take({"msg_type": "stream", "content": {"name": "stdout", "text": text}})

    _heard_end = ""

    def _gather_last(self, process: _Process, cell_id: str) -> None:
        """Take what is still on its way when a cell has replied."""
        until = time.monotonic() + _LAST_OUTPUT
        assert process.outputs is not None
        with selectors.DefaultSelector() as selector:
            selector.register(process.outputs, selectors.EVENT_READ)
            while self._heard_end != cell_id and (left := until - time.monotonic()) > 0:
                if selector.select(left):
                    self._gather(process)
        self._gather_raw(process)

    # --- words ----------------------------------------------------------------------------------------------------

    def _over(self) -> str:
        return _OVER.format(self._plan.limits.notebook_seconds)

    def _death(self, cell_id: str, cause: str) -> CellRecord:
        if cause:
            self._result.causes[cell_id] = cause
        why = {
            "memory": "took more memory than a submission may",
            "processes": "started more processes than a submission may",
            "disk": "wrote more files than a submission may",
        }.get(cause, "the process ended in this cell")
        return not_run(cell_id, "died", why)

    def _lasting(self, record: CellRecord, began: float) -> CellRecord:
        return replace(record, seconds=round(time.monotonic() - began, 3))


def conduct(request: dict[str, Any], first: socket.socket, owner: socket.socket, toll: Toll) -> str:
    """Lead a request's notebook through and return what the owner is told, as JSON."""
    plan = Plan.from_json(request["plan"])
    folders = [Path(request["cwd"]), Path(request["private"])]
    return json.dumps(Conductor(plan, first, owner, toll, folders).run().to_json())


def make_toll() -> Toll:
    """Return the counter of a submission's processes; called before the supervisor loses sight of /proc."""
    return Toll(Policy().limits)


def line() -> tuple[socket.socket, socket.socket]:
    """Return the two ends of a line to a process: on ours the system says which process speaks."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    return ours, theirs


def _question(cell: PlannedCell) -> tuple[Message, list[str]]:
    question: Message = {"id": cell.id, "source": cell.source, "nonce": secrets.token_hex(16)}
    canaries = [secrets.token_hex(8), secrets.token_hex(8)]
    if cell.is_check:
        return {"do": "check", "keeps": cell.keeps, "stays": cell.stays, "canaries": canaries, **question}, canaries
    return {"do": "cell", "provides": cell.provides, **question}, canaries


def _unsaid(record: CellRecord, said: list[Any]) -> list[Any]:
    """Return an output that says how a cell ended, where its own outputs do not say it."""
    if record.status == "ok" or any(output.output_type == "error" for output in said):
        return []
    return _as_output(record, "")


_NAMES: dict[Status, str] = {"timeout": "CellTimeoutError", "died": "DeadKernelError"}


def _as_output(record: CellRecord, trace: str) -> list[Any]:
    if record.status == "ok" or record.status == "not_run":
        return []
    name = _NAMES.get(record.status, record.ename)
    lines = trace.splitlines() or [f"{name}: {record.evalue}"]
    return [new_output("error", ename=name, evalue=record.evalue, traceback=lines)]
