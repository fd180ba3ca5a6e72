"""One worker process and its lifeline: forked from the warm parent, it forks the worker and watches over it.

The lifeline is a socket to the owner, JSON lines. In: the request, then `{"signal": n}`, and for a spare kernel
`{"request": …}`, the one that it is to serve. Out: `{"pid": n}`; for a kernel `{"ready": true}` when its sockets are
there; for a notebook `{"cell": id}` as each begins; for a job or a notebook `{"reply": …}`; at the end
`{"exit": code}` (negative: the signal that ended it). When the owner lets go of the lifeline, the worker is killed;
when the worker ends, all that it started ends with it.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import socket
import traceback
from typing import Any, NoReturn

from certbook.kernels import worker

_LONGEST_REPLY = 64 * 1024 * 1024


def run(connection: socket.socket) -> NoReturn:
    """Serve one request and end the process; called in a fresh fork of the warm parent."""
    code = 1
    try:
        os.setsid()
        request = json.loads(_read_line(connection))
        code = _supervise(connection, request)
    except Exception as error:
        _send(connection, {"failed": f"{type(error).__name__}: {error}"})
        if os.environ.get("CERTBOOK_DEBUG"):
            traceback.print_exc()
    finally:
        os._exit(code)


def _supervise(connection: socket.socket, request: dict[str, Any]) -> int:
    if request["do"] == "notebook":
        return _conduct(connection, request)
    if request.get("isolated"):
        from certbook.kernels.isolation.enter import enter_outside
        from certbook.kernels.isolation.policy import Policy

        enter_outside(Policy())
    # Signals wake the loop up through a pipe: the worker's end must not slip between two looks.
    wake_read, wake_write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC) if hasattr(os, "pipe2") else os.pipe()
    os.set_blocking(wake_write, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for handle in (wake_read, wake_write):
            os.close(handle)
        connection.close()
        ours.close()
        worker.run(request, theirs)
    theirs.close()
    _send(connection, {"pid": child})
    status = _watch(connection, ours, wake_read, child)
    _send(connection, {"exit": os.waitstatus_to_exitcode(status)})
    return 0


def _conduct(connection: socket.socket, request: dict[str, Any]) -> int:
    """Lead a notebook through isolated processes; all of them end with this one, or when the owner lets go."""
    from certbook.kernels.isolation.enter import enter_outside
    from certbook.kernels.isolation.policy import Policy
    from certbook.kernels.notebook import conductor
    from certbook.kernels.notebook.process import line

    toll = conductor.make_toll()
    enter_outside(Policy())
    ours, theirs = line()
    child = os.fork()
    if child == 0:
        connection.close()
        ours.close()
        worker.run(request, theirs)
    theirs.close()
    _send(connection, {"pid": child})
    try:
        reply = conductor.conduct(request, ours, connection, toll)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)  # the first of its namespace: the others go with it
        os.waitpid(child, 0)
    _send(connection, {"reply": reply})
    _send(connection, {"exit": 0})
    return 0


def _watch(connection: socket.socket, reply: socket.socket, wake: int, child: int) -> int:
    """Pass signals in and the reply out until the worker ends; return its wait status."""
    selector = selectors.DefaultSelector()
    selector.register(connection, selectors.EVENT_READ, "owner")
    selector.register(reply, selectors.EVENT_READ, "reply")
    selector.register(wake, selectors.EVENT_READ, "wake")
    said = bytearray()
    while True:
        for key, _ in selector.select():
            if key.data == "owner" and not _obey(connection, reply, child):
                selector.unregister(connection)
                _kill(child)
            elif key.data == "reply":
                part = reply.recv(65536)
                said += part
                if said == b"ready\n":
                    _send(connection, {"ready": True})
                    said.clear()
                if not part or len(said) > _LONGEST_REPLY:
                    selector.unregister(reply)
            elif key.data == "wake":
                with contextlib.suppress(BlockingIOError):
                    os.read(wake, 4096)
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            _kill(child)  # its process group: what it started and left behind
            said += _rest(reply)
            if said:
                _send(connection, {"reply": said.decode("utf-8", "replace")})
            return status


def _rest(reply: socket.socket) -> bytes:
    reply.setblocking(False)
    rest = bytearray()
    with contextlib.suppress(BlockingIOError, ConnectionError):
        while part := reply.recv(65536):
            rest += part
            if len(rest) > _LONGEST_REPLY:
                break
    return bytes(rest)


def _obey(connection: socket.socket, reply: socket.socket, child: int) -> bool:
    """Carry out one message of the owner; False where the owner is gone."""
    line = _read_line(connection)
    if not line:
        return False
    message = json.loads(line)
    if "request" in message:
        with contextlib.suppress(OSError):  # a spare that is gone says so by its end
            reply.sendall((json.dumps(message["request"]) + "\n").encode("utf-8"))
    number = int(message.get("signal", 0))
    if number:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, number)
    return True


def _kill(child: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)


def _read_line(connection: socket.socket) -> str:
    """Read up to the end of a line and no further: what follows belongs to the next message."""
    line = bytearray()
    with contextlib.suppress(ConnectionError):
        while not line.endswith(b"\n"):
            seen = connection.recv(65536, socket.MSG_PEEK)
            if not seen:
                return ""
            line += connection.recv(seen.find(b"\n") + 1 or len(seen))
    return line.decode("utf-8")


def _send(connection: socket.socket, message: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):  # the owner may be gone: nobody is left to tell
        connection.sendall((json.dumps(message) + "\n").encode("utf-8"))
