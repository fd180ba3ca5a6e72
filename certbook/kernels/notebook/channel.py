"""Messages between the conductor and the processes it conducts: JSON with a length before it, and file handles.

A message may be cut, forged or never end where a submission got hold of the socket; the conductor's side never waits
for the rest of one (`Inbox`), and refuses what is no message.
"""

from __future__ import annotations

import array
import contextlib
import json
import socket
import struct
from typing import Any

Message = dict[str, Any]

_HEAD = struct.Struct("!I")
_LARGEST = 256 * 1024 * 1024  # a notebook's own cell, at most; replies are bounded by the inbox


class NotAMessage(Exception):
    """What came over the socket was not written by our own code."""


def send(connection: socket.socket, message: Message, handles: tuple[int, ...] = ()) -> None:
    """Send a message, with file handles where there are some."""
    data = json.dumps(message).encode("utf-8")
    if handles:
        socket.send_fds(connection, [_HEAD.pack(len(data))], list(handles))
    else:
        connection.sendall(_HEAD.pack(len(data)))
    connection.sendall(data)


def receive(connection: socket.socket) -> tuple[Message, list[int]]:
    """Wait for a message and the handles that came with it; raises EOFError where the other side is gone."""
    head, handles = b"", array.array("i")
    while len(head) < _HEAD.size:
        part, ancillary, _flags, _address = connection.recvmsg(
            _HEAD.size - len(head), socket.CMSG_SPACE(4 * handles.itemsize)
        )
        if not part:
            raise EOFError
        head += part
        for level, kind, data in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                handles.frombytes(data[: len(data) - len(data) % handles.itemsize])
    (size,) = _HEAD.unpack(head)
    body = bytearray()
    while len(body) < size:
        part = connection.recv(min(size - len(body), 1 << 20))
        if not part:
            raise EOFError
        body += part
    return json.loads(body), list(handles)


class Inbox:
    """Messages that come in over one socket, read without ever waiting; `pid` is the sender's, as the system says.

    The socket needs SO_PASSCRED, so that the system names the sender.
    """

    def __init__(self, connection: socket.socket, largest: int) -> None:
        connection.setblocking(False)
        self._connection, self._largest = connection, largest
        self._seen = bytearray()
        self.pid: int | None = None
        self.ended = False

    def read(self) -> None:
        """Take what has come in; raises NotAMessage where it cannot be one."""
        try:
            part, ancillary, _flags, _address = self._connection.recvmsg(1 << 20, socket.CMSG_SPACE(64))
        except BlockingIOError:
            return
        except OSError:
            part, ancillary = b"", []
        if not part:
            self.ended = True
        self._seen += part
        for level, kind, data in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS and self.pid is None:
                self.pid = struct.unpack("iII", data[:12])[0]
        if len(self._seen) >= _HEAD.size and _HEAD.unpack(self._seen[: _HEAD.size])[0] > self._largest:
            raise NotAMessage

    def next(self) -> Message | None:
        """Return the next whole message, None while there is none; raises NotAMessage."""
        if len(self._seen) < _HEAD.size:
            return None
        (size,) = _HEAD.unpack(self._seen[: _HEAD.size])
        if len(self._seen) < _HEAD.size + size:
            return None
        data = bytes(self._seen[_HEAD.size : _HEAD.size + size])
        del self._seen[: _HEAD.size + size]
        with contextlib.suppress(ValueError, RecursionError):
            message = json.loads(data)
            if isinstance(message, dict):
                return message
        raise NotAMessage
