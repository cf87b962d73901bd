import threading

import pytest
from small_assistant import SmallAssistant

from rag.errors import BackendError
from rag.records import Delta, Finished, Retrieved
from ui.stopping import until


def test_events_pass_in_order():
    """Without a stop, all of them come."""
    events = list(until(threading.Event(), SmallAssistant().ask("就业")))

    assert isinstance(events[0], Retrieved)
    assert isinstance(events[-1], Finished)
    assert "".join(event.text for event in events[1:-1]) == events[-1].answer.text


def test_a_stop_does_not_wait_for_a_silent_backend():
    """The events end at once; the backend is closed when it next speaks."""
    speaks, closed, stop = threading.Event(), threading.Event(), threading.Event()

    def silent():
        try:
            yield Delta("甲")
            speaks.wait()
            yield Delta("乙")
        finally:
            closed.set()

    events = until(stop, silent())
    assert next(events) == Delta("甲")
    stop.set()
    assert list(events) == []
    assert not closed.is_set()
    speaks.set()
    assert closed.wait(30)


def test_an_error_comes_through():
    """After the events before it."""
    events = until(threading.Event(), SmallAssistant().ask("断线就业"))

    assert isinstance(next(events), Retrieved)
    with pytest.raises(BackendError, match="连接超时"):
        next(events)
