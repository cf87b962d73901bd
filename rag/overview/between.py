"""Give two indicators of one place and period, and hold them against each other where that is asked: 城镇和农村居民收入差多少."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.compare import Row
from rag.overview.beside import asked_and_other, like_units
from rag.overview.indicator import compared
from rag.overview.lines import Lines, Overview
from rag.question import split
from rag.question.contrast import contrast
from rag.question.topic import without
from rag.records import Figure, Question
from rag.words import normalise

if TYPE_CHECKING:
    from rag.index.index import Index


def between(question: Question, index: Index) -> Overview | None:
    """Give both figures, and what they differ by where that is asked, where a row tells of each; else leave it."""
    plain = normalise(question.text)
    held = contrast(plain)
    told: list[tuple[Row, Figure]] = []
    say = None
    for part in split(replace(question, text=without(plain, held.spans))):
        _, years = part.pairs[0]
        comparison = compared(part, index, sure=True)
        rows = [row for row in comparison.rows if row.years == years] if comparison else []
        if comparison is None or len(rows) != 1:
            return None
        figures, _ = asked_and_other(rows[0], question.stance)
        if len(figures) != 1 or not figures[0].unit or (told and not like_units(figures[0], told[0][1])):
            return None
        told.append((rows[0], figures[0]))
        say = say or Lines(question, comparison)
    if say is None or len(told) != 2 or told[0][1].name == told[1][1].name:
        return None
    say.lines(told)
    if held.difference or held.ratio or held.choice:
        say.difference(*told, ratio=held.ratio, of_indicators=True)
    return say.done(index, counted=False)
