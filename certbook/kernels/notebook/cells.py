"""The inner side: a process that forks itself, runs cells, or runs one check and ends, as the conductor says.

The first such process never runs a cell: each submission's process is a fork of it, and each check's process a fork of
that. What a check's process sees of a sealed check is gone with it.
"""

from __future__ import annotations

import builtins
import contextlib
import os
import shutil
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from IPython.core.inputtransformer2 import TransformerManager

from certbook.kernels.evaluating import evaluate, failed, number_of, text_of
from certbook.kernels.notebook.channel import Message, receive, send
from certbook.kernels.notebook.guard import (
    Guard,
    generator_states,
    random_state,
    set_random_state,
    stop_timers,
    switch_off_tracing,
)
from certbook.kernels.notebook.shell import CELL_PREFIX, NotebookShell, as_line
from certbook.kernels.notebook.watch import watch
from certbook.kernels.record import CellRecord

_COPIED_BYTES, _COPIED_FILES = 32 * 1024 * 1024, 2000  # of a folder: with more, a check works in the folder itself
_SPARE_HANDLES = 12
_FORK_PAUSES = (0.01, 0.1, 0.5, 2.0)  # seconds between attempts to fork where the system refuses
_TRACE = 4000  # characters of a check's traceback that an instructor gets
_KEPT = (type, type(os), type(lambda: None), type(len))  # kinds of provided names that are put back


class Node:
    """One process: its line to the conductor and, where cells ran in it, what they left."""

    def __init__(self, control: socket.socket, shell: NotebookShell, guard: Guard, core: Guard) -> None:
        self._control, self._shell, self._guard, self._core = control, shell, guard, core
        self._outputs: socket.socket | None = None
        self._provided: dict[str, object] = {}
        self._is_watched = False
        self._bent: list[str] = []
        self._spares: list[int] = []
        self._space: dict[str, Any] | None = None  # what the checks of a place see, and leave for the next of them
        self._states: list[tuple[Callable[[Any], object], Any]] = []  # of the generators, where each place begins
        self._folder = ""  # and the folder

    def serve(self) -> NoReturn:
        """Do what the conductor says until it lets go of the line."""
        # What a submission leaves behind is this first process's in the end: the system lets go of it unasked.
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        with contextlib.suppress(EOFError, OSError):
            while True:
                self._let_go_of_spares()
                message, handles = receive(self._control)
                self._take_spares()
                _DOINGS[message["do"]](self, message, handles)
        os._exit(0)

    def _take_spares(self) -> None:
        """Hold some file handles, so that a submission which opens all that it may leaves enough for its checks."""
        with contextlib.suppress(OSError):
            while len(self._spares) < _SPARE_HANDLES:
                self._spares.append(_open(os.devnull, os.O_RDONLY))

    def _let_go_of_spares(self) -> None:
        for handle in self._spares:
            with contextlib.suppress(OSError):
                _close(handle)
        self._spares.clear()

    def fork(self, message: Message, handles: list[int]) -> None:
        """Fork a process with a line of its own; the new one says hello on it."""
        self._let_go_of_spares()
        # Looked at here: in the fork, each object that is looked at would cost a copy of its page.
        is_bent = message["as"] == "snapshot" and self._guard.is_bent()
        state = random_state()
        if _forked_off():
            for handle in handles:
                os.close(handle)
            return
        set_random_state(state)
        self._control.close()
        self._control = socket.socket(fileno=handles[0])
        if self._outputs is not None:
            self._outputs.close()
            self._outputs = None
        if message["as"] == "submission":
            self._become_submission(handles[1], handles[2])
        else:
            switch_off_tracing()
            self._bent = self._guard.restore() if is_bent else []
            self._become_snapshot()
            self._states, self._folder = generator_states(), os.getcwd()
        send(self._control, {"hello": True})

    def _become_submission(self, outputs: int, raw: int) -> None:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._outputs = socket.socket(fileno=outputs)
        for stream in (1, 2):
            os.dup2(raw, stream)
        os.close(raw)
        self._shell.connect(self._outputs)
        _hide_grader()
        self._watch()

    def _become_snapshot(self) -> None:
        """Work in a copy of the folder as it is now, without a voice."""
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(nowhere, stream)
        os.close(nowhere)
        self._shell.connect(None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with contextlib.suppress(OSError, shutil.Error):
            if _is_small(os.getcwd()):
                copy = Path(os.environ["TMPDIR"]) / f"check-{os.getpid()}"
                shutil.copytree(Path.cwd(), copy, symlinks=True)
                os.chdir(copy)
        _forget_worker_pools()

    def _watch(self) -> None:
        def report(what: str) -> None:
            with contextlib.suppress(OSError):
                send(self._control, {"tampered": f"the submission {what}"})

        if not self._is_watched:
            watch(report)
            self._is_watched = True

    def cell(self, message: Message, _handles: list[int]) -> None:
        """Run one cell in the submission's process and reply with its record."""
        record, count = _run_cell(self._shell, message["id"], message["source"])
        self._remember(message.get("provides", ()))
        _flush()
        send(self._control, {"nonce": message["nonce"], "record": record.to_json(), "count": count})
        self._end_outputs(message["id"])

    def _end_outputs(self, cell_id: str) -> None:
        """Say that nothing more comes of a cell: the conductor waits for that."""
        if self._outputs is not None:
            with contextlib.suppress(OSError):
                self._outputs.sendall(as_line("end", {"id": cell_id}))

    def _remember(self, names: list[str]) -> None:
        space = self._shell.user_ns
        for name in names:
            if isinstance(space.get(name), _KEPT):
                self._provided.setdefault(name, space[name])

    def check(self, message: Message, _handles: list[int]) -> None:
        """Run a check between two assertions that must fail, and reply."""
        if message["begins"] and self._space is not None:
            self._begin_anew()
        bent = list(self._bent)
        if message["stays"]:
            switch_off_tracing()
            bent += self._guard.restore()
        self._bent = []
        if message["stays"]:
            space = self._shell.user_ns
        else:
            space = self._space = self._space or self._clean_space(frozenset(message["keeps"]))
            if message["shares"] and space is not self._shell.user_ns:
                space = self._space = self._shared_space(space)
        space["__builtins__"] = builtins if message["stays"] else dict(_BUILTINS)
        before, after = message["canaries"]
        first = _run_canary(before, space)
        versions, clock = self._core.versions(), _Clock()
        ended = _run_check(message["id"], message["source"], space)
        # Before anything else: what comes now is no longer the submission's to lead astray.
        rewritten = self._core.rewritten(versions)
        if self._core.is_bent():  # which only reads: `restore` costs a copy of each page that it looks at
            bent += self._core.restore()
        record, trace = _judged(message["id"], ended)
        second = _run_canary(after, space)
        reply = {
            "record": clock.stopped(record).to_json(),
            "trace": trace,
            "bent": sorted({*bent, *rewritten}),
            "canaries": [first, second],
        }
        send(self._control, {"nonce": message["nonce"], **reply})
        self._end_outputs(message["id"])  # of a check that stays: a snapshot has no outputs

    def _begin_anew(self) -> None:
        """Take up the checks of another place of the notebook as the first ones were: with nothing of theirs."""
        if self._guard.is_bent():
            self._bent += self._guard.restore()
        switch_off_tracing()
        stop_timers()
        for restore, state in self._states:
            restore(state)
        os.chdir(self._folder)
        self._space = None

    def _clean_space(self, keeps: frozenset[str]) -> dict[str, Any]:
        """Return the submission's names, with Python's own and those that the lab provided as they were.

        Names that an answer has to define, `keeps`, stay the submission's.
        """
        space = dict(self._shell.user_ns)
        for name in vars(builtins):
            if name in space and name not in keeps and not name.startswith("__"):
                del space[name]
        space.update({name: value for name, value in self._provided.items() if name not in keeps})
        return space

    def _shared_space(self, space: dict[str, Any]) -> dict[str, Any]:
        """Return the very names that the submission's functions look up, made what `space` is; they end with this."""
        shared: dict[str, Any] = self._shell.user_ns
        for name in [name for name in shared if name not in space]:
            del shared[name]
        shared.update(space)
        return shared


_DOINGS: dict[str, Callable[[Node, Message, list[int]], None]] = {
    "fork": Node.fork,
    "cell": Node.cell,
    "check": Node.check,
}


def _run_cell(shell: NotebookShell, cell_id: str, source: str) -> tuple[CellRecord, int]:
    name = f"{CELL_PREFIX}{cell_id}>"
    shell.compile.current = name
    clock = _Clock()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    result = shell.run_cell(source, store_history=True, silent=False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt that comes too late is nobody's
    error = result.error_before_exec or result.error_in_exec
    if error is None:
        record = CellRecord(id=cell_id, status="ok", value=number_of(result.result))
    else:
        record = failed(cell_id, error, name)
    return clock.stopped(record), shell.execution_count - 1


class _Clock:
    """The seconds, and the processor's, since it was made."""

    def __init__(self) -> None:
        self._began = time.perf_counter(), time.process_time()

    def stopped(self, record: CellRecord) -> CellRecord:
        seconds, cpu = time.perf_counter() - self._began[0], time.process_time() - self._began[1]
        return replace(record, seconds=round(seconds, 3), cpu=round(cpu, 3))


def _run_check(cell_id: str, source: str, space: dict[str, Any]) -> tuple[object, BaseException | None]:
    """Run a check without IPython, whose steps a submission can add to; return its value, or its error."""
    try:
        return _evaluate(source, _check_name(cell_id), space, _TRANSFORMER.transform_cell), None
    except BaseException as error:  # SystemExit and KeyboardInterrupt of a submission are its own errors too
        return None, error


def _judged(cell_id: str, ended: tuple[object, BaseException | None]) -> tuple[CellRecord, str]:
    """Return a check's record and its traceback."""
    value, error = ended
    if error is None:
        return CellRecord(id=cell_id, status="ok", value=number_of(value)), ""
    trace = ""
    with contextlib.suppress(Exception):
        trace = "".join(traceback.format_exception(error, limit=8))[-_TRACE:]
    return failed(cell_id, error, _check_name(cell_id)), trace


def _check_name(cell_id: str) -> str:
    return f"<check {cell_id}>"


def _run_canary(word: str, space: dict[str, Any]) -> str:
    """Run an assertion that must fail, the way a check is run; return the text that it failed with."""
    try:
        _evaluate(f"assert False, {word!r}", "<canary>", space)
    except AssertionError as error:
        return text_of(error)
    except BaseException as error:
        return type(error).__name__
    return ""


def _forked_off() -> bool:
    """Fork and return whether this is the process that did; where the system has no more to give, try again a while."""
    for pause in _FORK_PAUSES:
        try:
            return _fork() != 0
        except OSError:
            time.sleep(pause)
    return _fork() != 0


# Taken before anybody can put something else in their places.
_BUILTINS = dict(vars(builtins))
_fork, _open, _close, _evaluate = os.fork, os.open, os.close, evaluate
# IPython's own rules for magics, out of the submission's reach.
_TRANSFORMER = TransformerManager()


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()


def _is_small(folder: str) -> bool:
    """Whether a folder is worth copying; looks no further than it takes to know."""
    files = size = 0
    for place, folders, names in os.walk(folder):
        files += len(folders) + len(names)
        if files > _COPIED_FILES:
            return False
        size += sum(os.lstat(os.path.join(place, name)).st_size for name in names)
    return size <= _COPIED_BYTES


def _hide_grader() -> None:
    """Take these modules out of the submission's reach: what it imports by their names are copies."""
    if len(sys.modules) != _MODULES[0]:  # something was imported since: look at all names, which costs copies of pages
        note_modules()
    for name in _MODULES[1]:
        del sys.modules[name]
    vars(sys.modules["certbook"]).pop("kernels", None)


def note_modules() -> None:
    """Note how many modules there are, and which of them are the grader's; called once in the warm parent."""
    _MODULES[:] = [len(sys.modules), [name for name in sys.modules if name.startswith("certbook.kernels")]]


_MODULES: list[Any] = [0, []]


def _forget_worker_pools() -> None:
    """Let joblib start a pool of its own: the threads that served the old one did not come along."""
    pools = sys.modules.get("joblib.externals.loky.reusable_executor")
    if pools is not None:
        pools._executor = None  # type: ignore[attr-defined]
