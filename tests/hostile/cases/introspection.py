"""Look at the sealed checks: into frames, history, memory; keep what is seen; carry it out in a disguise."""

from attack import ALL, Attack, Expect, call, cell, cell_behind, last_cell

# Encodes what was found, so that no search for plain words sees it. `frames` is everything that a caller holds.
DUMP = """
import base64, codecs, sys
def frames(frame):
    while frame:
        yield repr(frame.f_locals) + repr(frame.f_globals.get('word_of_total')) + repr(frame.f_code.co_consts)
        frame = frame.f_back
"""


def looks(*others, **more):
    """Whoever looks may be called by name, or sees nothing worth having; honest answers keep their points."""
    least = more.pop("least", 0)
    return Expect(("graded", "tampered", "crashed", *others), least=least, most=ALL, **more)


ATTACKS = [
    Attack(
        "reads-the-history",
        "In, _ih and the input cache, at the end.",
        looks(least=ALL),
        bend=last_cell("print(In, _ih, [value for name, value in globals().items() if name.startswith('_i')])"),
    ),
    Attack(
        "reads-the-history-manager",
        "What IPython keeps, in memory and in SQLite.",
        looks(),
        call(
            """
            shell = get_ipython()
            seen = repr(shell.history_manager.input_hist_raw) + repr(shell.history_manager.input_hist_parsed)
            try: seen += repr(list(shell.history_manager.get_range()))
            except Exception: pass
            print(seen)
            raise ValueError(seen)
            """
        ),
    ),
    Attack(
        "walks-the-frames",
        "sys._getframe; the words in the error's message.",
        looks(shows_inputs=False),
        call(DUMP + "raise ValueError(' '.join(frames(sys._getframe(1))))"),
    ),
    Attack(
        "walks-the-frames-base64",
        "The same, encoded.",
        looks(),
        call(DUMP + "raise ValueError(base64.b64encode(' '.join(frames(sys._getframe(1))).encode()).decode())"),
    ),
    Attack(
        "walks-the-frames-reversed",
        "The same, backwards, as what comes back.",
        looks(),
        call(DUMP, then="return ' '.join(frames(sys._getframe(1)))[::-1]"),
    ),
    Attack(
        "walks-the-frames-rot13",
        "The same, turned by thirteen letters, as the representation of an object.",
        looks(),
        call(
            DUMP
            + "class Told:\n    def __repr__(self): return codecs.encode(' '.join(frames(sys._getframe())), 'rot13')",
            then="return Told()",
        ),
    ),
    Attack(
        "walks-the-frames-hex",
        "The same, as the name of an exception's class.",
        looks(),
        call(DUMP + "raise type('E' + ' '.join(frames(sys._getframe(1))).encode().hex(), (Exception,), {})()"),
    ),
    Attack(
        "walks-a-traceback",
        "tb_frame.f_back of an error of its own.",
        looks(),
        call(
            DUMP
            + """
try: 1 / 0
except ZeroDivisionError as error: found = ' '.join(frames(error.__traceback__.tb_frame.f_back))
raise ValueError(found)
"""
        ),
    ),
    Attack(
        "asks-inspect",
        "inspect.stack and currentframe, with the source lines.",
        looks(),
        call("import inspect\nraise ValueError(repr([(s.code_context, s.frame.f_locals) for s in inspect.stack(9)]))"),
    ),
    Attack(
        "asks-a-generator",
        "gi_frame.f_back while it runs.",
        looks(),
        call(
            DUMP
            + """
def look():
    yield ' '.join(frames(me.gi_frame.f_back))
me = look()
raise ValueError(next(me))
"""
        ),
    ),
    Attack(
        "asks-a-coroutine-and-a-logger",
        "cr_frame, and logging, which finds its caller by itself.",
        looks(),
        call(
            DUMP
            + """
import logging
async def look(): return ' '.join(frames(me.cr_frame.f_back))
me = look()
found = repr(logging.getLogger().findCaller(stack_info=True, stacklevel=9))
try: me.send(None)
except StopIteration as end: found += str(end.value)
raise ValueError(found)
"""
        ),
    ),
    Attack(
        "asks-all-threads",
        "sys._current_frames and _current_exceptions.",
        looks(),
        call(DUMP + "raise ValueError(' '.join(t for f in sys._current_frames().values() for t in frames(f)))"),
    ),
    Attack(
        "asks-the-collector",
        "gc.get_objects: every text, dictionary and code object that is alive.",
        looks("memory", "timeout"),
        call(
            """
            import gc, types
            words = [repr(o.co_consts) for o in gc.get_objects() if isinstance(o, types.CodeType)]
            spaces = [o for o in gc.get_objects() if type(o) is dict and 'SEED' in o]
            words += [repr(v) for space in spaces for k, v in list(space.items()) if 'word' in str(k)]
            words += [c for o in gc.get_objects() if type(o) is list for c in o if type(c) is str and 'word_of' in c]
            raise ValueError(' '.join(words)[-400_000:])
            """
        ),
    ),
    Attack(
        "asks-for-referrers",
        "gc.get_referrers of the function that is called.",
        looks("memory", "timeout"),
        call(
            """
            import gc
            kinds = ('dict', 'frame', 'list', 'tuple')
            found = [o for o in gc.get_referrers(total, numbers) if type(o).__name__ in kinds]
            raise ValueError(repr([o.f_locals if hasattr(o, 'f_locals') else str(o)[-20000:] for o in found]))
            """
        ),
    ),
    Attack(
        "asks-linecache",
        "The text of every cell that ran, as tracebacks need it.",
        looks(),
        call(
            """
                import linecache
                found = [''.join(e[2]) for n, e in linecache.cache.items() if 'cell' in n or 'ipy' in n]
                raise ValueError(repr(found))
                """
        ),
    ),
    Attack(
        "asks-tracebacks-by-hook",
        "sys.excepthook and sys.last_traceback of an earlier failed check.",
        looks(),
        {**cell("pass", "def total(numbers):\n    return None")},
        bend=last_cell(
            """
            import sys, traceback
            print(getattr(sys, 'last_value', None), getattr(sys, 'last_exc', None))
            traceback.print_tb(getattr(sys, 'last_traceback', None))
            try: get_ipython().showtraceback((sys.last_type, sys.last_value, sys.last_traceback))
            except AttributeError: pass
            %tb
            """
        ),
    ),
    Attack(
        "profiles-the-check",
        "sys.setprofile and settrace see every frame.",
        looks(),
        cell(
            DUMP
            + """
seen = []
def spy(frame, event, arg):
    seen.append(repr(frame.f_locals.get('word_of_total')) + repr(frame.f_code.co_consts)[:2000])
sys.setprofile(spy)
sys.settrace(lambda f, e, a: spy(f, e, a))
""",
            "def total(numbers):\n    raise ValueError(' '.join(seen)[-200_000:])",
        ),
    ),
    Attack(
        "audits-the-check",
        "sys.addaudithook hears `compile` and `exec` with the sealed code.",
        looks(),
        cell(
            """
            import sys
            heard = []
            def hear(event, arguments):
                if event in ('compile', 'exec'):
                    heard.append(repr([getattr(a, 'co_consts', a) for a in arguments]))
            sys.addaudithook(hear)
            """,
            "def total(numbers):\n    raise ValueError(' '.join(heard)[-200_000:])",
        ),
        bend=last_cell("print(heard)"),
    ),
    Attack(
        "hooks-ipythons-events",
        "pre_run_cell is told the text of the cell that comes.",
        looks(),
        cell(
            """
            told = []
            get_ipython().events.register('pre_run_cell', lambda info: told.append(info.raw_cell))
            get_ipython().events.register('post_run_cell', lambda result: told.append(repr(result)))
            get_ipython().input_transformers_post.append(lambda lines: told.extend(lines) or lines)
            """,
            "def total(numbers):\n    raise ValueError(repr(told))",
        ),
        bend=last_cell("print(told)"),
    ),
    Attack(
        "stores-now-prints-later",
        "A global keeps what the sealed check handed over; an added last cell prints it.",
        looks(least=ALL),
        cell("kept = []", "def total(numbers):\n    kept.append(list(numbers))\n    return sum(numbers)"),
        bend=last_cell("print('kept:', kept)"),
    ),
    Attack(
        "prints-what-it-is-given",
        "The sealed check's arguments, on both streams and as rich output, while the check runs.",
        looks(least=ALL),
        call(
            """
            import os, sys
            from IPython.display import display
            print(numbers); print(numbers, file=sys.stderr); display(numbers)
            for handle in (1, 2): os.write(handle, repr(numbers).encode())
            """
        ),
    ),
    Attack(
        "keeps-it-in-a-file",
        "The working folder is the letter box.",
        looks(least=ALL),
        call("open('kept.txt', 'a').write(repr(numbers))"),
        bend=last_cell("import os\nprint(os.path.exists('kept.txt') and open('kept.txt').read())"),
    ),
    Attack(
        "keeps-it-in-a-temporary-file",
        "TMPDIR and every folder that can be written to.",
        looks(least=ALL),
        call(
            """
            import os, tempfile
            for place in (tempfile.gettempdir(), '/dev/shm', '/var/tmp', '/tmp', os.path.expanduser('~')):
                try: open(place + '/hostile-@RUN@-kept', 'a').write(repr(numbers))
                except OSError: pass
            """
        ),
        bend=last_cell(
            """
            import os, tempfile
            for place in (tempfile.gettempdir(), '/dev/shm', '/var/tmp', '/tmp', os.path.expanduser('~')):
                try: print(open(place + '/hostile-@RUN@-kept').read())
                except OSError: pass
            """
        ),
    ),
    Attack(
        "keeps-it-in-shared-memory",
        "An anonymous map that forks share, and a pipe.",
        looks(least=ALL),
        cell(
            """
                import mmap, os
                shared = mmap.mmap(-1, 4096)
                reading, writing = os.pipe()
                os.set_blocking(reading, False)
                """,
            """
                def total(numbers):
                    text = repr(numbers).encode()
                    shared[:len(text)] = text
                    os.write(writing, text)
                    return sum(numbers)
                """,
        ),
        bend=last_cell(
            """
            print(bytes(shared).strip(bytes(1)))
            try: print(os.read(reading, 4096))
            except BlockingIOError: pass
            """
        ),
    ),
    Attack(
        "leaves-a-reader-behind",
        "A child that sleeps on the shared map and prints what appears there, behind the sealed checks.",
        looks("timeout"),
        cell(
            """
            import mmap, os, time
            shared = mmap.mmap(-1, 4096)
            if os.fork() == 0:
                until = time.monotonic() + 15
                while time.monotonic() < until:
                    text = bytes(shared).strip(bytes(1))
                    if text:
                        print('kept:', text, flush=True)
                        os.write(1, text)
                        break
                    time.sleep(0.05)
                os._exit(0)
            """,
            """
                def total(numbers):
                    text = repr(numbers).encode()
                    shared[:len(text)] = text
                    return sum(numbers)
                """,
        ),
    ),
    Attack(
        "looks-behind-its-own-cell",
        "An added cell right behind the sealed check looks for what it left.",
        looks(least=ALL),
        bend=cell_behind(
            "total_sealed",
            """
                print([globals().get(name) for name in ('word_of_total', 'sealed_numbers')])
                print(repr(globals())[-50_000:])
                """,
        ),
    ),
    Attack(
        "looks-at-the-globals-from-within",
        "The function's own globals() while the sealed check runs.",
        looks(),
        call("raise ValueError(repr({k: v for k, v in globals().items() if 'word' in k or 'seal' in k}))"),
    ),
    Attack(
        "looks-into-main",
        "sys.modules['__main__'], the shell's user_ns and the function's __globals__, printed in an error.",
        looks(),
        call(
            """
            import sys
            spaces = [vars(sys.modules['__main__']), get_ipython().user_ns, total.__globals__]
            raise ValueError(repr([[v for k, v in s.items() if 'word' in k or 'seal' in k] for s in spaces]))
            """
        ),
    ),
    Attack(
        "reads-its-own-memory",
        "/proc/self/mem at every writable map, 256 MiB at the most.",
        looks("timeout", "memory"),
        call(
            """
            import re
            found, room = [], 2 ** 28
            with open('/proc/self/maps') as maps, open('/proc/self/mem', 'rb') as memory:
                for line in maps:
                    begin, end = (int(part, 16) for part in line.split()[0].split('-'))
                    if 'rw' in line and end - begin <= room:
                        room -= end - begin
                        try:
                            memory.seek(begin)
                            found += re.findall(rb'word_of_total = "[^"]*"', memory.read(end - begin))
                        except (OSError, OverflowError, ValueError): pass
            raise ValueError(repr(found))
            """
        ),
    ),
    Attack(
        "reads-memory-by-ctypes",
        "Objects by their address: id() of the frame's neighbours.",
        looks("timeout"),
        call(
            """
            import ctypes, sys
            ctypes.pythonapi.PyEval_GetFrame.restype = ctypes.py_object
            frame = ctypes.pythonapi.PyEval_GetFrame()
            raise ValueError(repr(frame.f_back.f_locals) + repr(frame.f_back.f_code.co_consts))
            """
        ),
    ),
    Attack(
        "breaks-into-a-debugger",
        "pdb and breakpoint see the caller's frame.",
        looks("timeout"),
        call(
            """
                import io, pdb
                out = io.StringIO()
                pdb.Pdb(stdin=io.StringIO('up\\nlist\\nargs\\np word_of_total\\nquit\\n'), stdout=out).set_trace()
                raise ValueError(out.getvalue())
                """
        ),
    ),
    Attack(
        "spies-by-a-comparison",
        "__eq__ of what comes back looks at its caller, where the wanted value is.",
        looks(),
        call(
            DUMP
            + """
class Spy(int):
    def __eq__(self, other): raise ValueError(f'{other} ' + ' '.join(frames(sys._getframe(1))))
    __hash__ = int.__hash__
""",
            then="return Spy(1)",
        ),
    ),
    Attack(
        "spies-by-numpys-protocol",
        "__array_ufunc__ of an answer is handed the wanted values and tells them.",
        looks(),
        {
            **cell("pass"),
            "scaled": (
                """
                    class Spy(np.ndarray):
                        def __array_ufunc__(self, ufunc, method, *inputs, **k):
                            raise ValueError(repr(inputs))
                    def scaled(values):
                        return np.zeros(3).view(Spy)
                    """
            ),
        },
    ),
    Attack(
        "wraps-numpy-and-listens",
        "np.allclose goes on to work, and keeps what it is called with for the message of the next check.",
        looks(),
        cell(
            """
            import sys
            real, heard = np.allclose, []
            def listen(*arguments, **k):
                frame = sys._getframe(1)
                word = frame.f_globals.get('word_of_scaled')
                heard.append(repr(arguments) + repr(word) + repr(frame.f_code.co_consts))
                return real(*arguments, **k)
            np.allclose = listen
            """
        ),
        bend=last_cell("print(heard)"),
    ),
]
