"""An isolated kernel reads its folder and Python, writes its folder, reaches nobody, and leaves nothing."""

import os
import subprocess
import time
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager

import certbook
from certbook.kernels.client import CAN_FORK

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(not CAN_FORK, reason="this system cannot isolate kernels"),
]


@pytest.fixture(scope="module")
def client():
    os.environ["CERTBOOK_TEST_SECRET"] = "known to the owner alone"
    manager = KernelManager(kernel_name="certbook-grader")
    manager.start_kernel(stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    del os.environ["CERTBOOK_TEST_SECRET"]


def outcome(client, source):
    """Return the name of the error that a cell raises, or what it prints."""
    said = []
    content = client.execute_interactive(source, timeout=60, output_hook=said.append)["content"]
    if content["status"] == "error":
        return content["ename"]
    return "".join(m["content"]["text"] for m in said if m["msg_type"] == "stream").strip()


CLONE = Path(certbook.__file__).parents[1]
REFUSED = {
    "read the password file": ("open('/etc/passwd').read()", "PermissionError"),
    "list the root": ("import os; os.listdir('/')", "PermissionError"),
    "list the homes": ("import os; os.listdir('/home')", "PermissionError"),
    "read the modules' text": (f"open({str(CLONE / 'modules/misconceptions.yml')!r}).read()", "PermissionError"),
    "read the source labs": (f"import os; os.listdir({str(CLONE / 'source')!r})", "PermissionError"),
    "read the tests": (f"open({str(Path(__file__))!r}).read()", "PermissionError"),
    "write into Python": ("import os; open(os.__file__, 'a')", "OSError"),
    "write into the package": (f"open({certbook.__file__!r}, 'a')", "OSError"),
    "write into /tmp": ("open('/tmp/certbook-escaped', 'w')", "OSError"),
    "change rights": ("import os; os.chmod('/tmp', 0o1777)", "OSError"),
    "change times": ("import os; os.utime(os.__file__)", "OSError"),
    "link out of the folder": ("import os; os.symlink('/etc/passwd', 'l'); open('l').read()", "PermissionError"),
    "hard-link a file in": ("import os; os.link(os.__file__, 'os.py')", "OSError"),
    "reach the network": ("import socket; socket.create_connection(('192.0.2.1', 80), 2)", "OSError"),
    "run a shell": ("import subprocess; subprocess.run(['/bin/sh', '-c', 'id'])", "PermissionError"),
    "trace a process": (
        "import ctypes; l = ctypes.CDLL(None, use_errno=True); print(l.ptrace(16, 1, 0, 0), ctypes.get_errno())",
        "-1 1",
    ),
    "mount something": (
        "l = ctypes.CDLL(None, use_errno=True); print(l.mount(b'x', b'/tmp', b'tmpfs', 0, None), ctypes.get_errno())",
        "-1 1",
    ),
    "make a user namespace": (
        "l = ctypes.CDLL(None, use_errno=True); print(l.unshare(0x10000000), ctypes.get_errno())",
        "-1 1",
    ),
    "become somebody": ("import os; os.setuid(4242)", "OSError"),
    "see other processes": ("print([p for p in os.listdir('/proc') if p.isdigit() and int(p) > 9])", "[]"),
    "signal the parent": ("print(os.getppid())", "0"),
    "raise its own limits": (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
        "ValueError",
    ),
    "take all memory": ("x = bytearray(16 * 1024 ** 3)", "MemoryError"),
    "write a huge file": ("with open('big', 'wb') as f: f.write(b'0' * (300 * 1024 ** 2))", "OSError"),
    "find the owner's environment": ("print(os.environ.get('CERTBOOK_TEST_SECRET'))", "None"),
    "find a home": ("print(os.path.expanduser('~') == os.getcwd())", "True"),
}
ALLOWED = {
    "write its own folder": ("open('mine.txt', 'w').write('x'); print(open('mine.txt').read())", "x"),
    "use a temporary file": ("import tempfile; print(tempfile.mkstemp()[1].startswith(os.getcwd()))", "True"),
    "import a library that is not preloaded": ("import sklearn.tree; print('ok')", "ok"),
    "read data inside a package": (
        "from sklearn.datasets import load_iris; print(load_iris().data.shape)",
        "(150, 4)",
    ),
    "talk to itself over its loopback": (
        "import socket; s = socket.create_server(('127.0.0.1', 0)); "
        "c = socket.create_connection(s.getsockname()); print('ok')",
        "ok",
    ),
    "run Python in a subprocess": (
        "import subprocess, sys; print(subprocess.run([sys.executable, '-c', 'print(1)'], capture_output=True).stdout)",
        "b'1\\n'",
    ),
    "use threads": (
        "import concurrent.futures as f; print(sum(f.ThreadPoolExecutor(4).map(int, '1234')))",
        "10",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_kernel_cannot(name, client):
    source, wanted = REFUSED[name]
    assert outcome(client, "import os, ctypes\n" + source) == wanted


@pytest.mark.parametrize("name", ALLOWED)
def test_kernel_can(name, client):
    source, wanted = ALLOWED[name]
    assert outcome(client, "import os\n" + source) == wanted


def test_nothing_survives_the_kernel(tmp_path):
    manager = KernelManager(kernel_name="certbook-grader")
    manager.start_kernel(stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    marker = f"certbook-orphan-{os.getpid()}"
    orphan = f"import sys, time\nmarker = {marker!r}\ntime.sleep(120)"
    code = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {orphan!r}], start_new_session=True)"
    client.execute_interactive(code, timeout=30)
    folder = Path(manager.provisioner._folder.name)
    assert processes_with(marker)
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    until = time.monotonic() + 10
    while processes_with(marker) and time.monotonic() < until:
        time.sleep(0.1)
    assert not processes_with(marker)
    assert not folder.exists()


def processes_with(marker):
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if marker.encode() in path.read_bytes() and path.parent.name != str(os.getpid()):
                found.append(path.parent.name)
        except OSError:
            continue
    return found
