"""The guard's quick look: it misses no change, and what only looks like one is looked at again."""

import sys
import types

import pytest

from certbook.kernels.notebook.guard import Guard
from certbook.kernels.notebook.imprint import Imprint, dict_of_class, is_known

needs_words = pytest.mark.skipif(
    sys.implementation.name != "cpython" or sys.version_info >= (3, 13), reason="this Python keeps no such words"
)


class Base:
    def inherited(self):
        return 1


class Thing(Base):
    def method(self, one=1, *, other=2):
        return one, other


SOURCE = """
def function(one=1, *, other=2):
    return one, other


class Thing:
    def method(self):
        pass
"""


@pytest.fixture
def module():
    made = types.ModuleType("guarded_example")
    exec(
        "def function(one=1, *, other=2):\n    return one, other\n\nclass Thing:\n    def method(self): pass\n",
        vars(made),
    )
    made.function.__module__ = made.Thing.__module__ = made.Thing.method.__module__ = "guarded_example"
    sys.modules["guarded_example"] = made
    yield made
    del sys.modules["guarded_example"]


@needs_words
def test_this_python_is_known():
    assert is_known()


@needs_words
def test_each_change_of_a_dictionary_shows_and_a_look_does_not():
    first, second = {"name": 1}, {"name": 2}
    imprint = Imprint.of_dicts([first, second])
    assert first["name"] + second["name"] == 3
    assert imprint.differing() == []
    second["name"] = 3
    second["name"] = 2
    assert imprint.differing() == [1]


@needs_words
def test_each_change_of_a_class_shows():
    imprint = Imprint.of_dicts([dict_of_class(Thing)])
    Thing().method()
    assert imprint.differing() == []
    Thing.inherited = lambda self: 2
    try:
        assert imprint.differing() == [0]
    finally:
        del Thing.inherited


@needs_words
@pytest.mark.parametrize("name", ["__code__", "__defaults__", "__kwdefaults__"])
def test_each_change_of_a_function_shows_and_calls_do_not(name):
    def function(one=1, *, other=2):
        return one, other

    def stranger(one=3, *, other=4):
        return other, one

    imprint = Imprint.of_functions([function])
    for _ in range(100):  # until the interpreter has adapted the code to its calls
        function()
    assert imprint.differing() == []
    setattr(function, name, getattr(stranger, name))
    assert imprint.differing() == [0]


BENDS = {
    "a name of the module": lambda module: setattr(module, "function", lambda: None),
    "a function's code": lambda module: setattr(module.function, "__code__", (lambda one, other: 0).__code__),
    "a function's defaults": lambda module: setattr(module.function, "__defaults__", (9,)),
    "a function's keyword defaults": lambda module: setattr(module.function, "__kwdefaults__", {"other": 9}),
    "a method": lambda module: setattr(module.Thing, "method", lambda self: 9),
    "a method that was not there": lambda module: setattr(module.Thing, "__eq__", lambda self, other: True),
    "a method's code": lambda module: setattr(module.Thing.method, "__code__", (lambda self: 9).__code__),
    "the module": lambda module: sys.modules.update(guarded_example=types.ModuleType("guarded_example")),
}


@pytest.mark.parametrize("bend", BENDS)
def test_the_guard_sees(module, bend):
    guard = Guard(("guarded_example",))
    assert not guard.is_bent()
    BENDS[bend](module)
    assert guard.is_bent()


def test_the_guard_is_not_alarmed_by_new_names_or_by_what_was_put_back(module):
    guard = Guard(("guarded_example",))
    module.cache = {}
    function, module.function = module.function, None
    module.function = function
    assert not guard.is_bent()


def test_the_guard_sees_the_same_without_an_imprint(module, monkeypatch):
    monkeypatch.setattr("certbook.kernels.notebook.guard.is_known", lambda: False)
    guard = Guard(("guarded_example",))
    assert not guard.is_bent()
    module.function.__defaults__ = (9,)
    assert guard.is_bent()
