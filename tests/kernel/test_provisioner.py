"""Warm kernels behave as the standard kernel does: the same cases over all three kernelspecs."""

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager

from certbook.kernels.client import CAN_FORK
from certbook.kernels.provisioner import warm_server

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


@pytest.fixture(params=["python3", WARM, GRADER])
def spec(request):
    return request.param


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


def test_everything_goes_away_with_its_owner(tmp_path):
    script = textwrap.dedent(
        """
        import sys, time
        from jupyter_client.manager import KernelManager
        manager = KernelManager(kernel_name=sys.argv[1])
        manager.start_kernel()
        print(manager.provisioner.pid, flush=True)
        time.sleep(60)
        """
    )
    for name in (WARM, GRADER):
        owner = subprocess.Popen(
            [sys.executable, "-c", script, name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        pid = int(owner.stdout.readline())
        assert Path(f"/proc/{pid}").exists()
        owner.send_signal(signal.SIGKILL)
        owner.wait()
        until = time.monotonic() + 20
        while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
            time.sleep(0.1)
        assert not Path(f"/proc/{pid}").exists()
        owner.stdout.close()


def test_papermill_takes_a_warm_kernel_by_name(tmp_path):
    import nbformat
    import papermill

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = 2\nx * 21")])
    nbformat.write(notebook, tmp_path / "in.ipynb")
    done = papermill.execute_notebook(
        tmp_path / "in.ipynb", tmp_path / "out.ipynb", kernel_name=GRADER, progress_bar=False
    )
    assert done.cells[0].outputs[0].data["text/plain"] == "42"
