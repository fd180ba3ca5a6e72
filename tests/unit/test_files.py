"""Files that are written whole, and locks between processes."""

import multiprocessing
import time

import pytest

from certbook import files
from certbook.files import locked, replace_whole


def test_a_file_is_replaced_and_nothing_lies_beside_it(tmp_path):
    place = tmp_path / "folder" / "file.txt"
    replace_whole(place, "first")
    replace_whole(place, b"second", durable=True)
    assert place.read_bytes() == b"second"
    assert list(place.parent.iterdir()) == [place]


def test_a_write_that_fails_leaves_the_old_file_alone(tmp_path, monkeypatch):
    place = tmp_path / "file.txt"
    replace_whole(place, "first")

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "pour", full)
    with pytest.raises(OSError, match="No space"):
        replace_whole(place, "second")
    assert place.read_text() == "first"
    assert list(tmp_path.iterdir()) == [place]


def _hold(path, held, let_go):
    with locked(path):
        held.set()
        let_go.wait(30)


@pytest.fixture
def holder(tmp_path):
    """Another process that holds a lock until it is told to let go, or killed."""
    spawn = multiprocessing.get_context("spawn")
    held, let_go = spawn.Event(), spawn.Event()
    process = spawn.Process(target=_hold, args=(tmp_path / "a.lock", held, let_go))
    process.start()
    assert held.wait(30)
    yield process, let_go
    process.kill()
    process.join()


def test_a_lock_that_another_process_holds_is_waited_for(tmp_path, holder):
    _, let_go = holder
    waits = []

    def waiting():
        waits.append(time.monotonic())
        if len(waits) == 3:
            let_go.set()

    with locked(tmp_path / "a.lock", waiting):
        assert len(waits) >= 3


def test_waiting_ends_with_what_is_raised_meanwhile(tmp_path, holder):
    def give_up():
        raise TimeoutError("long enough")

    with pytest.raises(TimeoutError, match="long enough"), locked(tmp_path / "a.lock", give_up):
        pytest.fail("the lock was held by another process")


def test_a_process_that_dies_lets_go(tmp_path, holder):
    process, _ = holder
    process.kill()
    process.join()
    with locked(tmp_path / "a.lock", lambda: pytest.fail("nobody holds it any more")):
        pass
