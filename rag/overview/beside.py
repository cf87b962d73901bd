"""Answer from rows where place and year are told: one figure, or a few side by side with what they differ by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.compare import Row, aspect_of
from rag.figures.extract import unit_kind
from rag.overview.asking import FLOWS, GROWS, TOTAL
from rag.overview.indicator import compared, of_stance
from rag.overview.lines import Lines, Overview
from rag.records import Figure, Question
from rag.verdict import contradicts

if TYPE_CHECKING:
    from rag.index.index import Index

_MOVES = {"up": "增长", "down": "下降"}


def side_by_side(question: Question, index: Index) -> Overview | None:
    """Answer for each place and period named, where a row of the same indicator tells of each; else leave it."""
    told: list[tuple[Row, Figure]] = []
    comparison = None
    for region, years in question.pairs:
        part = replace(question, regions=(region,) if region else question.regions, periods=(years,), report_years=())
        comparison = compared(part, index, sure=True)
        rows = [row for row in comparison.rows if row.years == years] if comparison else []
        if comparison is None or len(rows) != 1:
            return None
        figures = of_stance(rows[0], question) or (*rows[0].target, *rows[0].result)
        if len(figures) != 1 or not figures[0].unit or (told and figures[0].unit != told[0][1].unit):
            return None
        told.append((rows[0], figures[0]))
    assert comparison is not None
    say = Lines(question, comparison)
    say.table_or_lines(told)
    if len(told) == 2:
        say.difference(*told)
    return say.done(index, counted=False)


def single(question: Question, index: Index) -> Overview | None:
    """Answer for one place and year, where a row tells of just the indicator asked about; else leave it.

    Where only its growth is told and its amount is asked for, that is said; a result goes before its target.
    """
    region, years = question.pairs[0]
    comparison = compared(question, index, sure=True) if region and years else None
    if comparison is None:
        return None
    found = [
        figure
        for figure in index.figures_named([comparison.name])
        if figure.region == region
        and figure.years == years
        and not figure.part
        and question.stance in (None, figure.stance)
        and figure.text not in question.figures
        and (aspect_of(figure) != "level" or not FLOWS.search(question.text) or FLOWS.search(figure.name))
    ]
    grows = bool(GROWS.search(question.text))
    told = [figure for figure in found if (aspect_of(figure) == "growth") == grows and _of_unit(figure, question)]
    instead = [figure for figure in found if not grows and not told and aspect_of(figure) == "growth"]
    if not (told or instead) or {figure.unit for figure in told} > {told[0].unit if told else ""}:
        return None
    say = Lines(question, comparison)
    if instead and TOTAL.search(question.text):
        say.only_growth(region, years)
    shown = told or instead
    for figure in [figure for figure in shown if figure.stance != "target"] or shown:
        if contradicts(question, f"{figure.indicator}{_MOVES.get(figure.change, '')}{figure.words}"):
            say.otherwise()
        say.line(Row(region, years, (), ()), figure, bullet=False)
    return say.done(index, counted=False)


def _of_unit(figure: Figure, question: Question) -> bool:
    asked = question.unit.lstrip("万亿")
    return not asked or unit_kind(asked) == unit_kind(figure.unit) or not figure.unit
