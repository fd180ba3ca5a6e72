"""Refuse, and report, what no lab needs and most ways to cheat begin with: looking into the grader's own frames.

An audit hook (PEP 578) hears of every such attempt and cannot be taken off again by the code that it watches. It acts
only on code of the notebook, or the standard library's inspection functions called by it: a library may look around.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from certbook.kernels.notebook.shell import CELL_PREFIX

# Events, and what a person reads of them.
_LOOKING = {
    "sys._getframe": "looks into the frames of its callers",
    "sys._current_frames": "looks into the frames of other threads",
    "sys._current_exceptions": "looks into the frames of other threads",
    "sys.settrace": "traces the code that calls it",
    "sys.setprofile": "traces the code that calls it",
    "gc.get_objects": "searches the grader's memory",
    "gc.get_referrers": "searches the grader's memory",
    "gc.get_referents": "searches the grader's memory",
    "ctypes.dlopen": "reaches below Python by ctypes",
    "ctypes.dlsym": "reaches below Python by ctypes",
    "ctypes.addressof": "reaches below Python by ctypes",
    "ctypes.string_at": "reaches below Python by ctypes",
    "ctypes.cdata": "reaches below Python by ctypes",
    "ctypes.cdata/buffer": "reaches below Python by ctypes",
    "ctypes.call_function": "reaches below Python by ctypes",
    "sys.addaudithook": "adds an audit hook",
}
_FRAMES = ("tb_frame", "gi_frame", "cr_frame", "ag_frame")
_INSPECTING = ("/inspect.py", "/ctypes/__init__.py")
_WALKING = ("walk_tb", "walk_stack", "extract_stack")
_MEMORY = "opens the memory of a process"


def watch(report: Callable[[str], None]) -> None:
    """Watch this process, and those forked from it, from now on.

    `report` is called with what a submission did, in words that follow its name; what it tried is refused.
    """

    looking: set[int] = set()
    # Taken now: names in modules may be bent later.
    get_ident, getframe = threading.get_ident, sys._getframe

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        what = _LOOKING.get(event)
        if what is None:
            if event == "object.__getattr__" and len(arguments) > 1 and arguments[1] in _FRAMES:
                what = "looks into the frames of its callers"
            elif event == "open" and arguments and _is_memory(arguments[0]):
                what = _MEMORY
            else:
                return
        thread = get_ident()
        if thread in looking:  # the look at the caller's frame, below, is an event itself
            return
        looking.add(thread)
        try:
            guilty = what is _MEMORY or _by_notebook(getframe(1))
        finally:
            looking.discard(thread)
        if guilty:
            report(what)
            raise PermissionError(f"refused here: this code {what}")

    sys.addaudithook(hear)


def _is_memory(path: object) -> bool:
    return isinstance(path, str) and path.startswith("/proc/") and path.endswith("/mem")


def _by_notebook(frame: FrameType | None) -> bool:
    """Whether the notebook's own code does this, directly or by a function that is there for inspection."""
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(CELL_PREFIX):
            return True
        inspecting = code.co_filename.endswith(_INSPECTING) or code.co_name in _WALKING
        if not inspecting:
            return False
        frame = frame.f_back
    return False
