"""nbformat without the grammar that it does not need."""

import subprocess
import sys

LOOK = """
import sys
from certbook.kernels.grammar import without_slow_grammar
with without_slow_grammar():
    import nbformat
assert "lark" not in sys.modules, "the grammar was built"
nbformat.validate(nbformat.v4.new_notebook())
import rfc3987_syntax
assert rfc3987_syntax.is_valid_syntax("iri", "https://example.org/")
"""


def test_nbformat_is_there_and_the_grammar_only_for_whoever_asks_for_it():
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
