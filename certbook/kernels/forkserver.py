"""The warm parent: imports libraries once, then forks a child for each job that comes in over a socket.

Started by `certbook.kernels.warm` as `python -m certbook.kernels.forkserver SOCKET MODULE…`. A connection carries one
line of JSON, the job; back come the child's process id on a line, and the records on another. The server
goes away when its standard input closes, that is, with its owner.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import selectors
import signal
import socket
import sys


def serve(address: str, modules: list[str]) -> None:
    """Preload, listen, fork; return when standard input closes."""
    for name in modules:
        with contextlib.suppress(ImportError):  # a library that is missing is the job's own problem
            importlib.import_module(name)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen(64)
    signal.signal(signal.SIGCHLD, lambda *_: _reap())
    print("ready", flush=True)
    selector = selectors.DefaultSelector()
    selector.register(listener, selectors.EVENT_READ)
    selector.register(sys.stdin, selectors.EVENT_READ)
    while True:
        for key, _ in selector.select():
            if key.fileobj is sys.stdin:
                return
            connection, _address = listener.accept()
            _fork(connection, listener)


def _fork(connection: socket.socket, listener: socket.socket) -> None:
    child = os.fork()
    if child:
        connection.close()
        return
    status = 1
    try:
        listener.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()  # its own group, so that what a job starts can be ended with it
        _run(connection)
        status = 0
    finally:
        os._exit(status)


def _run(connection: socket.socket) -> None:
    from certbook.kernels.runner import run_job

    stream = connection.makefile("rw", encoding="utf-8", newline="\n")
    job = json.loads(stream.readline())
    stream.write(f"{os.getpid()}\n")
    stream.flush()
    records = run_job(job)
    stream.write(json.dumps(records) + "\n")
    stream.flush()


def _reap() -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2:])
