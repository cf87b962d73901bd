"""Tell an indicator through the years of one place.

Years told on another basis or in another scope are given apart, marked as such, and never joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.compare import Comparison, signed
from rag.overview.indicator import as_named, compared, of_stance
from rag.overview.lines import Lines, Overview
from rag.question.steady import all_along
from rag.records import Figure, Question

if TYPE_CHECKING:
    from rag.index.index import Index
_BEGAN = re.compile(r"([由从][^，。；,;由从]{0,12}\d[^，。；,;由从]{0,8}[一-龥][至到为]了?)(?:约|近|超过?)?$")
"""Stands before what a figure moved to: 由57.2%提高到61.8%."""


def trend(question: Question, index: Index, *, sure: bool = False) -> Overview | None:
    """Give an indicator through the years of one place: where that is asked, or where the year is left open."""
    comparison = compared(question, index, sure=sure)
    if comparison is None:
        return None
    told = [(row, figure) for row in comparison.rows for figure in as_named(of_stance(row, question), question)]
    apart = _of_other_years(comparison, question)
    if len({row.years for row, _ in told} | {figure.years for figure in apart}) < 2 or not told:
        return None
    say = Lines(question, comparison)
    of_year = {row.years: figure for row, figure in told if len(row.years) == 1 and figure.unit}  # a result goes last
    grew = all_along(question.text, [signed(figure) for figure in of_year.values()])
    if question.kind == "yes_no" and grew is not None:
        say.verdict(question, yes=grew)
    for row, figure in told:
        say.line(row, figure, since=_moved_from(figure, index))
    if apart:
        say.apart(apart)
    return say.done(index, counted=False)


def _moved_from(figure: Figure, index: Index) -> str:
    """Give the printed words that tell where a figure began, up to the figure: 由57.2%提高到."""
    before = index.passage_of(figure).text[: figure.place[0]]
    match = _BEGAN.search(before)
    return match[1] if match else ""


def _of_other_years(comparison: Comparison, question: Question) -> Sequence[Figure]:
    """Give what is measured otherwise in years of which nothing is told on the basis asked for."""
    told = {row.years for row in comparison.rows if of_stance(row, question)}
    return [
        figure
        for figure in comparison.apart
        if figure.years not in told and not figure.part and question.stance in (None, figure.stance)
    ]
