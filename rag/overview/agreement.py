"""Say whether reports tell the same figure alike: “differs”, never “wrong”; one report alone agrees with nothing.

Where no indicator is named, every figure that two reports tell differently is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.compare import Comparison, aspect_of, differing, report_of, signed
from rag.overview.indicator import compared
from rag.overview.lines import Lines, Overview
from rag.records import Figure, Question

if TYPE_CHECKING:
    from rag.index.index import Index


def agreement(question: Question, index: Index) -> Overview | None:
    """Hold what several reports tell of one thing against each other; None where none tells of it."""
    comparison = compared(question, index)
    if comparison is None:
        return None if question.regions or question.periods else _all_differing(question, index)
    groups = [
        group for group in _groups(comparison, index) if not question.periods or group[0].years in question.periods
    ]
    shared = [group for group in groups if len({report_of(figure) for figure in group}) > 1]
    if not groups or not (shared or question.periods):
        return None
    say = Lines(question, comparison)
    for group in shared or groups:
        values = {(signed(figure), figure.high) for figure in group}
        say.agreement("alone" if not shared else "differs" if len(values) > 1 else "agrees")
        for figure in group:
            say.told_by(figure, index)
    return say.done(index, counted=False)


def _all_differing(question: Question, index: Index) -> Overview:
    rows = differing(index)
    say = Lines(question, Comparison("", "level", "", tuple(rows), tuple(index.reports), ()))
    say.agreement("differs" if rows else "none")
    for row in rows:
        for told in (row.target, row.result):
            for figure in told if len(told) > 1 else ():
                say.told_by(figure, index)
    return say.done(index, counted=False)


def _groups(comparison: Comparison, index: Index) -> list[Sequence[Figure]]:
    """Give what is told of the same place, years and stance, the first figure of each report."""
    groups: dict[tuple[str, tuple[int, ...], str], dict[str, Figure]] = {}
    wanted = {(row.region, row.years) for row in comparison.rows}
    for figure in index.figures_named([comparison.name]):
        plain = not (figure.part or figure.comparable or figure.stretch) and aspect_of(figure) == comparison.aspect
        if plain and (figure.region, figure.years) in wanted:
            key = (figure.region, figure.years, figure.stance)
            groups.setdefault(key, {}).setdefault(report_of(figure), figure)
    return [list(group.values()) for group in groups.values()]
