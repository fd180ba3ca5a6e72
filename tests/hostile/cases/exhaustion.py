"""Take more than one's share: memory, time, processes, disk, output. Every loop and size here has an end of its own."""

from attack import ALL, Attack, Expect, call, cell, costs_itself, last_cell

GIB = "1024 ** 3"
ENDS = ("graded", "timeout", "memory", "crashed")


def slow(**more):
    """A cell that does not end costs itself, and says that the time ran out."""
    return costs_itself("timeout", most=ALL, message="did not end", **more)


ATTACKS = [
    Attack(
        "takes-one-big-block",
        "Asks for more memory at once than there is to have.",
        costs_itself("graded", "memory", "crashed", most=ALL),
        call(f"hoard = bytearray(64 * {GIB})"),
    ),
    Attack(
        "fills-memory-page-by-page",
        "Touches every page, so that the memory is really taken; 4.5 GiB at the most.",
        costs_itself(*ENDS, most=ALL),
        call("hoard = [b'x' * 2 ** 20 * 16 for _ in range(288)]"),
    ),
    Attack(
        "fills-memory-with-small-objects",
        "Many small objects in place of a big one; 3 GiB at the most.",
        costs_itself(*ENDS, most=ALL),
        cell("hoard = [[number] for number in range(30_000_000)]"),
    ),
    Attack(
        "keeps-memory-between-cells",
        "Swallows the MemoryError and keeps what it has got, so that the cells that follow have none.",
        Expect(("graded", "timeout", "memory", "crashed", "tampered"), most=ALL),
        cell(
            """
            hoard = []
            try:
                for _ in range(288):
                    hoard.append(b'x' * 2 ** 24)
            except MemoryError:
                pass
            """
        ),
    ),
    Attack(
        "builds-a-huge-array",
        "A clumsy outer product: 40 GiB of NumPy.",
        costs_itself("graded", "memory", "crashed", most=ALL),
        call("np.ones(70_000)[:, None] * np.ones(76_000)"),
    ),
    Attack(
        "recurses-without-end",
        "Calls itself, with the limit lifted as far as an answer may.",
        costs_itself("graded", "crashed", "memory", "timeout", "tampered", most=ALL),
        call(
            """
                import sys
                sys.setrecursionlimit(200_000)
                def deeper(n): return n and deeper(n - 1) + 1
                deeper(199_000)
                """
        ),
    ),
    Attack(
        "bombs-with-forks",
        "Forks 400 children that sleep.",
        costs_itself(*ENDS, most=ALL),
        cell(
            """
            import os, time
            for _ in range(400):
                try:
                    child = os.fork()
                except OSError:
                    break
                if child == 0:
                    time.sleep(20)
                    os._exit(0)
            """
        ),
    ),
    Attack(
        "bombs-with-subprocesses",
        "Starts 400 interpreters that sleep.",
        costs_itself(*ENDS, most=ALL),
        call(
            """
            import subprocess, sys
            for _ in range(400):
                try:
                    subprocess.Popen([sys.executable, '-S', '-c', 'import time; time.sleep(15)'])
                except OSError:
                    break
            """
        ),
    ),
    Attack(
        "starts-threads",
        "A thousand threads that sleep.",
        costs_itself(*ENDS, most=ALL),
        cell(
            """
            import threading, time
            for _ in range(1000):
                try:
                    threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
                except (RuntimeError, MemoryError):
                    break
            """
        ),
    ),
    Attack(
        "opens-files",
        "Opens files and never closes one; the honest tasks must still be run.",
        costs_itself(*ENDS, "tampered", most=ALL, least=0),
        cell(
            """
            import os
            held = []
            try:
                for _ in range(100_000):
                    held.append(open(os.devnull))
            except OSError:
                pass
            """
        ),
    ),
    Attack(
        "fills-the-disk",
        "Writes files of 64 MiB, up to 2 GiB.",
        costs_itself(*ENDS, most=ALL),
        cell(
            """
            try:
                for number in range(32):
                    with open(f'fill-{number}', 'wb') as stream:
                        for _ in range(64):
                            stream.write(b'x' * 2 ** 20)
            except OSError:
                pass
            """
        ),
    ),
    Attack(
        "makes-many-files",
        "Takes the folder's inodes: 50 000 empty files.",
        costs_itself(*ENDS, most=ALL),
        cell("try:\n    for number in range(50_000): open(f'file-{number}', 'w').close()\nexcept OSError: pass"),
    ),
    Attack(
        "writes-a-sparse-file",
        "A file that says it is a terabyte.",
        costs_itself(*ENDS, most=ALL),
        cell("try:\n    with open('huge', 'wb') as stream: stream.truncate(2 ** 40)\nexcept OSError: pass"),
    ),
    Attack(
        "floods-the-output",
        "Prints 200 MB.",
        costs_itself(*ENDS, most=ALL),
        cell("for _ in range(200): print('flood ' * 170_000)"),
    ),
    Attack(
        "floods-the-output-in-small-writes",
        "Two million lines, each a message of its own where nobody gathers them.",
        costs_itself(*ENDS, most=ALL),
        cell("import sys\nfor _ in range(2_000_000): sys.stdout.write('x\\n')"),
    ),
    Attack(
        "floods-every-kind-of-output",
        "Rich outputs of many kinds, 4 MB each, and updates and clearings between them.",
        costs_itself(*ENDS, most=ALL),
        cell(
            """
            from IPython.display import display, clear_output
            kinds = ('text/html', 'image/png', 'image/svg+xml', 'application/json', 'application/x', 'text/latex')
            for number in range(30):
                shown = display({kind: 'A' * 4_000_000 for kind in kinds}, raw=True, display_id=str(number))
                shown.update({'text/plain': 'B' * 4_000_000}, raw=True)
                clear_output(wait=bool(number % 2))
            """
        ),
    ),
    Attack(
        "raises-a-huge-message",
        "An exception whose text is 100 MB.",
        costs_itself(*ENDS, most=ALL),
        call("raise ValueError('x' * 100_000_000)"),
    ),
    Attack(
        "returns-a-huge-text",
        "What a failed check says came back is 50 MB long.",
        costs_itself(*ENDS, most=ALL),
        call("pass", then="return 'x' * 50_000_000"),
    ),
    Attack("loops-in-its-cell", "while True.", slow(), cell("while True: pass")),
    Attack("loops-in-a-check", "while True, in the function.", slow(), call("while True: pass")),
    Attack(
        "swallows-the-interrupt",
        "Catches what is raised to end it, for a minute.",
        slow(),
        cell(
            """
            import time
            until = time.monotonic() + 60
            while time.monotonic() < until:
                try:
                    time.sleep(1)
                except BaseException:
                    pass
            """
        ),
    ),
    Attack(
        "ignores-signals",
        "Switches off every signal that can be, then sleeps for a minute.",
        slow(),
        cell(
            """
            import signal, time
            for number in signal.valid_signals():
                try:
                    signal.signal(number, signal.SIG_IGN)
                except (OSError, ValueError):
                    pass
            time.sleep(60)
            """
        ),
    ),
    Attack("sleeps", "Sleeps for a minute: no time on the processor.", slow(), call("import time; time.sleep(60)")),
    Attack("raises-a-huge-power", "One step of C that cannot be interrupted.", slow(), call("9 ** 9 ** 9")),
    Attack(
        "bombs-with-a-pattern",
        "A regular expression that looks back for ever.",
        slow(),
        call("import re; re.match(r'(a+)+$', 'a' * 60 + 'b')"),
    ),
    Attack("asks-an-endless-iterator", "sum() over a generator without end.", slow(), call("sum(iter(int, 1))")),
    Attack(
        "joins-a-thread-that-does-not-end",
        "The cell waits for a thread, the thread for nobody.",
        slow(),
        cell(
            """
                import threading, time
                t = threading.Thread(target=time.sleep, args=(60,), daemon=True)
                t.start()
                t.join()
                """
        ),
    ),
    Attack(
        "waits-for-input",
        "A clumsy input(): there is nobody to answer.",
        costs_itself("graded"),
        call("input('how much? ')"),
    ),
    Attack(
        "spends-the-notebooks-time",
        "No cell is over its limit, all together are: ten added cells of three seconds each.",
        Expect(("graded", "timeout"), most=ALL),
        bend=lambda notebook: [last_cell(f"import time\ntime.sleep(3)  # {n}")(notebook) for n in range(10)],
    ),
]
