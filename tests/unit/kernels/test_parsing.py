"""The parser in threads: two at once are no error on any release of Python."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from certbook.kernels.parsing import parse

DEEP = (
    "x = "
    + "(" * 40
    + "1"
    + ")" * 40
    + "\n"
    + "\n".join(f"def f{n}(a):\n    return [a + {n} for _ in a]" for n in range(200))
)


def test_many_threads_parse_at_once():
    with ThreadPoolExecutor(8) as threads:
        trees = list(threads.map(parse, [DEEP] * 64))
    assert {len(tree.body) for tree in trees} == {201}


def test_what_does_not_parse_raises_as_ever_and_lets_go():
    for _ in range(2):
        with pytest.raises(SyntaxError):
            parse("def")
    assert parse("x = 1").body
