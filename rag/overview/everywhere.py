"""Answer for every place: a figure of every report, ranked where that is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from rag.compare import Row, aspect_of, report_of, signed
from rag.overview.asking import FALLING, HIGHEST, LOWEST, RANKED
from rag.overview.indicator import compared, level, of_stance
from rag.overview.lines import Lines, Overview
from rag.records import Figure, Question

if TYPE_CHECKING:
    from rag.index.index import Index

_OF_REPORTS = re.compile(
    r"哪(?:[一几]?份|[个些]报告)|(?:所有|全部|各份?|每份)(?:的)?(?:政府)?(?:工作)?报告|\b(?:which|what) report", re.I
)
"""Asks for a report, of which a place may have several, rather than for a place as it stands now."""


def every_place(question: Question, index: Index, levels: Set[str]) -> Overview | None:
    """Give the figure of every place, or only of places of some levels; None where no report tells one."""
    comparison = compared(question, index)
    if comparison is None or not comparison.rows:
        return None
    told = [(row, figure) for row in comparison.rows for figure in of_stance(row, question)]
    told = [one for one in told if level(one[0].region) in levels] or told
    exact = {row.region for row, _ in told if row.years in question.periods}
    told = [(row, figure) for row, figure in told if row.region not in exact or row.years in question.periods]
    if not told:
        return None
    falling = bool(FALLING.search(question.text))
    lowest = falling or bool(LOWEST.search(question.text))
    highest = bool(HIGHEST.search(question.text)) and not falling
    by_report = bool(_OF_REPORTS.search(question.text))
    say = Lines(question, comparison)
    if highest or lowest or RANKED.search(question.text):
        told = told if by_report or question.years or question.report_years else _newest(told)
        numbers = [(row, figure) for row, figure in told if figure.unit]
        told, beside = _of_one_stance(sorted(numbers, key=lambda one: signed(one[1]), reverse=not lowest))
        if (highest or lowest) and told:
            say.leads([one for one in told if signed(one[1]) == signed(told[0][1])], lowest, by_report=by_report)
        say.lines(told)
        if beside:
            say.only_targets()
            say.lines(beside)
    else:
        say.table_or_lines(told)
    known = {(row.region, row.years) for row, _ in told}
    holding = {
        report_of(figure)
        for figure in index.figures_named([comparison.name])
        if aspect_of(figure) == comparison.aspect and question.stance in (None, figure.stance)
    }
    missing = {report.id for report in comparison.covered if report.id not in holding or report in comparison.without}
    alike = [
        figure
        for figure in comparison.apart
        if (report_of(figure) in missing or (by_report and (figure.region, figure.years) not in known))
        and not figure.part
        and (question.stance in (None, figure.stance))
        and (not levels or level(figure.region) in levels)
    ]
    if alike:
        say.apart(alike)
    missing -= {report_of(figure) for figure in alike}
    return say.done(index, without=[report for report in comparison.covered if report.id in missing])


def _of_one_stance(told: Sequence[tuple[Row, Figure]]) -> tuple[list[tuple[Row, Figure]], list[tuple[Row, Figure]]]:
    """Part results from targets, which are not ranked against each other; targets alone are ranked."""
    results = [one for one in told if one[1].stance != "target"]
    targets = [one for one in told if one[1].stance == "target"]
    return (results, targets) if results else (targets, [])


def _newest(told: Sequence[tuple[Row, Figure]]) -> list[tuple[Row, Figure]]:
    """Keep the newest figure of each place: results where it has any, since they are what is so."""
    newest: dict[str, tuple[Row, Figure]] = {}
    for row, figure in told:
        known = newest.get(row.region)
        rank = (figure.stance != "target", row.years[-1], -len(row.years))
        if known is None or rank > (known[1].stance != "target", known[0].years[-1], -len(known[0].years)):
            newest[row.region] = (row, figure)
    return list(newest.values())
