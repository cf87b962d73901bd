"""Let an answer be stopped: Event[] and a signal -> the events up to the signal.

Gradio can cancel a handler, but what the handler gave last may then overwrite what the stop has drawn. So the handler
itself ends on the signal, and draws the end; it does not wait for a silent LLM, which is read in a thread of its own.
"""

from __future__ import annotations

from collections.abc import Generator
from queue import Empty, SimpleQueue
from threading import Event as Signal
from threading import Thread

from rag.records import Event, Events

LOOK_EVERY = 0.1
"""Seconds between two looks at the signal while nothing comes."""


def until(stop: Signal, events: Events) -> Events:
    """Pass events on until the last one or the signal, whichever comes first.

    Args:
        stop: may be set from any thread; events that come after it are dropped.
        events: read in another thread, and closed there.

    Raises: whatever reading the events raises.

    """
    passed: SimpleQueue[Event | Exception | None] = SimpleQueue()
    Thread(target=_read, args=(events, stop, passed), daemon=True).start()
    while not stop.is_set():
        try:
            event = passed.get(timeout=LOOK_EVERY)
        except Empty:
            continue
        if event is None:
            return
        if isinstance(event, Exception):
            raise event
        yield event


def _read(events: Events, stop: Signal, passed: SimpleQueue[Event | Exception | None]) -> None:
    try:
        for event in events:
            if stop.is_set():
                break
            passed.put(event)
        passed.put(None)
    except Exception as error:
        passed.put(error)
    finally:
        if isinstance(events, Generator):
            events.close()
