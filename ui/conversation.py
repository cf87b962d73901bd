"""What a conversation holds: Event[] -> Turn[].

A turn is one question with what has come back so far. Everything shown is drawn from the turns alone, so a conversation
can be drawn again at any time: in another language, after an error, after a stop. Not here: any HTML.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rag.records import Answer, Event, Finished, Retrieved


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what has come back for it."""

    number: int
    """Counted from 1; part of the ids of its marks and cards."""
    question: str
    found: Retrieved | None = None
    words: str = ""
    """The answer as streamed so far; `answer` replaces it."""
    answer: Answer | None = None
    error: str = ""
    stopped: bool = False

    @property
    def running(self) -> bool:
        """Whether more is to come."""
        return self.answer is None and not self.error and not self.stopped

    def after(self, event: Event) -> Turn:
        """Give the turn as it stands after an event."""
        if isinstance(event, Retrieved):
            return replace(self, found=event)
        if isinstance(event, Finished):
            return replace(self, answer=event.answer)
        return replace(self, words=self.words + event.text)


Turns = tuple[Turn, ...]


def asked(turns: Turns, question: str) -> Turns:
    """Add a turn for a new question; what still ran before it, as when the connection broke, is over."""
    return (*stopped(turns), Turn(len(turns) + 1, question))


def with_last(turns: Turns, turn: Turn) -> Turns:
    """Put a turn in the place of the last one."""
    return (*turns[:-1], turn)


def stopped(turns: Turns) -> Turns:
    """Close the last turn if it is still running."""
    return with_last(turns, replace(turns[-1], stopped=True)) if turns and turns[-1].running else turns
