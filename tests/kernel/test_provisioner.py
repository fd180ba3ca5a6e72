"""Warm kernels behave as the standard kernel does: the same cases over all three kernelspecs."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from classroom import ASSIGNMENT, make_classroom
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager
from lab_server import running_lab
from traitlets.config import Config

from certbook.kernels import provisioner
from certbook.kernels.client import CAN_FORK
from certbook.kernels.provisioner import drop_spares, warm_server

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(not CAN_FORK, reason="this system cannot fork a warm process"),
]
WARM, GRADER = "certbook", "certbook-grader"


@contextlib.contextmanager
def kernel(name, **kwargs):
    manager = KernelManager(kernel_name=name)
    # ipykernel watches no file descriptors where it sees pytest, and draws nowhere where a backend is set.
    kwargs.setdefault("env", {k: v for k, v in os.environ.items() if k not in ("PYTEST_CURRENT_TEST", "MPLBACKEND")})
    manager.start_kernel(stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **kwargs)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def run(client, source, **kwargs):
    """Run a cell; return the reply's content and the contents of its outputs by kind."""
    said = []
    reply = client.execute_interactive(source, timeout=60, output_hook=said.append, **kwargs)
    return reply["content"], [(message["msg_type"], message["content"]) for message in said]


def printed(client, source):
    content, said = run(client, source)
    assert content["status"] == "ok", content
    return "".join(body["text"] for kind, body in said if kind == "stream")


def eventually(condition, seconds=20):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)
    return condition()


@pytest.fixture(params=["python3", WARM, GRADER])
def spec(request):
    return request.param


@pytest.fixture(scope="module", params=["python3", WARM, GRADER])
def shared(request):
    """Return a client of a kernel that many cases use: those that leave it as it was."""
    with kernel(request.param) as (_, client):
        yield client


def test_computes_and_keeps_its_state(spec):
    with kernel(spec) as (_, client):
        run(client, "x = 20")
        _, said = run(client, "x + 1")
        assert [body["data"]["text/plain"] for kind, body in said if kind == "execute_result"] == ["21"]


def test_error_is_told_with_its_name(spec):
    with kernel(spec) as (_, client):
        content, _ = run(client, "1 / 0")
        assert (content["status"], content["ename"]) == ("error", "ZeroDivisionError")


def test_interrupt_ends_the_cell_and_not_the_kernel(spec):
    with kernel(spec) as (manager, client):
        request = client.execute("import time\nwhile True: time.sleep(0.05)")
        time.sleep(0.5)
        manager.interrupt_kernel()
        reply = client.get_shell_msg(timeout=20)
        assert reply["parent_header"]["msg_id"] == request
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        time.sleep(1)  # requests that follow an error at once are aborted, by every kernel
        assert printed(client, "print('still here')") == "still here\n"


def test_restart_forgets_everything_and_works(spec):
    with kernel(spec) as (manager, client):
        run(client, "x = 1")
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=60)
        assert run(client, "x")[0]["ename"] == "NameError"


def test_kernel_that_ends_itself_is_seen_to_be_dead(spec):
    with kernel(spec) as (manager, client):
        client.execute("import os; os._exit(3)")
        until = time.monotonic() + 20
        while manager.is_alive() and time.monotonic() < until:
            time.sleep(0.1)
        assert not manager.is_alive()


def test_shutdown_request_ends_it(spec):
    with kernel(spec) as (manager, client):
        client.shutdown()
        until = time.monotonic() + 20
        while manager.is_alive() and time.monotonic() < until:
            time.sleep(0.1)
        assert not manager.is_alive()


def test_input_is_asked_for_and_answered(spec):
    with kernel(spec) as (_, client):
        content, said = run(
            client, "print(input('name? '))", allow_stdin=True, stdin_hook=lambda _: client.input("Ada")
        )
        assert content["status"] == "ok"
        assert ("stream", {"name": "stdout", "text": "Ada\n"}) in said


def test_figures_come_as_images(spec):
    with kernel(spec) as (_, client):
        _, said = run(client, "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show()")
        assert any("image/png" in body["data"] for kind, body in said if kind == "display_data")


def test_output_of_a_subprocess_is_shown(spec):
    with kernel(spec) as (_, client):
        code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(6 * 7)'])"
        content, said = run(client, code + "; import time; time.sleep(0.5)")
        assert content["status"] == "ok"
        assert "42" in "".join(body["text"] for kind, body in said if kind == "stream")


def test_a_burst_of_prints_comes_whole_and_in_order(shared):
    text = printed(shared, "for n in range(2000): print(n)")
    assert text.split() == [str(n) for n in range(2000)]


def test_standard_error_is_told_apart(shared):
    _, said = run(shared, "import sys; print('no', file=sys.stderr)")
    assert ("stream", {"name": "stderr", "text": "no\n"}) in said


def test_output_below_python_is_shown(shared):
    code = "import os, time; os.write(1, b'low'); time.sleep(0.5)"
    assert "low" in printed(shared, code)


def test_display_is_updated_in_place(shared):
    code = "from IPython.display import HTML, display\nh = display(HTML('<b>1</b>'), display_id=True)\nh.update(2)"
    _, said = run(shared, code)
    kinds = [kind for kind, _ in said if kind != "status"]
    assert kinds[-2:] == ["display_data", "update_display_data"]
    assert said[[kind for kind, _ in said].index("display_data")][1]["data"]["text/html"] == "<b>1</b>"


def test_frame_is_shown_as_html(shared):
    _, said = run(shared, "import pandas; pandas.DataFrame({'a': [1]})")
    assert any("text/html" in body["data"] for kind, body in said if kind == "execute_result")


def test_cell_may_await(shared):
    assert printed(shared, "import asyncio; await asyncio.sleep(0); print('awaited')") == "awaited\n"


def test_expressions_of_a_request_are_evaluated(shared):
    content, _ = run(shared, "y = 6", user_expressions={"product": "y * 7"})
    assert content["user_expressions"]["product"]["data"]["text/plain"] == "42"


def test_completion_inspection_and_completeness_are_answered(shared):
    names = shared.complete("import collections; collections.Count", 37, reply=True, timeout=30)["content"]["matches"]
    assert any("Counter" in name for name in names)
    assert shared.inspect("len", 3, reply=True, timeout=30)["content"]["found"]
    shared.is_complete("for x in y:")
    assert shared.get_shell_msg(timeout=30)["content"]["status"] == "incomplete"


def test_kernel_tells_of_itself(shared):
    content = shared.kernel_info(reply=True, timeout=30)["content"]
    assert content["language_info"]["version"] == sys.version.split()[0]
    assert content["implementation"] == "ipython"


def test_input_that_nobody_can_give_is_an_error(shared):
    assert run(shared, "input()", allow_stdin=False)[0]["ename"] == "StdinNotImplementedError"


def test_interrupt_ends_a_wait_for_input():
    with kernel(WARM) as (manager, client):
        request = client.execute("input()", allow_stdin=True)
        assert client.get_stdin_msg(timeout=20)["msg_type"] == "input_request"
        manager.interrupt_kernel()
        reply = client.get_shell_msg(timeout=20)
        assert (reply["parent_header"]["msg_id"], reply["content"]["ename"]) == (request, "KeyboardInterrupt")


def test_interrupt_reaches_what_the_cell_started(spec):
    with kernel(spec) as (manager, client):
        client.execute(
            "import subprocess, sys\n"
            "print('begun'); subprocess.run([sys.executable, '-c', 'import time; time.sleep(100)'])"
        )
        while client.get_iopub_msg(timeout=20)["msg_type"] != "stream":
            pass
        time.sleep(0.5)
        manager.interrupt_kernel()
        assert client.get_shell_msg(timeout=20)["content"]["ename"] == "KeyboardInterrupt"


def test_restart_on_request_forgets_everything_and_works(spec):
    with kernel(spec) as (manager, client):
        run(client, "x = 1")
        manager.restart_kernel(now=False)
        client.wait_for_ready(timeout=60)
        assert run(client, "x")[0]["ename"] == "NameError"


def test_killed_from_outside_it_is_seen_to_be_dead_and_can_be_restarted(spec):
    with kernel(spec) as (manager, client):
        os.kill(manager.provisioner.pid, signal.SIGKILL)
        assert eventually(lambda: not manager.is_alive())
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=60)
        assert printed(client, "print('back')") == "back\n"


def test_two_clients_see_one_kernel(spec):
    with kernel(spec) as (manager, first):
        second = manager.blocking_client()
        second.start_channels()
        try:
            second.wait_for_ready(timeout=60)
            run(first, "x = 5")
            assert printed(second, "print(x)") == "5\n"
        finally:
            second.stop_channels()


def asked_of_the_debugger(client, command, **arguments):
    content = {"type": "request", "seq": 1, "command": command, "arguments": arguments}
    message = client.session.msg("debug_request", content)
    client.control_channel.send(message)
    while True:
        reply = client.get_control_msg(timeout=30)
        if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
            return reply["content"]


@pytest.mark.parametrize("name", ["python3", WARM])  # the grader's kernelspec offers no debugger
def test_debugger_stops_at_a_breakpoint(name):
    code = "def double(x):\n    y = 2 * x\n    return y\nprint(double(21))"
    with kernel(name) as (_, client):
        assert asked_of_the_debugger(client, "initialize", clientID="test", adapterID="")["success"]
        assert asked_of_the_debugger(client, "attach")["success"]
        path = asked_of_the_debugger(client, "dumpCell", code=code)["body"]["sourcePath"]
        line = {"breakpoints": [{"line": 2}], "source": {"path": path}, "sourceModified": False}
        assert asked_of_the_debugger(client, "setBreakpoints", **line)["body"]["breakpoints"][0]["verified"]
        assert asked_of_the_debugger(client, "configurationDone")["success"]
        request = client.execute(code)
        until = time.monotonic() + 30
        stopped = False
        while not stopped and time.monotonic() < until:
            message = client.get_iopub_msg(timeout=30)
            stopped = message["msg_type"] == "debug_event" and message["content"]["event"] == "stopped"
        assert stopped
        asked_of_the_debugger(client, "continue", threadId=message["content"]["body"]["threadId"])
        reply = client.get_shell_msg(timeout=30)
        assert (reply["parent_header"]["msg_id"], reply["content"]["status"]) == (request, "ok")


def test_two_kernels_draw_different_random_numbers():
    draws = set()
    for _ in range(2):
        with kernel(WARM) as (_manager, client):
            draws.add(printed(client, "import numpy, random\nprint(numpy.random.rand(), random.random())"))
    assert len(draws) == 2


def test_folder_and_environment_are_those_that_were_asked_for(tmp_path):
    with kernel(WARM, cwd=str(tmp_path), env={**os.environ, "MINE": "7"}) as (_, client):
        assert printed(client, "import os; print(os.getcwd(), os.environ['MINE'])") == f"{tmp_path} 7\n"


def test_preloaded_modules_are_there_at_once():
    with kernel(WARM) as (_, client):
        assert printed(client, "import sys; print('sklearn.linear_model' in sys.modules)") == "True\n"


def test_server_that_died_is_started_again():
    first = warm_server(["json"])
    first._process.kill()
    first._process.wait()
    second = warm_server(["json"])
    assert second is not first
    assert second.alive
    assert warm_server(["json"]) is second


def below(pid):
    """Return the ids of all processes that descend from one."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def running(pids):
    found = set()
    for pid in pids:
        with contextlib.suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                found.add(pid)
    return found


@pytest.mark.parametrize("name", [WARM, GRADER])
def test_everything_goes_away_with_its_owner(name):
    script = textwrap.dedent(
        """
        import sys, time
        from jupyter_client.manager import KernelManager
        from certbook.kernels.provisioner import _servers, _spares
        manager = KernelManager(kernel_name=sys.argv[1])
        manager.start_kernel()
        while not _spares.pids():
            time.sleep(0.05)
        print(*(server._folder.name for server in _servers.values()), flush=True)
        time.sleep(60)
        """
    )
    owner = subprocess.Popen(
        [sys.executable, "-c", script, name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    folder = Path(owner.stdout.readline().strip())
    assert folder.is_dir()
    pids = below(owner.pid)
    assert len(running(pids)) >= 5  # the parent, and a supervisor and a worker each for the kernel and the spare
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    owner.stdout.close()
    assert eventually(lambda: not running(pids) and not folder.exists())


def standing():
    """Wait for a spare; return its process id."""
    assert eventually(provisioner._spares.pids)
    (pid,) = provisioner._spares.pids()
    return pid


@pytest.fixture
def no_spares():
    """Let no spare stand before or after a test, nor come from a test before."""
    assert eventually(lambda: not provisioner._spares._coming)
    drop_spares()
    yield
    assert eventually(lambda: not provisioner._spares._coming)
    drop_spares()


@pytest.mark.parametrize("name", [WARM, GRADER])
@pytest.mark.usefixtures("no_spares")
def test_spare_stands_by_and_becomes_the_next_kernel(name, tmp_path):
    with kernel(name):
        spare = standing()
        with kernel(name, cwd=str(tmp_path), env={**os.environ, "TZ": "Asia/Tokyo"}) as (manager, client):
            assert manager.provisioner.pid == spare
            assert printed(client, "import os; print(os.environ['TZ'])") == "Asia/Tokyo\n"
            assert standing() != spare  # the next one


@pytest.mark.usefixtures("no_spares")
def test_spare_that_is_isolated_is_so_in_every_thread():
    code = (
        "import os\n"
        "for task in os.listdir('/proc/self/task'):\n"
        "    lines = dict(l.split(':', 1) for l in open(f'/proc/self/task/{task}/status') if ':' in l)\n"
        "    print(lines['Seccomp'].strip(), int(lines['CapEff'], 16))"
    )
    with kernel(GRADER):
        spare = standing()
        with kernel(GRADER) as (manager, client):
            assert manager.provisioner.pid == spare
            lines = printed(client, code).splitlines()
            assert len(lines) > 3
            assert set(lines) == {"2 0"}
            assert run(client, "open('/etc/passwd')")[0]["ename"] == "PermissionError"


@pytest.mark.usefixtures("no_spares")
def test_spare_serves_one_of_two_that_ask_at_once():
    with kernel(WARM):
        spare = standing()
        with kernel(WARM) as (second, _), kernel(WARM) as (third, _):
            pids = {second.provisioner.pid, third.provisioner.pid}
            assert len(pids) == 2
            assert spare in pids


@pytest.mark.usefixtures("no_spares")
def test_spare_that_died_costs_nothing_and_is_renewed():
    with kernel(WARM):
        spare = standing()
        os.kill(spare, signal.SIGKILL)
        assert eventually(lambda: not running({spare}))
        with kernel(WARM) as (_, client):
            assert printed(client, "print(1)") == "1\n"
            assert eventually(lambda: provisioner._spares.pids() not in ([], [spare]))


@pytest.mark.usefixtures("no_spares")
def test_spare_dies_with_its_parent():
    with kernel(WARM) as (manager, _):
        spare = standing()
        server = warm_server(provisioner._modules(manager.provisioner.preload))
        server._process.kill()
        server._process.wait()
        warm_server(server.modules)
        assert eventually(lambda: not running({spare}))


@pytest.mark.usefixtures("no_spares")
def test_no_spare_where_the_configuration_wants_none():
    manager = KernelManager(kernel_name=WARM, config=Config(WarmProvisioner={"spare": False}))
    manager.start_kernel(stderr=subprocess.DEVNULL)
    try:
        time.sleep(1.5)
        assert provisioner._spares.pids() == []
    finally:
        manager.shutdown_kernel(now=True)


def test_parent_is_another_one_when_packages_change(monkeypatch):
    first = warm_server(["json"])
    monkeypatch.setattr(provisioner, "_fingerprint", lambda: "something was installed")
    second = warm_server(["json"])
    assert second is not first
    assert not first.alive


def test_library_that_is_broken_does_not_keep_the_parent_from_starting(tmp_path, monkeypatch):
    (tmp_path / "broken_library.py").write_text("raise RuntimeError('no')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert warm_server(["broken_library", "json"]).alive


@pytest.mark.parametrize("name", [WARM, GRADER])
def test_jupyterlab_offers_it_runs_it_in_the_desk_and_restarts_it(name, tmp_path, monkeypatch):
    course = make_classroom(tmp_path / "course")
    monkeypatch.setenv("CERTBOOK_CONTENT", str(course.root))
    desk = course.root / "workspace"
    with running_lab(desk) as server:
        assert name in asked(server, "/api/kernelspecs")["kernelspecs"]
        started = asked(server, "/api/kernels", {"name": name, "path": ASSIGNMENT})
        client = BlockingKernelClient(
            connection_file=str(Path(os.environ["JUPYTER_RUNTIME_DIR"]) / f"kernel-{started['id']}.json")
        )
        client.load_connection_file()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=60)
            folder, pid = printed(client, "import os; print(os.getcwd(), os.getpid())").split()
            assert (folder == str(desk / ASSIGNMENT)) is (name == WARM)  # an isolated one has a folder of its own
            asked(server, f"/api/kernels/{started['id']}/interrupt", {})
            asked(server, f"/api/kernels/{started['id']}/restart", {})
            client.wait_for_ready(timeout=60)
            assert run(client, "folder")[0]["ename"] == "NameError"
            if name == WARM:
                os.kill(int(printed(client, "import os; print(os.getpid())")), signal.SIGKILL)
                assert eventually(lambda: answers(client), 60)  # the server restarts it by itself
                assert printed(client, "import os; print(os.getpid())").strip() != pid
        finally:
            client.stop_channels()


def answers(client):
    with contextlib.suppress(RuntimeError):  # dead, as far as its heart can be heard
        client.wait_for_ready(timeout=5)
        return True
    return False


def asked(server, path, data=None):
    body = None if data is None else json.dumps(data).encode()
    request = Request(f"{server.base}{path}", body, {"Authorization": f"token {server.token}"})
    with urlopen(request, timeout=60) as answer:
        return json.loads(answer.read() or "null")


def test_papermill_takes_a_warm_kernel_by_name(tmp_path):
    import nbformat
    import papermill

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = 2\nx * 21")])
    nbformat.write(notebook, tmp_path / "in.ipynb")
    done = papermill.execute_notebook(
        tmp_path / "in.ipynb", tmp_path / "out.ipynb", kernel_name=GRADER, progress_bar=False
    )
    assert done.cells[0].outputs[0].data["text/plain"] == "42"
