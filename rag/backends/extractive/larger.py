"""Hold two statements against each other: which tells the larger figure, where that is asked, and what they differ by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.backends.extractive.task import Task
from rag.compare import aspect_of
from rag.figures.difference import difference
from rag.figures.extract import FigureSpan, figures, unit_kind
from rag.overview.beside import only_aimed_at
from rag.question.contrast import contrast
from rag.question.wording import asks_whether
from rag.records import Context, Figure
from rag.words import normalise

_DONE = re.compile(r"(?:新建|新增|建成|完成)$")
"""Ends the name of what was done to a thing."""
_SPAN = re.compile(r"累计|年均")
"""Tells of other than one year, which one year is not held against."""
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two figures held against each other."""

    figure: FigureSpan
    context: Context
    row: Figure | None = None
    """Where the index has one for it."""

    @property
    def name(self) -> str:
        """What is measured."""
        rate = "增速" if self.row and aspect_of(self.row) == "growth" else ""
        return f"{_DONE.sub('', self.row.name.lstrip('—'))}{rate}" if self.row else ""


def held_against(task: Task, said: Sequence[str], one: Side, other: Side) -> list[str]:
    """Put the verdict that is asked for before two statements, and what their figures differ by behind them.

    Nothing is added where they do not differ, or are of unlike units.
    """
    gap = difference(one.figure, other.figure)
    if not gap:
        return list(said)
    text, say = normalise(task.question.text), task.say
    held = contrast(text)
    of_things = say.whose(one.context) == say.whose(other.context)
    values = one.figure.value, other.figure.value
    first, word = held.choice.of(*values) if held.choice else (not held.of_later, "")
    chosen, than = (one, other) if first else (other, one)
    less = chosen.figure.value < than.figure.value
    if held.choice:
        whose = chosen.name if of_things else say.apart(chosen.context, than.context)
        lead = say.larger(whose, word, chosen.figure.unit, less=less).strip()
        said = [f"{lead}\n", *(f"- {statement.strip()}\n" for statement in said)]
    elif asks_whether(task.question.text):
        said = [say.verdict(task.question, yes=less == held.less), *said]
    whose, than_whose = (side.name if of_things else say.whose(side.context) for side in (chosen, than))
    if not of_things and task.question.lang == "zh" and one.context.region == other.context.region:
        than_whose = than_whose.removeprefix(one.context.region)
    unit = chosen.figure.unit
    behind = say.difference(gap, unit, whose, than_whose, less=less, named=bool(held.choice))
    return [*said, behind]


def with_the_larger(task: Task, said: Sequence[str]) -> list[str]:
    """Hold two statements of several questions against each other where it is asked which tells the larger figure.

    Args:
        task: the whole question, with the hits that the marks name.
        said: the answer, statement by statement.

    """
    text = normalise("，".join(part.text for part in task.question.parts) or task.question.text)
    if len(said) != 2 or not contrast(text).choice:
        return list(said)
    if len({tuple(_SPAN.findall(statement)) for statement in said}) > 1:
        return list(said)
    marks = [_MARK.search(statement) for statement in said]
    one, other = map(_figures, said)
    pairs = [(a, b) for a in one for b in other if a.unit == b.unit and difference(a, b)]
    if len(pairs) != 1 or not all(marks):
        return list(said)
    contexts = [task.hits[int(mark[1]) - 1].passage.context for mark in marks if mark]
    of_one = len({(context.region, context.years, context.stance) for context in contexts}) == 1
    if of_one or any(only_aimed_at(context, task.question, task.index) for context in contexts):
        return list(said)
    return held_against(task, said, *(Side(*side) for side in zip(pairs[0], contexts, strict=True)))


def _figures(statement: str) -> list[FigureSpan]:
    """Give the figures of a statement, its years and marks aside."""
    plain = _MARK.sub(" ", normalise(statement))
    return [figure for figure in figures(plain) if figure.unit and unit_kind(figure.unit) != "time"]
