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
import selectors
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from certbook.kernels.isolation.policy import Policy
from certbook.kernels.notebook.channel import Inbox, Message, NotAMessage, send
from certbook.kernels.notebook.plan import Conducted, Plan, PlannedCell
from certbook.kernels.notebook.process import Process, line
from certbook.kernels.notebook.questions import as_output, question_of, unsaid
from certbook.kernels.notebook.toll import Toll
from certbook.kernels.notebook.voice import voice
from certbook.kernels.outputs import OutputBox
from certbook.kernels.record import CellRecord, not_run

_TICK = 0.1  # seconds between looks at what the processes take
_DISK_TICKS = 5  # looks at the disk are dearer: one in so many
_GRACE = 3.0  # seconds that an interrupted cell has to end before its process is killed
_SNAPSHOT_TRIES = 2
_START_SECONDS = 60.0  # for a fork to say hello, on a machine that others keep busy too
_LARGEST_REPLY = 1_000_000  # bytes; records and tracebacks are cut to far less
_OVER = "the notebook's {:.0f} s were over"


class OwnerGone(Exception):
    """Nobody waits for the result any more."""


class _Ended(Exception):
    """The process that was asked something ended, or was ended, before it answered: why, in one word or none."""


class _Overdue(Exception):
    """The process did not answer in time."""


@dataclass
class _Group:
    """Checks that share a snapshot, the snapshot, and the cells that ran before it.

    They stand behind one another, or only cells are between them of which they would notice nothing.
    """

    checks: list[PlannedCell] = field(default_factory=list)
    snapshot: Process | None = None
    ran: list[PlannedCell] = field(default_factory=list)
    size: int = 0  # of the snapshot when it was taken, in bytes


class Conductor:
    """One notebook's way through its processes."""

    def __init__(self, plan: Plan, first: socket.socket, owner: socket.socket, toll: Toll, folders: list[Path]) -> None:
        self._plan, self._owner, self._toll, self._folders = plan, owner, toll, folders
        self._first = Process(first, Inbox(first, _LARGEST_REPLY))
        self._submission: Process | None = None
        self._serving: Process | None = None  # the submission, while an earlier state of it is made again
        self._groups: list[_Group] = []
        self._result = Conducted()
        self._ran: list[PlannedCell] = []
        self._room = plan.limits.notebook_bytes
        self._ticks = 0

    def run(self) -> Conducted:
        """Run all cells, then all checks; raises OwnerGone."""
        self._expect(self._first, _START_SECONDS)  # its hello
        self._first.introduce()
        self._toll.measure_floor(self._first.pid)
        self._run_cells()
        if self._submission is not None:
            self._submission.hush()  # it lives on, since checks may call a service of it, but is not heard
        self._run_checks()
        return self._result

    def _run_cells(self) -> None:
        self._until = time.monotonic() + self._plan.limits.notebook_seconds
        group: _Group | None = None
        for cell in self._plan.cells:
            if cell.is_check and not cell.stays:
                group = group or _Group()
                group.checks.append(cell)
                continue
            if group is not None and not cell.unseen:
                self._keep(group)
                group = None
            self._run_in_submission(cell)
        if group is not None:
            self._keep(group)

    def _run_checks(self) -> None:
        self._until = time.monotonic() + self._plan.limits.notebook_seconds
        for group in self._groups:
            for cell in group.checks:
                self._check_in_snapshot(cell, group)
            self._let_go(group)

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
        box = OutputBox(min(self._plan.limits.cell_bytes, self._room))
        granted = box.room
        record = self._ask(process, cell, box)
        self._room -= granted - box.room
        self._result.records[cell.id] = record
        said = box.close()
        self._result.outputs[cell.id] = [*said, *unsaid(record, said)]
        if self._submission is not None:
            self._ran.append(cell)

    def _ask(self, process: Process, cell: PlannedCell, box: OutputBox) -> CellRecord:
        """Run a cell, or a check that stays, in the submission's process and return its record."""
        seconds = min(self._plan.limits.cell_seconds, max(self._until - time.monotonic(), 0.1))
        question, canaries = question_of(cell)
        began = time.monotonic()
        _attend(process, box)
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
        _hear_out(process, cell.id)
        if cell.is_check:
            return self._judge(cell, question, canaries, reply)
        if reply.get("nonce") != question["nonce"]:
            self._tampered(cell, "the submission answered in the grader's place")
            self._drop_submission()
            return not_run(cell.id, "died", "the process answered for itself")
        self._result.counts[cell.id] = int(reply.get("count") or 0)
        return CellRecord.from_json(reply["record"])

    def _interrupt(self, process: Process, cell_id: str) -> None:
        """Interrupt a cell; a process that does not heed that is ended."""
        try:
            os.kill(process.pid, signal.SIGINT)
            self._expect(process, _GRACE)
            _hear_out(process, cell_id)
        except (_Overdue, _Ended, ProcessLookupError):
            self._drop_submission()

    def _ready_submission(self) -> Process | None:
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
                _attend(process, OutputBox(0))
                question, _ = question_of(cell)
                try:
                    send(process.control, question)
                    self._expect(process, min(self._plan.limits.cell_seconds, max(self._until - time.monotonic(), 0.1)))
                    _hear_out(process, cell.id)
                except (_Ended, _Overdue, OSError):
                    self._ran.remove(cell)
                    self._drop_submission()
                    break
        return None

    def _fork_submission(self) -> Process | None:
        """Return a process that has run nothing yet, None where what an earlier one left behind is in its way."""
        try:
            return self._forked(self._first, "submission")
        except (_Ended, _Overdue):
            if self._first.has_ended:
                raise
            self._clear_away(None)
            return None

    def _drop_submission(self) -> None:
        if self._submission is not None:
            self._clear_away(None)
            self._submission.close()
            self._submission = None

    # --- checks ---------------------------------------------------------------------------------------------------

    def _keep(self, group: _Group) -> None:
        """Take the snapshot that a group's checks will be run in."""
        group.ran = list(self._ran)
        self._groups.append(group)
        self._put_snapshot(group)

    def _put_snapshot(self, group: _Group) -> None:
        group.snapshot = self._snapshot()
        group.size = self._toll.size_of(group.snapshot.pid) if group.snapshot is not None else 0

    def _snapshot(self) -> Process | None:
        for _ in range(_SNAPSHOT_TRIES):
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
        if cell.begins and group.snapshot is not None and not self._toll.is_settled(group.snapshot.pid, group.size):
            self._let_go(group)  # what the checks of another place left running must not cost this one
        if group.snapshot is None:
            self._renew(group)
        seconds = min(seconds, self._until - time.monotonic())
        if seconds <= 0:
            self._result.records[cell.id] = not_run(cell.id, "timeout", self._over())
            return
        if group.snapshot is None:
            self._result.records[cell.id] = not_run(
                cell.id, "died", "the cells before this check could not be run again"
            )
            return
        self._tell_owner(cell)
        question, canaries = question_of(cell)
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
        self._result.outputs[cell.id] = as_output(record, trace)

    def _let_go(self, group: _Group) -> None:
        if group.snapshot is not None:
            self._clear_away(group.snapshot)
            group.snapshot.close()
            group.snapshot = None

    def _renew(self, group: _Group) -> None:
        """Take a new snapshot where a check ended the last one: all that ran before it is run again."""
        # What served the checks until now, if anything did, goes on doing so.
        self._serving, self._submission, self._ran = self._submission, None, group.ran
        try:
            self._put_snapshot(group)
        finally:
            self._drop_submission()
            self._submission, self._serving = self._serving, None

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

    def _forked(self, parent: Process, kind: str) -> Process:
        """Let a process fork, and return the new one when it has said hello."""
        ours, theirs = line()
        process, given = Process(ours, Inbox(ours, _LARGEST_REPLY)), [theirs.detach()]
        if kind == "submission":
            process.voice, streams = voice()
            given += streams
        try:
            try:
                send(parent.control, {"do": "fork", "as": kind}, tuple(given))
            finally:
                for handle in given:
                    os.close(handle)
            self._expect(process, _START_SECONDS)
        except (_Ended, _Overdue, OSError):
            process.close()
            raise
        process.introduce()
        return process

    def _expect(self, process: Process, seconds: float) -> Message:
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
                if process.inbox.ended or process.has_ended:
                    message = self._next_of(process)
                    if message is not None:
                        return message
                    raise _Ended
                if time.monotonic() - looked >= _TICK:
                    looked = time.monotonic()
                    self._look_at_toll(process)

    def _ears(self, process: Process) -> list[tuple[Any, Callable[[], None]]]:
        ears: list[tuple[Any, Callable[[], None]]] = [
            (process.control, lambda: self._take_in(process)),
            (self._owner, self._hear_owner),
        ]
        if process.handle >= 0:
            ears.append((process.handle, lambda: self._take_in(process)))
        return [*ears, *(process.voice.ears if process.voice is not None else ())]

    def _take_in(self, process: Process) -> None:
        try:
            process.inbox.read()
        except NotAMessage:
            self._forged(process)

    def _next_of(self, process: Process) -> Message | None:
        try:
            while (message := process.inbox.next()) is not None:
                if "tampered" not in message:
                    return message
                self._result.tampered.append(str(message["tampered"])[:200])
        except NotAMessage:
            self._forged(process)
        return None

    def _forged(self, process: Process) -> None:
        if process is not self._first:
            self._result.tampered.append("the submission wrote to the grader's own line")
        raise _Ended

    def _tell_owner(self, cell: PlannedCell) -> None:
        """Say which cell begins, over a line that no process of the submission's has; nobody has to listen."""
        with contextlib.suppress(OSError):
            self._owner.send(json.dumps({"cell": cell.id}).encode() + b"\n", socket.MSG_DONTWAIT)

    def _hear_owner(self) -> None:
        # The owner says nothing while it waits but that it has let go, or that all is to end.
        raise OwnerGone

    def _look_at_toll(self, process: Process) -> None:
        self._ticks += 1
        cause = self._toll.exceeded(self._first.pid, self._folders, disk=self._ticks % _DISK_TICKS == 0)
        if cause:
            self._clear_away(process)
            raise _Ended(cause)

    def _clear_away(self, busy: Process | None) -> None:
        """End what was at work, the submission where nothing is named, and all that nobody waits for."""
        self._toll.purge(self._first.pid, self._idle(busy), busy.pid if busy is not None else 0)

    def _idle(self, busy: Process | None) -> set[int]:
        """Return the processes that wait for their turn, or serve, while another one is at work."""
        others = [self._serving, *(group.snapshot for group in self._groups)]
        if busy is not None:
            others.append(self._submission)
        return {process.pid for process in others if process is not None and process is not busy}

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


def _attend(process: Process, box: OutputBox) -> None:
    if process.voice is not None:
        process.voice.attend(box)


def _hear_out(process: Process, cell_id: str) -> None:
    if process.voice is not None:
        process.voice.hear_out(cell_id)


def make_toll() -> Toll:
    """Return the counter of a submission's processes; called before the supervisor loses sight of /proc."""
    return Toll(Policy().limits)
