"""End or break the process that the checks run in."""

from attack import ALL, Attack, Expect, call, cell, costs_itself, harmless, in_vain

DIES = ("crashed",)
ANY = ("graded", "crashed", "tampered", "memory", "timeout")


def dies(*others, **more):
    return costs_itself(*DIES, *others, most=ALL, **more)


ATTACKS = [
    Attack("ends-with-success", "Says that all went well, by the exit code.", dies(), call("import os; os._exit(0)")),
    Attack("ends-in-its-cell", "The same, before any check.", dies(), cell("import os; os._exit(0)")),
    Attack(
        "kills-itself",
        "SIGKILL.",
        dies("graded"),
        call("import os, signal; os.kill(os.getpid(), signal.SIGKILL)"),
    ),
    Attack(
        "sends-itself-a-segmentation-fault",
        "SIGSEGV by kill.",
        dies("graded"),
        call("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"),
    ),
    Attack("reads-address-zero", "ctypes.", dies("tampered"), call("import ctypes; ctypes.string_at(0)")),
    Attack("asks-for-a-fault", "faulthandler.", dies(), call("import faulthandler; faulthandler._sigsegv()")),
    Attack("aborts", "SIGABRT by os.abort.", dies(), cell("import os; os.abort()")),
    Attack("exits", "sys.exit is no crash, and no pass.", in_vain(), call("import sys; sys.exit(0)")),
    Attack("quits", "quit(), a name that IPython knows.", Expect(ANY, least=0, most=ALL), cell("quit()")),
    Attack(
        "raises-systemexit-in-its-cell",
        "The rest is run.",
        harmless(),
        cell("try: raise SystemExit(0)\nexcept BaseException: pass"),
    ),
    Attack(
        "raises-keyboardinterrupt",
        "Looks like a time limit, is none.",
        in_vain("timeout"),
        call("raise KeyboardInterrupt"),
    ),
    Attack(
        "raises-what-cannot-be-shown",
        "A BaseException whose text, representation and name raise.",
        in_vain("crashed"),
        call(
            """
            class Broken(BaseException):
                def __str__(self): raise RuntimeError('no text')
                __repr__ = __str__
                @property
                def args(self): raise RuntimeError('no arguments')
            Broken.__name__ = ''
            raise Broken
            """
        ),
    ),
    Attack(
        "raises-an-endless-chain",
        "An exception that is its own cause, a thousand deep.",
        in_vain("crashed", "timeout"),
        call(
            """
            error = ValueError('0')
            for number in range(1000):
                try: raise ValueError(str(number)) from error
                except ValueError as next_one: error = next_one
            raise error
            """
        ),
    ),
    Attack(
        "returns-what-cannot-be-shown",
        "The check's message asks for its repr.",
        in_vain("crashed"),
        call(
            """
        class Broken:
            def __repr__(self): raise BaseException('no')
            def __eq__(self, other): raise BaseException('no')
        """,
            then="return Broken()",
        ),
    ),
    Attack(
        "returns-what-kills-when-shown",
        "The process ends while the message is made.",
        dies(),
        call("import os\nclass Bomb:\n    def __repr__(self): os._exit(0)", then="return Bomb()"),
    ),
    Attack(
        "closes-every-handle",
        "Sockets, pipes, streams: 3 to 255.",
        Expect(ANY, most=ALL),
        cell("import os\nos.closerange(3, 256)"),
    ),
    Attack(
        "closes-every-handle-in-a-check",
        "The same while a check runs.",
        Expect(ANY, least=0, most=ALL),
        call("import os\nos.closerange(0, 256)"),
    ),
    Attack(
        "becomes-another-program",
        "exec: the process goes on, and is no notebook any more.",
        dies("graded"),
        call("import os, sys\nos.execv(sys.executable, [sys.executable, '-c', 'print(1)'])"),
    ),
    Attack(
        "deletes-the-builtins",
        "Nothing is left to check with.",
        Expect(ANY, most=ALL),
        cell(
            """
                import builtins
                keep = ('__import__', 'sum')
                for name in list(vars(builtins)):
                    if name not in keep: delattr(builtins, name)
                """
        ),
    ),
    Attack(
        "empties-sys-modules",
        "Every import begins anew.",
        Expect(ANY, most=ALL),
        cell("import sys\nsys.modules.clear()"),
    ),
    Attack(
        "breaks-the-streams",
        "print has nowhere to go.",
        Expect(ANY, most=ALL),
        cell("import sys\nsys.stdout = sys.stderr = sys.__stdout__ = None"),
    ),
    Attack(
        "deletes-its-folder",
        "The working folder is gone; looks first whether it is a temporary one.",
        Expect(ANY, most=ALL),
        cell(
            """
            import os, shutil
            here = os.getcwd()
            if here.startswith('@TMP@/certbook-'): shutil.rmtree(here, ignore_errors=True)
            """
        ),
    ),
    Attack(
        "dies-later-from-a-thread",
        "Ends the process from a thread while a check runs.",
        Expect(ANY, most=ALL),
        cell("import os, threading\nthreading.Timer(0.3, os._exit, (0,)).start()"),
    ),
    Attack(
        "sets-an-alarm",
        "A signal that comes later ends the process.",
        Expect(ANY, most=ALL),
        cell("import signal\nsignal.signal(signal.SIGALRM, signal.SIG_DFL)\nsignal.setitimer(signal.ITIMER_REAL, 0.3)"),
    ),
]
