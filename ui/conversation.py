"""What a conversation holds: Event[] -> Turn[].

A turn is one question with what has come back so far. Everything shown is drawn from the turns alone, so a conversation
can be drawn again at any time: in another language, after an error, after a stop. Not here: any HTML.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rag.question.understand import Before
from rag.records import Answer, Event, Finished, Reading, Retracted, Retrieved


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what has come back for it."""

    number: int
    """Counted from 1; part of the ids of its marks and cards."""
    question: str
    reading: Reading = field(default_factory=Reading)
    """What the asker corrects of how the question is understood."""
    corrects: int | None = None
    """Number of the turn in which the same question was first asked, where it is asked again."""
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
        if isinstance(event, Retracted):
            return replace(self, words="")
        return replace(self, words=self.words + event.text)


Turns = tuple[Turn, ...]


def asked(turns: Turns, question: str) -> Turns:
    """Add a turn for a new question; what still ran before it, as when the connection broke, is over."""
    return (*stopped(turns), Turn(len(turns) + 1, question))


def asked_again(turns: Turns, turn: Turn, reading: Reading) -> Turns:
    """Add a turn for the question of an earlier one, read as its asker corrects it."""
    first = turn.corrects or turn.number
    return (*stopped(turns), Turn(len(turns) + 1, turn.question, reading, first))


def history(turns: Turns) -> list[Before]:
    """Give the questions that the last turn goes on from: where it corrects one, those before that one."""
    first = turns[-1].corrects or turns[-1].number
    return [
        turn.found.question if turn.corrects and turn.found else turn.question for turn in turns if turn.number < first
    ]


def with_last(turns: Turns, turn: Turn) -> Turns:
    """Put a turn in the place of the last one."""
    return (*turns[:-1], turn)


def stopped(turns: Turns) -> Turns:
    """Close the last turn if it is still running."""
    return with_last(turns, replace(turns[-1], stopped=True)) if turns and turns[-1].running else turns
