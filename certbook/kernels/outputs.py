"""The outputs of one cell, gathered from a kernel's messages and kept below a size.

They are plain values in nbformat's own shape. nbformat is not imported here: the warm parent would carry it and the
validators that it brings, a tenth of its memory, into every fork.
"""

from __future__ import annotations

import re
from typing import Any

Output = dict[str, Any]
_JSON = re.compile(r"application/(.*\+)?json")
CUT = "… the rest of the output was left out: there was too much of it …"


class OutputBox:
    """Keep a cell's outputs up to a number of bytes, of every kind; what is over is counted and dropped.

    `results` are the texts of the cell's results, of which points may be read; the limit does not touch them.
    """

    def __init__(self, room: int) -> None:
        self.results: list[str] = []
        self._room = room
        self._outputs: list[Output] = []
        self._full = False
        self._clear_next = False

    @property
    def room(self) -> int:
        """The bytes that are left."""
        return max(self._room, 0)

    def take(self, message: dict[str, Any]) -> None:
        """Add what a kernel's message shows; one that no notebook could hold, which only a forger sends, is dropped."""
        kind, content = message["msg_type"], message["content"]
        if kind == "clear_output":
            self._clear(wait=bool(content.get("wait")))
        output = _output_of(kind, content)
        if output is None:
            return
        if kind == "execute_result":
            self.results.append(str(output["data"].get("text/plain", ""))[:100])
        if self._clear_next:
            self._clear(wait=False)
        if kind == "stream":
            self._add_text(output["name"], output["text"])
        else:
            self._add_bundle(output)

    def overflow(self) -> None:
        """Note that something was left out which never got here."""
        self._full = True

    def close(self) -> list[Output]:
        """Return the outputs, the last one saying so where something was left out."""
        if self._full:
            self._outputs.append(stream_output("stdout", f"\n{CUT}\n"))
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
        if last is not None and last["output_type"] == "stream" and last["name"] == name:
            last["text"] += text
        elif text:
            self._outputs.append(stream_output(name, text))

    def _add_bundle(self, output: Output) -> None:
        size = _size(output.get("data") or output.get("traceback") or "")
        if size > self._room:
            self._full = True
            return
        self._room -= size
        self._outputs.append(output)


def stream_output(name: str, text: str) -> Output:
    """Return what a process wrote to a stream, as an output."""
    return {"output_type": "stream", "name": name, "text": text}


def error_output(ename: str, evalue: str, traceback: list[str]) -> Output:
    """Return an error as an output."""
    return {"output_type": "error", "ename": ename, "evalue": evalue, "traceback": traceback}


def _output_of(kind: str, content: dict[str, Any]) -> Output | None:
    """Return what a message shows in nbformat's shape; None where it shows nothing, or breaks nbformat's schema."""
    match kind, content:
        case "stream", {"name": str(name), "text": str(text)}:
            return stream_output(name, text)
        case "error", {"ename": str(ename), "evalue": str(evalue), "traceback": list(lines)} if _are_texts(lines):
            return error_output(ename, evalue, lines)
        case "display_data" | "execute_result", {"data": dict(data), "metadata": dict(metadata)} if _is_bundle(data):
            output: Output = {"output_type": kind, "data": data, "metadata": metadata}
            count = content.get("execution_count")
            if kind == "execute_result":
                output["execution_count"] = count if isinstance(count, int) and count >= 0 else None
            return output
    return None


def _is_bundle(data: dict[Any, Any]) -> bool:
    """Whether values fit their MIME types: JSON's hold anything, all others text, which may be cut into lines."""
    return all(
        isinstance(kind, str) and (_JSON.fullmatch(kind) or isinstance(value, str) or _are_texts(value))
        for kind, value in data.items()
    )


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(line, str) for line in value)


def _size(value: object) -> int:
    """Return about how many bytes a value takes in a file, without writing it."""
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, dict):
        return sum(_size(key) + _size(part) for key, part in value.items())
    if isinstance(value, list | tuple):
        return sum(_size(part) for part in value)
    return 8
