"""Put back what a submission may have bent before its checks run, and say what that was.

A check calls functions of Python and of the libraries; whoever replaces one of them can make any check pass. The warm
parent remembers what they are before a submission runs (`Guard()`); each check begins with `restore`.
"""

from __future__ import annotations

import contextlib
import random
import signal
import sys
import threading
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from certbook.kernels.notebook.imprint import Imprint, dict_of_class, is_known
from certbook.kernels.notebook.shell import CELL_PREFIX

# Modules whose functions and classes checks stand on: these, and what lies below those that end with a dot.
GUARDED = (
    *("builtins", "math", "cmath", "operator", "functools", "itertools", "collections", "copy", "inspect", "types"),
    *("json", "re", "random", "statistics", "fractions", "decimal", "numbers", "abc", "enum", "dataclasses"),
    *("io", "os", "posix", "sys", "pathlib", "tempfile", "time", "datetime", "contextlib", "warnings", "traceback"),
    *("unittest.case", "unittest.mock", "linecache", "ast", "string", "hashlib", "struct", "socket", "_socket"),
    *("array", "shutil", "posixpath", "signal", "threading", "_thread", "json.", "importlib"),
    *("certbook.lab.", "certbook.errors", "numpy", "numpy.testing.", "numpy.linalg", "numpy.random"),
    *("numpy._core.numeric", "numpy._core.fromnumeric", "numpy._core.multiarray", "numpy.lib._function_base_impl"),
    *("pandas", "pandas.testing", "pandas._testing.", "pandas.core.frame", "pandas.core.series", "pandas.core.generic"),
    *("pandas.core.base", "sklearn.metrics.", "sklearn.base", "sklearn.pipeline", "sklearn.utils.validation"),
)
# Of these, the ones that a check's own verdict hangs on, and the way that it takes to the grader: looked at again when
# a check has run.
CORE = (
    *("builtins", "math", "operator", "certbook.lab.", "numpy", "numpy.testing.", "pandas.testing", "pandas._testing."),
    *("ast", "inspect", "dataclasses", "copy", "numbers", "contextlib", "time", "os", "json.", "struct", "socket"),
)
# What no check replaces for itself, and nothing else while it runs: to put it back in time is no excuse.
_NEVER_WRITTEN = ("numpy", "numpy.testing.", "pandas.testing", "pandas._testing.", "certbook.lab.", "unittest.case")
_ROUTINES = (types.FunctionType, types.BuiltinFunctionType, type)
_LIKE_ROUTINES = ("ufunc", "_ArrayFunctionDispatcher")
_MISSING = object()
# Attributes that libraries set on their own classes and modules as they go.
_OWN_BUSINESS = frozenset(
    ("_instance", "_ipython_dir", "__doc__", "__abstractmethods__", "__dict__", "__weakref__", "_abc_impl", "_walk_mro")
)


class Guard:
    """What modules were when this was made, by default all the guarded ones."""

    def __init__(self, names: tuple[str, ...] = GUARDED) -> None:
        guarded = {
            name: module
            for name, module in sys.modules.items()
            if _is_among(names, name) and isinstance(module, types.ModuleType)
        }
        self._modules = dict(guarded)
        self._spaces = [(name, vars(module), _routines(vars(module))) for name, module in guarded.items()]
        self._classes = [
            (owner, _routines_of_class(owner), len(vars(owner)))
            for owner in _classes(kept for _, _, kept in self._spaces)
            if _is_among(names, owner.__module__)
        ]
        self._functions = [
            (function, function.__code__, function.__defaults__, function.__kwdefaults__)
            for function in _functions(self._spaces, self._classes)
            if _is_among(names, function.__module__)
        ]
        self._imprints = self._made_imprints()

    def _made_imprints(self) -> tuple[Imprint, Imprint, Imprint] | None:
        """Return imprints of the modules, the classes and the functions, in their order."""
        if not is_known():
            return None
        return (
            Imprint.of_dicts(space for _, space, _ in self._spaces),
            Imprint.of_dicts(dict_of_class(owner) for owner, _, _ in self._classes),
            Imprint.of_functions(function for function, *_ in self._functions),
        )

    def is_bent(self) -> bool:
        """Whether anything differs; nothing is put back."""
        spaces, classes, functions = self._spaces, self._classes, self._functions
        if self._imprints is not None:
            # Only what was changed at all is looked at; libraries, too, set names of their own as they go.
            by_space, by_class, by_function = self._imprints
            spaces = [spaces[number] for number in by_space.differing()]
            classes = [classes[number] for number in by_class.differing()]
            functions = [functions[number] for number in by_function.differing()]
        return (
            any(sys.modules.get(name) is not module for name, module in self._modules.items())
            or any(space.get(key) is not value for _, space, kept in spaces for key, value in kept.items())
            or any(
                len(vars(owner)) != size or any(vars(owner).get(key) is not value for key, value in kept.items())
                for owner, kept, size in classes
            )
            or any(
                function.__code__ is not code
                or function.__defaults__ is not defaults
                or function.__kwdefaults__ is not keywords
                for function, code, defaults, keywords in functions
            )
        )

    def versions(self) -> list[list[int]]:
        """Return what tells later, by `rewritten`, which modules were written to; nothing where Python does not say."""
        return self._imprints[0].now() if self._imprints is not None else []

    def rewritten(self, versions: list[list[int]]) -> list[str]:
        """Return the modules of which a name was given another value since, also where it has the old one again.

        Names that were added, as by the first import of a part of a package, do not count.
        """
        changed = zip(self._spaces, versions, self.versions(), strict=False)
        return [
            name
            for (name, *_), was, now in changed
            if was[0] == now[0] and was != now and _is_among(_NEVER_WRITTEN, name)
        ]

    def restore(self) -> list[str]:
        """Put everything back and return the names of what notebook code had replaced.

        What a library replaced in another one on its own is put back without a word.
        """
        return [*self._restore_modules(), *self._restore_classes(), *self._restore_functions()]

    def _restore_modules(self) -> Iterator[str]:
        for name, module in self._modules.items():
            found = sys.modules.get(name)
            if found is not module:
                sys.modules[name] = module
                yield name
        for name, space, kept in self._spaces:
            for key, value in kept.items():
                found = space.get(key, _MISSING)
                if found is not value:
                    space[key] = value
                    if not _is_a_librarys(found):
                        yield f"{name}.{key}"

    def _restore_classes(self) -> Iterator[str]:
        for owner, kept, size in self._classes:
            space = vars(owner)
            changed = [(key, value) for key, value in kept.items() if space.get(key, _MISSING) is not value]
            for key, value in changed:
                found = space.get(key, _MISSING)
                with contextlib.suppress(TypeError, AttributeError):
                    setattr(owner, key, value)
                if not _is_a_librarys(found):
                    yield _name_in(owner, key)
            if len(space) > size:
                yield from _take_off_shadows(owner, kept)

    def _restore_functions(self) -> Iterator[str]:
        for function, code, defaults, keywords in self._functions:
            if (
                function.__code__ is not code
                or function.__defaults__ is not defaults
                or function.__kwdefaults__ is not keywords
            ):
                function.__code__, function.__defaults__, function.__kwdefaults__ = code, defaults, keywords
                yield f"{function.__module__}.{function.__qualname__}"


def _is_a_librarys(value: object) -> bool:
    """Whether a function or class was not made by notebook code."""
    if not isinstance(value, _ROUTINES) or getattr(value, "__module__", "__main__") == "__main__":
        return False
    code = getattr(value, "__code__", None)
    return code is None or not code.co_filename.startswith(CELL_PREFIX)


def _take_off_shadows(owner: type, kept: dict[str, Any]) -> Iterator[str]:
    """Delete what was set on a class in front of what it inherits."""
    for key, value in list(vars(owner).items()):
        inherited = any(key in vars(parent) for parent in owner.__mro__[1:-1])
        if key not in kept and inherited and not key.startswith("__") and not _is_a_librarys(value) and callable(value):
            with contextlib.suppress(TypeError, AttributeError):
                delattr(owner, key)
            yield _name_in(owner, key)


def _name_in(owner: type, key: str) -> str:
    return f"{owner.__module__}.{owner.__qualname__}.{key}"


def switch_off_tracing() -> None:
    """Let nobody follow, and lead astray, what runs from now on in this process."""
    sys.settrace(None)
    sys.setprofile(None)
    threading.settrace(None)
    threading.setprofile(None)


def stop_timers() -> None:
    """Let no alarm that was set before interrupt what runs from now on: its handler is handed the frame."""
    for kind in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
        signal.setitimer(kind, 0)


def _is_among(names: tuple[str, ...], name: str | None) -> bool:
    return any(name == known or (known.endswith(".") and f"{name}.".startswith(known)) for known in names)


def _routines(space: dict[str, Any]) -> dict[str, Any]:
    """Return a module's functions and classes, and the modules that it names."""
    return {
        name: value
        for name, value in list(space.items())
        if isinstance(value, _ROUTINES) or type(value).__name__ in _LIKE_ROUTINES
    }


def _routines_of_class(owner: type) -> dict[str, Any]:
    return {
        name: value
        for name, value in list(vars(owner).items())
        if name not in _OWN_BUSINESS and (callable(value) or isinstance(value, property | staticmethod | classmethod))
    }


def _classes(spaces: Iterable[dict[str, Any]]) -> Iterator[type]:
    seen: set[int] = set()
    for space in spaces:
        for value in space.values():
            # A class that C code made cannot be changed.
            if isinstance(value, type) and value.__flags__ & (1 << 9) and id(value) not in seen:
                seen.add(id(value))
                yield value


def _functions(
    spaces: Iterable[tuple[str, dict[str, Any], dict[str, Any]]],
    classes: Iterable[tuple[type, dict[str, Any], int]],
) -> Iterator[types.FunctionType]:
    seen: set[int] = set()
    for kept in [*(kept for _, _, kept in spaces), *(kept for _, kept, _ in classes)]:
        for value in kept.values():
            # NumPy's functions and bound ones wrap the function whose code counts.
            for function in (value, getattr(value, "__func__", None), getattr(value, "__wrapped__", None)):
                if isinstance(function, types.FunctionType) and id(function) not in seen:
                    seen.add(id(function))
                    yield function


# Python reseeds `random` in every fork; a snapshot goes on where the submission was.
_getstate, _setstate = random.getstate, random.setstate


def random_state() -> Any:
    """Return the state of Python's shared generator."""
    return _getstate()


def set_random_state(state: Any) -> None:
    """Set the state of Python's shared generator."""
    _setstate(state)


def generator_states() -> list[tuple[Callable[[Any], object], Any]]:
    """Return the states of the shared generators of Python and NumPy, each with the function that sets it again."""
    states: list[tuple[Callable[[Any], object], Any]] = [(_setstate, _getstate())]
    if (shared := sys.modules.get("numpy.random")) is not None:
        states.append((shared.set_state, shared.get_state()))
    return states
