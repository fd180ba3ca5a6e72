"""A server that is ended leaves no thread behind that Python would wait for."""

import asyncio
import threading

import anyio.to_thread

from certbook.learner.jupyter import end_file_workers


def workers():
    return {thread for thread in threading.enumerate() if thread.name == "AnyIO worker thread"}


def stop_with_a_request_under_way():
    loop = asyncio.new_event_loop()

    async def request():
        await anyio.to_thread.run_sync(lambda: None)
        loop.stop()
        await asyncio.Event().wait()

    loop.create_task(request())  # noqa: RUF006  # never done: that is the point
    loop.run_forever()


def test_a_file_worker_whose_request_never_ended_is_ended():
    before = workers()
    # In a thread: the browser's tests leave a loop running in this one.
    server = threading.Thread(target=stop_with_a_request_under_way)
    server.start()
    server.join(timeout=30)
    (worker,) = workers() - before
    end_file_workers()
    worker.join(timeout=30)
    assert not worker.is_alive()
