"""What a cell's code names, as far as its text tells."""

import pytest

from certbook.kernels.notebook.names import mentioned_in, only_defines

ONLY = [
    "def f(a, b=2, *, c: int | None = None) -> dict[str, np.ndarray]:\n    return launch()",
    "# words\nLIMIT = 3\n\ndef f():\n    @wraps\n    def g():\n        pass\n    return g",
    "'said'\ndef f(): ...",
    "def f(order=(1, -2), kinds=[]): pass",
    "",
]
MORE = [
    "f()",
    "import math",
    "LIMIT = 3 + f()",
    "a, b = 1, 2",
    "a.b = 1",
    "@wraps\ndef f(): pass",
    "def f(a=make()): pass",
    "def f(a: make()): pass",
    "def f() -> make(): pass",
    "def f(*, a=[x for x in y]): pass",
    "class A: pass",
    "async def f(): pass",
    "%time f()",
    "def f(:",
    "x: int = 3",
    "x += 1",
]


@pytest.mark.parametrize("source", ONLY)
def test_a_cell_that_only_defines(source):
    assert only_defines(source)


@pytest.mark.parametrize("source", MORE)
def test_a_cell_that_does_more(source):
    assert not only_defines(source)


def test_what_may_be_looked_up_by_name_is_mentioned():
    source = "def f(a):\n    return g(a).h, space['k'], 'two words', globals()"
    assert mentioned_in(source) == {"a", "g", "space", "k", "globals"}
