"""The keyboard: single keys on a terminal, typed lines everywhere else."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import select
import signal
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any, Protocol

QUIT = "q"
# An arrow or a function key: an escape and what follows, whose letters are nobody's wish.
_OTHER_KEYS = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|[^\[O])?")


class Keys(Protocol):
    """Where keys come from."""

    def read(self, seconds: float) -> str:
        """Wait so long at most and return the keys that were pressed, "" where none was."""


@contextlib.contextmanager
def keyboard(single: bool) -> Iterator[Keys]:
    """Return the keyboard; `single` keys need a terminal, which is left as it was found, however this ends."""
    if not single:
        yield _Lines()
    elif os.name == "nt":
        yield _WindowsKeys()
    else:
        with _keys_without_enter() as keys:
            yield keys


class _TerminalKeys:
    """Keys of a terminal that passes on each at once."""

    def read(self, seconds: float) -> str:
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        if not ready:
            return ""
        typed = os.read(sys.stdin.fileno(), 1024)
        if not typed or b"\x04" in typed:  # the terminal has gone, or Ctrl-D
            return QUIT
        return _OTHER_KEYS.sub("", typed.decode("utf-8", "ignore")).lower()


@contextlib.contextmanager
def _keys_without_enter() -> Iterator[Keys]:
    """Have the terminal pass on keys at once and unseen; Ctrl-C, Ctrl-Z and being ended stay what they are."""
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)

    def restore() -> None:
        with contextlib.suppress(termios.error):  # a terminal that was closed needs no care
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def stop(number: int, _frame: Any) -> None:
        restore()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)  # sleeps in here until it is called back
        signal.signal(number, stop)
        tty.setcbreak(terminal)
        os.kill(os.getpid(), signal.SIGWINCH)  # what was on the screen is not any more

    def end(number: int, _frame: Any) -> None:
        raise SystemExit(128 + number)

    handlers = {signal.SIGTSTP: stop, signal.SIGTERM: end, signal.SIGHUP: end}
    earlier = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        tty.setcbreak(terminal)
        yield _TerminalKeys()
    finally:
        restore()
        for number, handler in earlier.items():
            signal.signal(number, handler)


class _WindowsKeys:
    """Keys of a Windows console."""

    def read(self, seconds: float) -> str:
        import msvcrt

        console: Any = msvcrt
        until = time.monotonic() + seconds
        while not console.kbhit():
            if time.monotonic() >= until:
                return ""
            time.sleep(0.02)
        key = str(console.getwch())
        if key in ("\x00", "\xe0"):  # an arrow or a function key: two codes
            console.getwch()
            return ""
        if key == "\x03":
            raise KeyboardInterrupt
        return key.lower()


class _Lines:
    """Lines that are typed or piped in: the first letter of each is the key.

    Where the input of a terminal ends (Ctrl-D) that means to quit; where another input ends, there are no more keys.
    """

    def __init__(self) -> None:
        self._typed: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._listen, name="certbook-keys", daemon=True).start()

    def read(self, seconds: float) -> str:
        try:
            return self._typed.get(timeout=seconds)
        except queue.Empty:
            return ""

    def _listen(self) -> None:
        with contextlib.suppress(OSError, ValueError, AttributeError):  # no input at all, or closed at the end
            for line in sys.stdin:
                self._typed.put(line.strip()[:1].lower())
            if sys.stdin.isatty():
                self._typed.put(QUIT)
