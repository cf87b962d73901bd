"""Tell an indicator through the years of one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.overview.indicator import compared, of_stance
from rag.overview.lines import Lines, Overview
from rag.records import Question

if TYPE_CHECKING:
    from rag.index.index import Index


def trend(question: Question, index: Index, *, sure: bool = False) -> Overview | None:
    """Give an indicator through the years of one place: where that is asked, or where the year is left open."""
    comparison = compared(question, index, sure=sure)
    if comparison is None or len(comparison.rows) < 2:
        return None
    say = Lines(question, comparison)
    for row in comparison.rows:
        for figure in of_stance(row, question):
            say.line(row, figure)
    return say.done(index, counted=False)
