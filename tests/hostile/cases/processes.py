"""Outlive the grading, reach other processes, and reach the network.

What would hurt if a layer failed first looks whether it is in a process namespace of its own, and does nothing else.
"""

from attack import ALL, Attack, Expect, call, cell, clean, costs_itself, harmless

ALONE = """
import os
def alone():
    try: return os.readlink('/proc/self/ns/pid') != '@PIDNS@'
    except OSError: return False
"""
# A child bears its name where /proc shows it, and ends by itself.
MARK = """
import os, signal, time
def mark():
    try:
        with open('/proc/self/comm', 'w') as stream: stream.write('h-@RUN@')
    except OSError: pass
def linger():
    mark()
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT): signal.signal(number, signal.SIG_IGN)
    time.sleep(60)
    os._exit(0)
"""
ANY = ("graded", "tampered", "crashed")


def reaches(name, story, code, expect=None):
    """An attempt to connect: whether it came through is seen by what listens here, not by what it says."""
    return Attack(name, story, expect or harmless("tampered", seconds=20), cell("import socket\n" + clean(code)))


ATTACKS = [
    Attack(
        "leaves-a-child",
        "A fork that ignores signals and sleeps.",
        harmless("tampered"),
        cell(MARK + "if os.fork() == 0: linger()"),
    ),
    Attack(
        "leaves-a-daemon",
        "Forks twice, in a session of its own.",
        harmless("tampered"),
        cell(
            MARK
            + """
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0: linger()
    os._exit(0)
"""
        ),
    ),
    Attack(
        "leaves-a-daemon-from-a-check",
        "The same out of a check's snapshot.",
        harmless("tampered"),
        call(
            MARK
            + """
if os.fork() == 0:
    os.setsid()
    os.closerange(0, 256)
    if os.fork() == 0: linger()
    os._exit(0)
"""
        ),
    ),
    Attack(
        "leaves-an-interpreter",
        "A subprocess in a new session, with its mark on the command line.",
        harmless("tampered"),
        cell(
            """
                import subprocess, sys
                command = [sys.executable, '-S', '-c', 'import time; time.sleep(60)', 'h-@RUN@']
                subprocess.Popen(command, start_new_session=True)
                """
        ),
    ),
    Attack(
        "leaves-a-thread",
        "A thread that is no daemon: the process cannot end by itself.",
        harmless("tampered"),
        cell("import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()"),
    ),
    Attack(
        "leaves-a-stopped-child",
        "A child that has stopped itself.",
        harmless("tampered"),
        cell(
            MARK
            + """
if os.fork() == 0:
    mark()
    os.kill(os.getpid(), signal.SIGSTOP)
    os._exit(0)
"""
        ),
    ),
    Attack(
        "leaves-a-zombie-herd",
        "Two hundred children that nobody waits for.",
        costs_itself(*ANY, most=ALL, least=0),
        cell(
            """
                import os
                for _ in range(200):
                    try:
                        if os.fork() == 0: os._exit(0)
                    except OSError: break
                """
        ),
    ),
    Attack(
        "stops-itself",
        "SIGSTOP: the process neither ends nor goes on.",
        costs_itself("timeout", "graded", "crashed", most=ALL),
        call("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"),
    ),
    Attack(
        "kills-everything",
        "kill -9 -1.",
        Expect((*ANY, "timeout"), most=ALL),
        cell(
            ALONE
            + """
import signal
if alone():
    try: os.kill(-1, signal.SIGKILL)
    except OSError: pass
"""
        ),
    ),
    Attack(
        "kills-its-parent",
        "SIGKILL to what it was forked from, and to its group.",
        Expect((*ANY, "timeout"), most=ALL),
        cell(
            ALONE
            + """
import signal
if alone():
    for kill in (lambda: os.getppid() > 1 and os.kill(os.getppid(), 9), lambda: os.kill(1, 9)):
        try: kill()
        except OSError: pass
"""
        ),
    ),
    Attack(
        "kills-its-group",
        "SIGKILL to process group 0 from a check.",
        Expect((*ANY, "timeout"), least=0, most=ALL),
        call(ALONE + "if alone(): os.killpg(0, 9)"),
    ),
    Attack(
        "traces-its-parent",
        "ptrace, process_vm_readv and pidfd_getfd at the process above.",
        Expect(ANY, most=ALL, hides=("traced somebody else",)),
        cell(
            ALONE
            + """
import ctypes, os
try:
    library = ctypes.CDLL(None, use_errno=True)
    for pid in ({1, os.getppid()} if alone() else {0}) - {0, os.getpid()}:
        if library.ptrace(16, pid, 0, 0) == 0:
            library.ptrace(17, pid, 0, 0)
            print('traced ' + 'somebody else')
        library.syscall(310, pid, 0, 0, 0, 0, 0)
        library.syscall(438, pid, 0, 0)
except Exception as error: print(type(error).__name__)
"""
        ),
    ),
    Attack(
        "raises-its-rights",
        "New namespaces, another user, no limits, a root of its own.",
        harmless("tampered"),
        cell(
            """
            import os, resource
            def attempts():
                yield lambda: os.unshare(0x10000000) if hasattr(os, 'unshare') else None
                yield lambda: os.setns(1, 0) if hasattr(os, 'setns') else None
                yield lambda: os.chroot('.')
                yield lambda: os.setuid(4242)
                yield lambda: os.nice(-5)
                yield lambda: resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
                yield lambda: resource.setrlimit(resource.RLIMIT_NPROC, (-1, -1))
            for attempt in attempts():
                try: attempt()
                except (OSError, ValueError, AttributeError): pass
            """
        ),
    ),
    Attack(
        "lowers-its-limits",
        "Limits of zero for whoever comes behind it in the same process.",
        Expect((*ANY, "memory", "timeout"), least=0, most=ALL),
        cell(
            """
                import resource
                for kind in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
                    resource.setrlimit(kind, (0, 0))
                """
        ),
    ),
    reaches(
        "calls-the-graders-server",
        "A server on the loopback of the machine that grades.",
        """
            for host in ('127.0.0.1', 'localhost', '::1', '0.0.0.0'):
                try: socket.create_connection((host, @PORT@), 2).sendall(b'hostile')
                except OSError: pass
            """,
    ),
    reaches(
        "calls-out",
        "An address of the internet, by TCP and UDP: refused at once, not after a time.",
        """
            for host in ('1.1.1.1', '192.0.2.1', '2606:4700:4700::1111'):
                try: socket.create_connection((host, 53), 30).close()
                except OSError: pass
            try: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))
            except OSError: pass
            """,
    ),
    reaches("asks-for-a-name", "DNS.", "try: print(socket.getaddrinfo('hostile.invalid', 80))\nexcept OSError: pass"),
    reaches(
        "asks-for-a-page",
        "urllib and pandas, a file: address among them.",
        """
            import urllib.request
            for address in ('http://127.0.0.1:@PORT@/', 'http://192.0.2.1/', 'file://@SECRET@', 'ftp://192.0.2.1/x'):
                try: print(urllib.request.urlopen(address, timeout=5).read())
                except OSError: pass
            """,
    ),
    reaches(
        "calls-an-abstract-socket",
        "A name that has no file, so that no folder protects it.",
        "try:\n    one = socket.socket(socket.AF_UNIX)\n    one.connect(chr(0) + '@ABSTRACT@')\nexcept OSError: pass",
    ),
    reaches(
        "calls-a-socket-in-a-folder",
        "A server's socket file on the machine that grades; and the warm parent's.",
        """
            import glob
            for path in ('@SOCKET@', *glob.glob('/tmp/certbook-fork-*/fork.sock')):
                try:
                    one = socket.socket(socket.AF_UNIX)
                    one.settimeout(2)
                    one.connect(path)
                    print('reached ' + 'a socket in a folder')
                except OSError: pass
            """,
        harmless("tampered", hides=("reached a socket in a folder",)),
    ),
    reaches(
        "listens",
        "Binds the grader's port and every interface: its own loopback is its own.",
        """
            for place in (('127.0.0.1', @PORT@), ('', 0)):
                try: socket.create_server(place)
                except OSError: pass
            """,
    ),
    reaches(
        "opens-raw-sockets",
        "Packets, netlink, Bluetooth, virtual machines.",
        """
            import errno
            for family in (2, 10, 16, 17, 31, 38, 40):
                for kind in (1, 2, 3):
                    try:
                        one = socket.socket(family, kind)
                        one.settimeout(1)
                        one.close()
                    except (OSError, ValueError): pass
            """,
    ),
    reaches(
        "asks-which-ports-are-open",
        "/proc/net and a scan of the grader's port.",
        """
            port = format(@PORT@, '04X')
            for name in ('tcp', 'tcp6', 'unix'):
                try:
                    text = open('/proc/net/' + name).read()
                    if port in text or '@ABSTRACT@' in text: print('open ' + 'ports are in sight')
                except OSError: pass
            """,
        harmless("tampered", hides=("open ports are in sight",)),
    ),
    reaches(
        "asks-who-it-is-talking-to",
        "Peers of the inherited sockets, and messages to them with handles.",
        """
            import os
            for handle in range(3, 64):
                try:
                    one = socket.socket(fileno=os.dup(handle))
                    one.setblocking(False)
                    print(one.getpeername())
                    one.shutdown(0)
                except OSError: pass
            """,
        Expect((*ANY, "timeout"), least=0, most=ALL),
    ),
]
