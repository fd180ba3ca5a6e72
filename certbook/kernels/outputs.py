"""The outputs of one cell, gathered from a kernel's messages and kept below a size."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output, output_from_msg

_KINDS = ("stream", "display_data", "execute_result", "error")
CUT = "… the rest of the output was left out: there was too much of it …"


class OutputBox:
    """Keep a cell's outputs up to a number of bytes, of every kind; what is over is counted and dropped.

    `results` are the texts of the cell's results, of which points may be read; the limit does not touch them.
    """

    def __init__(self, room: int) -> None:
        self.results: list[str] = []
        self._room = room
        self._outputs: list[NotebookNode] = []
        self._full = False
        self._clear_next = False

    @property
    def room(self) -> int:
        """The bytes that are left."""
        return max(self._room, 0)

    def take(self, message: dict[str, Any]) -> None:
        """Add what a kernel's message shows."""
        kind, content = message["msg_type"], message["content"]
        if kind == "clear_output":
            self._clear(wait=bool(content.get("wait")))
        if kind not in _KINDS:
            return
        if kind == "execute_result":
            self.results.append(str(content.get("data", {}).get("text/plain", ""))[:100])
        if self._clear_next:
            self._clear(wait=False)
        if kind == "stream":
            self._add_text(content["name"], content["text"])
        else:
            self._add_bundle(message)

    def overflow(self) -> None:
        """Note that something was left out which never got here."""
        self._full = True

    def close(self) -> list[NotebookNode]:
        """Return the outputs, the last one saying so where something was left out."""
        if self._full:
            self._outputs.append(new_output("stream", name="stdout", text=f"\n{CUT}\n"))
        return self._outputs

    def _clear(self, wait: bool) -> None:
        self._clear_next = wait
        if not wait:
            self._outputs = []

    def _add_text(self, name: str, text: str) -> None:
        if len(text) > self._room:
            self._full = True
            text = text[: self.room]
        self._room -= len(text)
        last = self._outputs[-1] if self._outputs else None
        if last is not None and last.output_type == "stream" and last.name == name:
            last.text += text
        elif text:
            self._outputs.append(new_output("stream", name=name, text=text))

    def _add_bundle(self, message: dict[str, Any]) -> None:
        output = output_from_msg(message)
        size = _size(output.get("data") or output.get("traceback") or "")
        if size > self._room:
            self._full = True
            return
        self._room -= size
        self._outputs.append(output)


def _size(value: object) -> int:
    """Return about how many bytes a value takes in a file, without writing it."""
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, dict):
        return sum(_size(key) + _size(part) for key, part in value.items())
    if isinstance(value, list | tuple):
        return sum(_size(part) for part in value)
    return 8
