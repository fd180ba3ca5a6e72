"""A server that is ended leaves no thread behind that Python would wait for."""

import asyncio
import threading

import anyio.to_thread

from certbook.learner.jupyter import end_file_workers


def test_a_file_worker_whose_request_never_ended_is_ended():
    before = set(threading.enumerate())
    loop = asyncio.new_event_loop()

    async def request():
        await anyio.to_thread.run_sync(lambda: None)
        loop.stop()
        await asyncio.Event().wait()

    pending = loop.create_task(request())
    loop.run_forever()
    (worker,) = set(threading.enumerate()) - before
    end_file_workers()
    worker.join(timeout=30)
    assert not worker.is_alive()
    pending.cancel()
    loop.run_until_complete(asyncio.gather(pending, return_exceptions=True))
    loop.close()
