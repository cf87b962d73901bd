"""Read from the network in the background: an asynchronous iterator → an ordinary one that can be left at any moment.

Whoever takes the items is never held for long: while nothing comes, a sign of life does. Closing the iterator cancels
the reading wherever it stands (resolving a name, connecting, waiting for a word), which closes the connection.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import asyncio

BEAT = 0.25
"""Seconds between two signs of life."""
_LEAVING = 2.0
"""Seconds that a cancelled reading has to close its connection."""

T = TypeVar("T")


class _End:
    """The last item of the queue: nothing more comes, or an error does."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def taken(items: AsyncIterator[T]) -> Generator[T | None, None, None]:
    """Take items as they come, and None every BEAT while none comes.

    Args:
        items: read in a thread and an event loop of their own; closed when this generator is.

    Raises: whatever reading the items raises.

    """
    import asyncio

    passed: SimpleQueue[T | _End] = SimpleQueue()
    loop = asyncio.new_event_loop()
    task = loop.create_task(_read(items, passed))
    thread = Thread(target=_run, args=(loop, task), name="baogao-backend", daemon=True)
    thread.start()
    try:
        while True:
            try:
                item = passed.get(timeout=BEAT)
            except Empty:
                yield None
                continue
            if isinstance(item, _End):
                if item.error:
                    raise item.error
                return
            yield item
    finally:
        with suppress(RuntimeError):  # the loop has ended by itself
            loop.call_soon_threadsafe(task.cancel)
        thread.join(_LEAVING)


async def _read(items: AsyncIterator[T], passed: SimpleQueue[T | _End]) -> None:
    try:
        async for item in items:
            passed.put(item)
        passed.put(_End())
    except Exception as error:
        passed.put(_End(error))


def _run(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None]) -> None:
    import asyncio

    try:
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(task)
        loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        loop.close()
