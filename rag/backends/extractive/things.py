"""Hold two things that one window tells against each other: 甲产业、乙产业分别增长3%、5% where it is asked which grew the faster.

What people call a thing need not be its name in the report: where a window tells of just two, and one of them is surely
the one asked for, the other one is the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from rag.backends.extractive.larger import Side, held_against
from rag.backends.extractive.task import Task
from rag.compare import aspect_of, signed
from rag.figures.difference import difference
from rag.figures.extract import FigureSpan
from rag.figures.indicators import is_name, names
from rag.fit import Candidate
from rag.needs import Need, needs_of
from rag.opening import context_of
from rag.overview.asking import GROWS
from rag.overview.beside import only_aimed_at
from rag.question.contrast import contrast
from rag.records import Figure
from rag.words import normalise

_MOVED = {"up": "增长", "down": "下降", "new": "新增"}
FIRST = 3
"""Windows looked at for each thing, and for both."""
IN_PART = 0.5
"""A word of which only a part stands in a name counts so much of its weight."""


def own_needs(part: Task, parts: Sequence[Task]) -> list[Need]:
    """Give what only one of several things asked about names, and no other one does."""
    others = {
        need.word
        for one in parts
        if one.question.topic != part.question.topic
        for need in needs_of(one.question, one.index)
    }
    return [need for need in needs_of(part.question, part.index) if need.specific and need.word not in others]


def two_things(task: Task, parts: Sequence[Task]) -> list[str]:
    """Say the figure of each of two things that the best window tells, and what is asked of both; nothing where none does."""
    held = contrast(normalise(task.question.text))
    if len(parts) != 2 or task.question.lang != "zh" or not (held.choice or held.difference):
        return []
    for candidate in _windows(task, parts):
        pair = _pair(task, parts, candidate)
        if pair:
            context, number = context_of(candidate.passage, candidate.window.span), task.number(candidate.passage)
            said = [task.say.statement(context, _told(row), number) for row in pair]
            return held_against(task, said, *(_side(row, candidate) for row in pair))
    return []


def _windows(task: Task, parts: Sequence[Task]) -> Iterator[Candidate]:
    """Give the windows that may tell both; none of a target that is not asked for, where a later report tells the result."""
    found = dict.fromkeys(candidate for one in (task, *parts) for candidate in one.fitting[:FIRST])
    every = [one for one in found if not only_aimed_at(one.passage.context, task.question, task.index)]
    yield from sorted(every, key=lambda one: one.passage.context.stance == "target" != task.question.stance)


def _pair(task: Task, parts: Sequence[Task], candidate: Candidate) -> tuple[Figure, Figure] | None:
    """Give the rows of a window, one for each thing, that can be held against each other; none where it is not sure which."""
    start, end = candidate.window.span
    grows = bool(GROWS.search(task.question.text))
    rows = [
        row
        for row in task.index.figures([task.index.row_of(candidate.passage)])
        if start <= row.place[0] < end and not row.part and row.unit and (aspect_of(row) == "growth") == grows
    ]
    needs = [own_needs(part, parts) for part in parts]
    pairs = [pair for pair in permutations(rows, 2) if pair[0].unit == pair[1].unit]
    rated = sorted(((_sure(needs, pair, only=len(rows) == 2), pair) for pair in pairs), key=lambda one: -one[0])
    if not rated or not rated[0][0] or (len(rated) > 1 and rated[0][0] == rated[1][0]):
        return None
    return rated[0][1] if difference(*map(_figure, rated[0][1])) else None


def _sure(needs: Sequence[Sequence[Need]], pair: Sequence[Figure], *, only: bool) -> float:
    """Tell how surely two rows are those of two things, by what their names hold of them; 0 where they are not.

    Where a window tells of no others, the one may be named in the asker's own words; by an official name it must be told.
    """
    held = [_held(own, row) for own, row in zip(needs, pair, strict=True)]
    unnamed = [own for own, much in zip(needs, held, strict=True) if not much]
    official = any(is_name(need.word) for own in unnamed for need in own)
    return 0.0 if official or (unnamed and not only) or len(unnamed) == len(held) else sum(held)


def _held(needs: Sequence[Need], row: Figure) -> float:
    """Give how much of what a thing is called stands in the name of a row."""
    name = normalise(row.indicator)
    return sum(need.weight * (1 if need.met_by(name) else IN_PART) for need in needs if need.touched_by(name))


def _told(row: Figure) -> str:
    """Say what a row tells."""
    name = row.name if row.name in names() and row.change != "new" else row.indicator
    moved = "" if row.change == "new" and "新" in name else _MOVED.get(row.change, "")
    return f"{name}{moved}{row.words}"


def _figure(row: Figure) -> FigureSpan:
    return FigureSpan(row.text, signed(row), row.unit, row.place)


def _side(row: Figure, candidate: Candidate) -> Side:
    return Side(_figure(row), context_of(candidate.passage, candidate.window.span), row)
