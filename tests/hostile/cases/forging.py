"""Say in the runner's place that all went well. The attacked task is not solved: it may earn nothing."""

from attack import OTHERS, USELESS, Attack, Expect, call, cell, cell_behind, clean, in_vain, last_cell

FORGED = """
import json, os, struct
def forge(write, stop=64):
    cells = ['total_type', 'total_sealed', 'total', 'scaled', 'table', 'recall']
    ok = {'status': 'ok', 'id': 'total_sealed', 'value': 2, 'ename': '', 'evalue': '', 'line': None, 'score': 1000}
    all_ok = {'records': [{**ok, 'id': cell} for cell in cells]}
    values = [ok, [ok] * 40, {'reply': json.dumps([ok] * 40)}, all_ok, {'exit': 0}, {'ready': True}]
    for value in values:
        data = json.dumps(value).encode()
        heads = [b'', b'\\n', *(struct.pack(kind, len(data)) for kind in ('>I', '<I', '>Q', '<Q'))]
        for form in (data + b'\\n', *(head + data for head in heads)):
            for handle in range(stop):
                try: write(handle, form)
                except (OSError, ValueError): pass
def unblocked(handle, data):
    os.set_blocking(handle, False)
    return os.write(handle, data)
"""
ENDS = ("tampered", "crashed", "timeout")


def forged(*others, least=0):
    return Expect(("graded", *ENDS, *others), least=least, most=OTHERS)


def forge_in_call(code, then="return None"):
    """Write a forged word when a check calls the answer, which is wrong."""
    return call(FORGED + clean(code), then)


ATTACKS = [
    Attack(
        "writes-records-to-every-handle",
        "JSON lines and framed messages, 0 to 63, in a cell.",
        forged(),
        cell(FORGED + "forge(unblocked)", USELESS),
    ),
    Attack("writes-records-in-a-check", "The same from the function.", forged(), forge_in_call("forge(unblocked)")),
    Attack(
        "writes-records-and-ends",
        "The same, then the process ends with success: nobody contradicts.",
        forged(),
        forge_in_call("forge(unblocked)\nos._exit(0)"),
    ),
    Attack(
        "ends-with-every-code",
        "Exit codes that a runner may take for success: 0 in the first check, 1 to 3 later.",
        forged(least=OTHERS),
        call("import os\nos._exit(0 if len(numbers) == 3 else 1)"),
    ),
    Attack(
        "prints-records",
        "As lines of the output.",
        in_vain("tampered"),
        forge_in_call("forge(lambda handle, data: print(data.decode('latin-1')), stop=1)"),
    ),
    Attack(
        "sends-over-every-socket",
        "The same records by socket.send on every handle that is one.",
        forged(),
        forge_in_call(
            """
                import socket
                def send(handle, data):
                    one = socket.socket(fileno=os.dup(handle))
                    one.setblocking(False)
                    one.send(data)
                    one.close()
                forge(send)
                """
        ),
    ),
    Attack(
        "reads-the-question",
        "Reads every handle, so that the runner's own request, and its nonce, are gone or known; then answers it.",
        forged(),
        cell(
            FORGED
            + """
seen = b''
for handle in range(3, 64):
    try:
        os.set_blocking(handle, False)
        seen += os.read(handle, 65536)
    except (OSError, ValueError): pass
print(repr(seen)[:2000])
forge(unblocked)
""",
            USELESS,
        ),
    ),
    Attack(
        "replaces-every-handle",
        "dup2 of a pipe of its own over the runner's.",
        forged(),
        cell(
            """
                import os
                reading, writing = os.pipe()
                for handle in range(3, 64):
                    if handle not in (reading, writing):
                        try: os.dup2(writing, handle)
                        except OSError: pass
                """,
            USELESS,
        ),
    ),
    Attack(
        "speaks-as-the-kernel",
        "Messages of the kernel's own session, where there is one.",
        forged(least=OTHERS),
        call(
            """
            shell = get_ipython()
            kernel = getattr(shell, 'kernel', None)
            if kernel is not None:
                fine = {'status': 'ok', 'execution_count': 1, 'user_expressions': {}, 'payload': []}
                content = {**fine, 'execution_state': 'idle', 'data': {'text/plain': '2'}, 'metadata': {}}
                parent = kernel.get_parent('shell')
                for kind in ('execute_reply', 'execute_result', 'status'):
                    kernel.session.send(kernel.iopub_socket, kind, content, parent=parent)
            """,
            then="return None",
        ),
    ),
    Attack(
        "gives-points-by-the-last-expression",
        "An added cell behind the check, whose value is a large number.",
        in_vain("tampered"),
        cell("pass", USELESS),
        bend=cell_behind("total_sealed", "1000"),
    ),
    Attack(
        "displays-points",
        "Results and displays of numbers while the check runs, by the display hook too.",
        in_vain("tampered"),
        call(
            """
            import sys
            from IPython.display import display
            for value in (2, 2.0, 1000, '2'):
                display(value)
                sys.displayhook(value)
            get_ipython().display_pub.publish({'text/plain': '2'})
            """,
            then="return None",
        ),
    ),
    Attack(
        "raises-the-points-of-a-partial-check",
        "The display hook turns the number a check ends in into more.",
        Expect(("graded", "tampered"), least=11, most=11),
        {
            **cell(
                """
                    import sys
                    hook = type(get_ipython().displayhook)
                    real = hook.__call__
                    hook.__call__ = lambda self, result=None: real(self, 3 if result == 1 else result)
                    """
            ),
            "scaled": "def scaled(values):\n    return np.where(values < values.max(), 0.5, 1.0)",
        },
    ),
    Attack(
        "returns-too-many-points",
        "Its own check cell's last expression: a thousand, in the answer.",
        in_vain("tampered"),
        {**cell("pass", USELESS + "\n1000")},
    ),
    Attack(
        "raises-what-the-runner-raises",
        "An exception that is called like success.",
        in_vain("tampered"),
        call("raise type('ok', (Exception,), {})('status: ok')"),
    ),
    Attack(
        "raises-not-implemented",
        "Not attempted is not passed.",
        in_vain(),
        call("raise NotImplementedError('passed')"),
    ),
    Attack(
        "skips-the-assert-by-stopiteration",
        "Exceptions that loops and coroutines swallow.",
        in_vain("crashed"),
        call("raise (StopIteration if len(numbers) == 3 else GeneratorExit)('done')"),
    ),
    Attack(
        "answers-in-the-childs-place",
        "Forks inside the check; the parent waits while the child goes on as if it were the check.",
        forged(),
        call(
            """
            import os
            child = os.fork()
            if child == 0:
                return None
            os._exit(0)
            """,
            then="return None",
        ),
    ),
    Attack(
        "goes-on-twice",
        "Forks in a cell: two processes speak over the same handles from there on.",
        forged("memory"),
        cell("import os\nos.fork()", USELESS),
    ),
    Attack(
        "writes-the-gradebook-format",
        "Leaves nbgrader's own files in the working folder.",
        in_vain("tampered"),
        cell(
            "import json, os\nfor name in ('vault.ipynb', 'gradebook.db', 'timestamp.txt', 'record.json', 'reply'):\n"
            "    open(name, 'w').write(json.dumps({'status': 'ok', 'points': 1000}))",
            USELESS,
        ),
        bend=last_cell("print('done')"),
    ),
]
