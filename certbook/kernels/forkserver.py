"""The warm parent: imports libraries once, then forks for each request that comes in over its socket.

Started by `certbook.kernels.client` as `python -m certbook.kernels.forkserver SOCKET MODULE…`; it goes away when its
standard input closes, that is, with its owner. A connection is one process's lifeline (see `supervisor`).
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import selectors
import signal
import socket
import sys

from certbook.kernels import supervisor


def serve(address: str, modules: list[str]) -> None:
    """Preload, listen, fork; return when standard input closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the owner's to handle, while libraries are imported too
    _preload(modules)
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(address)
    except FileNotFoundError:
        return  # the owner ended, and its folder with it, while the libraries were imported
    listener.listen(64)
    signal.signal(signal.SIGCHLD, lambda *_: _reap())
    print("ready", flush=True)
    os.dup2(2, 1)
    selector = selectors.DefaultSelector()
    selector.register(listener, selectors.EVENT_READ)
    selector.register(sys.stdin, selectors.EVENT_READ)
    while True:
        for key, _ in selector.select():
            if key.fileobj is sys.stdin:
                _remove(address)
                return
            connection, _address = listener.accept()
            if _forked():
                connection.close()
                continue
            selector.close()
            listener.close()
            supervisor.run(connection)


def _preload(modules: list[str]) -> None:
    """Import the modules and leave memory as forks can share it.

    A collection in a fork would write to every object that the collector tracks, and so copy all of it: what is
    imported here is taken out of its sight.
    """
    gc.disable()
    for name in modules:
        with contextlib.suppress(Exception):  # a library that is missing or broken is the request's own problem
            importlib.import_module(name)
    gc.collect()
    gc.freeze()


def _remove(address: str) -> None:
    """Remove the socket and its folder: an owner that was killed can not."""
    with contextlib.suppress(OSError):
        os.unlink(address)
        os.rmdir(os.path.dirname(address))


def _forked() -> int:
    child = os.fork()
    if child == 0:
        gc.enable()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    return child


def _reap() -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2:])
