"""Say which of two statements tells the larger figure, where a question asks that and the statements alone do not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.backends.extractive.task import Task
from rag.figures.difference import difference
from rag.figures.extract import FigureSpan, figures, unit_kind
from rag.words import normalise

_WHICH = re.compile(
    r"(?:哪|谁)[^，。？]{0,12}更?[高低多少大小快慢猛强]|还是[^，。？]{1,12}[高低多少大小快慢]|(?:目标|计划)[^，。？]{0,4}(?:高|低)(?:了|还是)"
)
_SPAN = re.compile(r"累计|年均")
"""Tells of other than one year, which one year is not held against."""
_MARK = re.compile(r"\[(\d+)\]")


def which_is_larger(task: Task, said: Sequence[str]) -> list[str]:
    """Give the difference of two statements' figures, as computed; nothing where it is told, not asked or not sure.

    Args:
        task: the whole question, with the hits that the marks name.
        said: the answer, statement by statement.

    """
    text = normalise("，".join(part.text for part in task.question.parts) or task.question.text)
    told = [one for one in said if _MARK.search(one)]
    if task.question.lang != "zh" or len(told) != 2 or len(said) != 2 or not _WHICH.search(text):
        return []
    if len({tuple(_SPAN.findall(statement)) for statement in told}) > 1:
        return []
    (one, first), (other, second) = ((_figures(statement), _MARK.search(statement)) for statement in told)
    pairs = [(a, b) for a in one for b in other if a.unit == b.unit and difference(a, b)]
    if len(pairs) != 1 or not first or not second:
        return []
    one_context, other_context = (task.hits[int(mark[1]) - 1].passage.context for mark in (first, second))
    ((a, b),) = pairs
    return [task.say.difference(difference(a, b), a.unit, one_context, other_context, less=a.value < b.value)]


def _figures(statement: str) -> list[FigureSpan]:
    """Give the figures of a statement, its years and marks aside."""
    plain = _MARK.sub(" ", normalise(statement))
    return [figure for figure in figures(plain) if figure.unit and unit_kind(figure.unit) != "time"]
