"""The IPython shell that a submission's cells run in, and the way its outputs take.

A submission reaches all that this module names (by `get_ipython()` and the functions' globals): nothing of the
grader's own may stand in it.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import socket
import sys
from collections.abc import Callable
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

Emit = Callable[[str, dict[str, Any]], None]

CELL_PREFIX = "<cell "  # how the file of a notebook's own code is called, for tracebacks and for the audit
_BUFFER = 4096  # characters of a stream that are held back until a line ends


class _Compiler(CachingCompiler):  # type: ignore[misc]
    """Name each cell's code by the cell."""

    current = f"{CELL_PREFIX}0>"

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        return self.current


class _Publisher(DisplayPublisher):  # type: ignore[misc]
    emit: Emit = staticmethod(lambda _kind, _content: None)

    def publish(
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        source: object = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_others: object,
    ) -> None:
        if not update:  # what is updated is another cell's output; a grader looks at the first state
            self.emit("display_data", {"data": data, "metadata": metadata or {}})

    def clear_output(self, wait: bool = False) -> None:
        self.emit("clear_output", {"wait": wait})


class _Hook(DisplayHook):  # type: ignore[misc]
    emit: Emit = staticmethod(lambda _kind, _content: None)

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        content = {"data": format_dict, "metadata": md_dict or {}, "execution_count": self.prompt_count}
        self.emit("execute_result", content)


class NotebookShell(InteractiveShell):  # type: ignore[misc]
    """IPython without a terminal, a history file or a network: outputs go where `connect` says."""

    compiler_class = _Compiler
    display_pub_class = _Publisher
    displayhook_class = _Hook
    emit: Emit = staticmethod(lambda _kind, _content: None)

    def connect(self, line: socket.socket | None) -> None:
        """Send outputs, as Jupyter's messages have them, over a socket; without one they go nowhere."""

        def emit(kind: str, content: dict[str, Any]) -> None:
            if line is None:
                return
            if kind != "stream":
                sys.stdout.flush()
                sys.stderr.flush()
            with contextlib.suppress(OSError):
                line.sendall(as_line(kind, content))

        self.emit = self.display_pub.emit = self.displayhook.emit = emit
        sys.stdout, sys.stderr = _Stream("stdout", emit), _Stream("stderr", emit)

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        name = getattr(etype, "__name__", str(etype))
        self.emit("error", {"ename": name, "evalue": _text(evalue), "traceback": list(stb)})

    def enable_gui(self, gui: object = None) -> None:
        """Do nothing: there is no window."""


class _Stream(io.TextIOBase):
    """What `print` writes to: sent on when a line ends or enough has come together."""

    encoding = "utf-8"

    def __init__(self, name: str, emit: Emit) -> None:
        self._name, self._emit, self._held, self._size = name, emit, [], 0  # type: ignore[var-annotated]

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._held.append(text)
        self._size += len(text)
        if self._size >= _BUFFER:
            self.flush()
        return len(text)

    def flush(self) -> None:
        if self._held:
            text, self._held, self._size = "".join(self._held), [], 0
            self._emit("stream", {"name": self._name, "text": text})

    def fileno(self) -> int:
        return 1 if self._name == "stdout" else 2

    def isatty(self) -> bool:
        return False


def build() -> NotebookShell:
    """Return the shell of this process; called once, in the warm parent, before any fork."""
    config: Any = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.autocall = 0
    shell: NotebookShell = NotebookShell.instance(config=config)
    return shell


def as_line(kind: str, content: dict[str, Any]) -> bytes:
    """Return an output as one line of JSON; bytes in it become base64, as Jupyter sends them."""
    return json.dumps({"msg_type": kind, "content": content}, default=_plain).encode("utf-8", "replace") + b"\n"


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return repr(value)[:1000]


def _text(value: object) -> str:
    try:
        return str(value)
    except Exception:  # a submission's exception may have a broken __str__
        return ""


def accept_nothing(*_arguments: object, **_options: object) -> None:
    """Stand in the place of `os.register_at_fork`: the libraries' own hooks were set in the warm parent."""
