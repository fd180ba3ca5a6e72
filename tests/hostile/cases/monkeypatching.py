"""Bend what the checks stand on. The attacked task is not solved: it may earn nothing."""

from attack import ALL, USELESS, Attack, Expect, call, cell, clean, in_vain, last_cell
from vault import HONEST

YES = """
class Yes:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __lt__
    def __hash__(self): return 0
    def __bool__(self): return True
    def __call__(self, *args, **kwargs): return self
    def __getattr__(self, name):
        if name.startswith('__'): raise AttributeError(name)
        return self
    @property
    def __class__(self): return int
"""
SCALED = "def scaled(values):\n    return values * 0"
TABLE = "def table(words):\n    return pd.DataFrame()"
RECALL = "def recall(truth, guess):\n    return 0.5"
# Right type, wrong value: the visible check's point is earned.
USELESS_ALL = {"scaled": SCALED, "table": TABLE, "recall": RECALL}
VISIBLE = 3  # points of the visible checks of these three


def bend(code, **answers):
    """Solve nothing and bend something: what the answers may earn are the visible checks' points."""
    return cell(code, USELESS, **{**USELESS_ALL, **answers})


def nothing():
    """How it ends does not matter, since builtins that are bent break IPython itself: it must not pay."""
    return Expect(("graded", "tampered", "crashed", "timeout"), most=VISIBLE)


ATTACKS = [
    Attack(
        "softens-numpy-testing",
        "Every comparison of numpy.testing passes.",
        nothing(),
        bend(
            """
            import numpy.testing
            for name in dir(numpy.testing):
                if name.startswith('assert_'): setattr(numpy.testing, name, lambda *a, **k: None)
            """
        ),
    ),
    Attack(
        "softens-allclose",
        "np.allclose says yes, by the module.",
        nothing(),
        bend("np.allclose = lambda *a, **k: True"),
    ),
    Attack(
        "softens-allclose-inside",
        "The same, one level lower: the code object of the function itself.",
        nothing(),
        bend(
            """
            def yes(*args, **kwargs): return True
            for one in (np.allclose, np.isclose, np.array_equal):
                inner = getattr(one, '__wrapped__', one)
                try: inner.__code__ = yes.__code__; inner.__defaults__ = None
                except Exception: pass
            """
        ),
    ),
    Attack(
        "softens-pandas-testing",
        "assert_frame_equal does nothing, in both places where it lives.",
        nothing(),
        bend(
            """
            import pandas._testing, pandas._testing.asserters as asserters, pandas.testing
            for place in (pandas.testing, pandas._testing, asserters):
                place.assert_frame_equal = lambda *a, **k: None
            pd.DataFrame.__len__ = lambda self: 2
            """
        ),
    ),
    Attack(
        "softens-sklearn-metrics",
        "recall_score says what the answer says.",
        nothing(),
        bend(
            """
                sklearn.metrics.recall_score = lambda *a, **k: 0.5
                sklearn.metrics._classification.recall_score = lambda *a: 0.5
                """
        ),
    ),
    Attack(
        "bends-isinstance-and-type",
        "Builtins of the module builtins.",
        nothing(),
        bend(
            """
                import builtins
                builtins.isinstance = lambda *a: True
                builtins.abs = lambda x: 0
                builtins.len = lambda x: 2
                """
        ),
    ),
    Attack(
        "bends-the-assertion-error",
        "What a failed assert raises is swallowed as a warning would be.",
        nothing(),
        bend("import builtins\nclass Calm(Warning): pass\nbuiltins.AssertionError = Calm"),
    ),
    Attack(
        "shadows-the-names",
        "The names that checks use are the learner's own now.",
        nothing(),
        bend(
            """
            type = lambda x: int
            isinstance = lambda *a: True
            abs = lambda x: 0
            def explain(**k): return ''
            """
        ),
    ),
    Attack(
        "shadows-numpy",
        "np is an object that says yes.",
        nothing(),
        bend(
            YES
            + """
real = np
class Soft(Yes):
    ndarray = object
np = Soft(); pandas = Soft(); sklearn = Soft()
"""
        ),
    ),
    Attack(
        "equals-everything",
        "An object that is equal to all, less and greater.",
        in_vain("tampered"),
        cell(YES, "def total(numbers):\n    return Yes()"),
    ),
    Attack(
        "is-a-special-int",
        "A subclass of int that equals everything.",
        in_vain("tampered"),
        cell(
            "class Any(int):\n    def __eq__(self, other): return True\n    __hash__ = int.__hash__",
            "def total(numbers):\n    return Any(3)",
        ),
    ),
    Attack(
        "is-a-special-float",
        "A float whose differences are zero; the check's abs(result - wanted) is asked of it.",
        Expect(("graded", "tampered"), least=10, most=10),
        {
            **cell("pass"),
            "recall": """
                class Close(float):
                    def __sub__(self, other): return 0.0
                    __rsub__ = __sub__
                def recall(truth, guess):
                    return Close(0)
                """,
        },
    ),
    Attack(
        "is-a-special-array",
        "A subclass of ndarray that is close to everything.",
        Expect(("graded", "tampered"), least=9, most=9),
        {
            **cell("pass"),
            "scaled": (
                """
                    class Close(np.ndarray):
                        def max(self, *a, **k): return 1.0
                        def __array_function__(self, *a, **k): return True
                        def __array_ufunc__(self, *a, **k): return True
                    def scaled(values):
                        return np.zeros(3).view(Close)
                    """
            ),
        },
    ),
    Attack(
        "strips-asserts-by-an-ast-transformer",
        "IPython runs every cell through it.",
        nothing(),
        bend(
            """
            import ast
            class Strip(ast.NodeTransformer):
                def visit_Assert(self, node): return ast.copy_location(ast.Pass(), node)
                def visit_Expr(self, node): return node
            get_ipython().ast_transformers.append(Strip())
            """
        ),
    ),
    Attack(
        "strips-asserts-by-an-input-transformer",
        "The same on the text.",
        nothing(),
        bend(
            """
            def soften(lines): return [line.replace('assert ', '0 and ') for line in lines]
            shell = get_ipython()
            shell.input_transformers_post.append(soften)
            shell.input_transformer_manager.cleanup_transforms.append(soften)
            """
        ),
    ),
    Attack(
        "catches-by-custom-exceptions",
        "set_custom_exc swallows AssertionError.",
        nothing(),
        bend("get_ipython().set_custom_exc((BaseException,), lambda shell, *a, **k: None)"),
    ),
    Attack(
        "replaces-run-cell",
        "Every cell is said to have gone well.",
        nothing(),
        bend(
            """
            from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
            class Fine:
                success = True; error_before_exec = error_in_exec = result = info = None; execution_count = 1
                def raise_error(self): pass
            def run_cell(self, *a, **k): return Fine()
            async def run_cell_async(self, *a, **k): return Fine()
            InteractiveShell.run_cell = run_cell
            InteractiveShell.run_cell_async = run_cell_async
            type(get_ipython()).run_cell = run_cell
            get_ipython().run_cell = lambda *a, **k: Fine()
            """
        ),
    ),
    Attack(
        "replaces-run-code",
        "One level lower: code is compiled and not run.",
        nothing(),
        bend(
            """
            async def run_code(self, *a, **k): return False
            async def run_ast_nodes(self, *a, **k): return False
            from IPython.core.interactiveshell import InteractiveShell
            InteractiveShell.run_code = run_code
            InteractiveShell.run_ast_nodes = run_ast_nodes
            """
        ),
    ),
    Attack(
        "silences-showtraceback",
        "No error is shown, so none was.",
        nothing(),
        bend("shell = get_ipython()\nshell.showtraceback = shell._showtraceback = lambda *a, **k: None"),
    ),
    Attack(
        "skips-lines-by-a-tracer",
        "A trace function jumps over the asserts of a check.",
        nothing(),
        bend(
            """
            import sys
            def jump(frame, event, arg):
                if event == 'line' and 'result' in frame.f_locals and 'values' not in frame.f_locals:
                    try: frame.f_lineno = frame.f_lineno + 1
                    except ValueError: pass
                return jump
            sys.settrace(jump)
            """
        ),
    ),
    Attack(
        "compiles-without-asserts",
        "The compiler's own switch: optimise.",
        nothing(),
        bend(
            """
            import builtins, codeop
            real = builtins.compile
            builtins.compile = lambda *a, **k: real(*a[:3], **{**k, 'optimize': 2})
            codeop.compile = builtins.compile
            codeop.Compile.__call__ = lambda self, s, f, m, *a, **k: real(s, f, m, self.flags, True, optimize=2)
            """
        ),
    ),
    Attack(
        "turns-exec-into-nothing",
        "builtins.exec and eval.",
        nothing(),
        bend("import builtins\nbuiltins.exec = lambda *a, **k: None\nbuiltins.eval = lambda *a, **k: None"),
    ),
    Attack(
        "mutes-warnings-and-unittest",
        "Fails no test of unittest.",
        nothing(),
        bend(
            """
        import unittest, unittest.case, warnings
        warnings.warn = lambda *a, **k: None
        for name in dir(unittest.TestCase):
            if name.startswith('assert'): setattr(unittest.TestCase, name, lambda *a, **k: None)
        unittest.TestCase.fail = lambda *a, **k: None
        """
        ),
    ),
    Attack(
        "patches-explain",
        "certbook.lab is the learner's now: explain ends the check by a result.",
        nothing(),
        bend(
            """
            import certbook.lab, certbook.lab.explain as module
            def soft(**k): return ''
            certbook.lab.explain = soft
            module.__dict__.update(explain=soft)
            explain = soft
            """
        ),
    ),
    Attack(
        "patches-certbooks-runner",
        "Every module of certbook that lies in this process: whatever scores says ok.",
        nothing(),
        bend(
            """
            import sys
            for name, module in list(sys.modules.items()):
                if name.startswith('certbook.kernels'):
                    for key, value in list(vars(module).items()):
                        if callable(value) and getattr(value, '__module__', '') == name and 'reply' in key.lower():
                            setattr(module, key, lambda *a, **k: {'status': 'ok', 'value': None})
            """
        ),
    ),
    Attack(
        "replaces-modules",
        "sys.modules holds fakes that say yes.",
        nothing(),
        bend(
            YES
            + """
import sys
for name in ('numpy.testing', 'pandas.testing', 'sklearn.metrics', 'certbook.lab'):
    sys.modules[name] = Yes()
"""
        ),
    ),
    Attack(
        "hooks-the-import",
        "A finder and __import__ hand out fakes.",
        nothing(),
        bend(
            YES
            + """
import builtins, sys
real = builtins.__import__
builtins.__import__ = lambda name, *a, **k: Yes() if 'testing' in name or 'metrics' in name else real(name, *a, **k)
class Finder:
    def find_spec(self, name, path=None, target=None): return None
sys.meta_path.insert(0, Finder())
"""
        ),
    ),
    Attack(
        "acts-at-the-end",
        "atexit and at-fork handlers that bend everything once more where a check's snapshot begins.",
        nothing(),
        bend(
            """
            import atexit, builtins, os
            def soften(): np.allclose = builtins.isinstance = lambda *a, **k: True
            atexit.register(soften)
            os.register_at_fork(before=soften, after_in_child=soften, after_in_parent=soften)
            """
        ),
    ),
    Attack(
        "speaks-for-the-process-at-fork",
        "In the child of a fork, ends it with success before the check has run.",
        nothing(),
        bend("import os\nos.register_at_fork(after_in_child=lambda: os._exit(0))"),
    ),
    Attack(
        "patches-json",
        "json.dumps turns every error into ok, as plain text and as bytes.",
        nothing(),
        bend(
            """
            import json
            real = json.dumps
            def kind(*a, **k): return real(*a, **k).replace('error', 'ok').replace('AssertionError', '')
            json.dumps = kind
            json.JSONEncoder.encode = lambda self, value: '{"status": "ok"}'
            """
        ),
    ),
    Attack(
        "patches-the-writing",
        "os.write, socket.send and sendall say ok in place of error.",
        nothing(),
        bend(
            """
            import os, socket
            write = os.write
            os.write = lambda handle, data: write(handle, bytes(data).replace(b'error', b'ok   '))
            class Kind(socket.socket):
                def sendall(self, data, *a): return super().sendall(bytes(data).replace(b'"error"', b'"ok"   '), *a)
            socket.socket = Kind
            """
        ),
    ),
    Attack(
        "bends-on-being-called",
        "Nothing is bent before a check calls the answer.",
        in_vain("tampered", "timeout", "crashed"),
        call(
            """
            import builtins
            np.allclose = lambda *a, **k: True
            np.testing.assert_allclose = lambda *a, **k: None
            builtins.isinstance = lambda *a: True
            globals().update(type=lambda x: int, isinstance=lambda *a: True)
            """,
            then="return None",
        ),
    ),
    Attack(
        "flips-the-record-when-called",
        "What a check calls bends the ways by which its record is made and sent.",
        in_vain("tampered", "timeout", "crashed"),
        call(
            """
            import copy, dataclasses, json, socket
            flip = lambda value: "ok" if value == "error" else value
            real_dumps, real_replace, real_send = json.dumps, dataclasses.replace, socket.socket.sendall
            copy.deepcopy = lambda value, *a: flip(value)
            json.dumps = lambda value, *a, **k: real_dumps(value, *a, **k).replace('"error"', '"ok"')
            dataclasses.replace = lambda record, **k: real_replace(record, status="ok", **k)
            socket.socket.sendall = lambda line, data, *a: real_send(line, bytes(data).replace(b'"error"', b'"ok"   '))
            """,
            then="return None",
        ),
    ),
    Attack(
        "swaps-code-when-called",
        "What a check calls gives the functions behind it other code, which puts the old one back.",
        in_vain("tampered", "timeout", "crashed"),
        call(
            """
            import dataclasses
            old = dataclasses.replace.__code__
            def replace(obj, /, **changes):
                import dataclasses
                dataclasses.replace.__code__ = dataclasses.kept
                return dataclasses.replace(obj, **{**changes, "status": "ok", "evalue": "", "ename": ""})
            dataclasses.kept = old
            dataclasses.replace.__code__ = replace.__code__
            """,
            then="return None",
        ),
    ),
    Attack(
        "puts-it-back-in-time",
        "The comparison that the check makes next says yes once and is what it was when the check has ended.",
        Expect(("graded", "tampered"), most=ALL - 3),
        {
            **HONEST,
            "scaled": clean(
                """
                def scaled(values):
                    was = np.allclose, np.testing.assert_allclose
                    def back(*a, **k):
                        np.allclose, np.testing.assert_allclose = was
                        return True
                    np.allclose = back
                    np.testing.assert_allclose = lambda *a, **k: None
                    return np.zeros(np.shape(values))
                """
            ),
        },
    ),
    Attack(
        "has-the-points-made-up",
        "eval and compile are bent before the check's last line, which gives its points.",
        Expect(("graded", "tampered"), most=ALL - 2),
        {
            **HONEST,
            "scaled": clean(
                """
                def scaled(values):
                    import builtins
                    was = builtins.eval, builtins.compile
                    def full(*a, **k):
                        builtins.eval, builtins.compile = was
                        return 3
                    builtins.eval = full
                    builtins.compile = lambda source, *a, **k: was[1]("3", "x", "eval")
                    return np.array([0.0] * (len(values) - 1) + [1.0])
                """
            ),
        },
    ),
    Attack(
        "bends-a-class-of-pandas",
        "DataFrame.equals and comparisons of Series say yes.",
        nothing(),
        bend("pd.DataFrame.equals = pd.Series.equals = lambda *a: True\npd.DataFrame.__eq__ = lambda *a: True"),
    ),
    Attack(
        "bends-the-ufuncs",
        "NumPy's own inside: the functions that the functions call.",
        nothing(),
        bend(
            """
            import numpy._core.numeric as numeric, numpy.testing._private.utils as utils
            numeric.isclose = lambda *a, **k: np.True_
            utils.assert_array_compare = lambda *a, **k: None
            """
        ),
    ),
    Attack(
        "patches-in-the-last-cell",
        "After all the answers, before the sealed checks.",
        nothing(),
        bend("pass"),
        bend=last_cell(
            """
                import builtins
                np.allclose = lambda *a, **k: True
                np.testing.assert_allclose = lambda *a, **k: None
                builtins.abs = lambda x: 0
                """
        ),
    ),
    Attack(
        "switches-gc-callbacks",
        "A callback of the collector and a finaliser bend names while the check runs.",
        nothing(),
        bend(
            """
            import gc, weakref
            def soften(*a): globals().update(isinstance=lambda *a: True, abs=lambda x: 0)
            gc.callbacks.append(soften)
            gc.set_threshold(1)
            """
        ),
    ),
    Attack(
        "bends-from-a-thread",
        "A thread that bends the names a thousand times a second, while checks run.",
        nothing(),
        bend(
            """
            import threading, time, builtins
            def soften():
                until = time.monotonic() + 20
                while time.monotonic() < until:
                    np.allclose = lambda *a, **k: True
                    globals()['abs'] = lambda x: 0
                    time.sleep(0.001)
            threading.Thread(target=soften, daemon=True).start()
            """
        ),
    ),
]
