"""Pick out some of the places compared: at least 5 %, the first three, lowered, missed, without a target."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.compare import Comparison, Row, signed
from rag.overview.asking import FALLING, LOWEST, TARGETS
from rag.overview.indicator import compared, level, of_stance
from rag.overview.lines import Lines, Overview
from rag.question import understand
from rag.records import Figure, Question
from rag.selection import Selection

if TYPE_CHECKING:
    from rag.index.index import Index

_Pick = Callable[[Question, "Index", Selection, Set[str]], Overview | None]


def picks(question: Question, picked: Selection) -> _Pick | None:
    """Tell how places are picked out of those compared, where they are."""
    which = re.search(r"哪|几个|多少|\bwhich\b|\bhow many\b", question.text, re.I)
    if picked.lacking:
        return _lacking if TARGETS.search(question.text) else None
    if picked.change:
        return _changed
    if picked.met is not None and which and TARGETS.search(question.text):
        return _met
    return _fitting if picked.bound is not None or picked.first else None


def _across(question: Question, index: Index, picked: Selection, years: Sequence[int]) -> Comparison | None:
    """Compare what is asked about, the words that pick aside."""
    core = understand(picked.rest, index.reports)
    periods = tuple((year,) for year in years) or question.periods
    return compared(replace(core, periods=periods, report_years=question.report_years, lang=question.lang), index)


def _fitting(question: Question, index: Index, picked: Selection, levels: Set[str]) -> Overview | None:
    """Give the places whose figure reaches a bound, or the first few."""
    comparison = _across(question, index, picked, ())
    if comparison is None:
        return None
    told = [(row, figure) for row in _rows_at(comparison, levels) for figure in _first_of(row, question) if figure.unit]
    if picked.bound is not None:
        if picked.unit not in ("", comparison.unit):
            return None
        told = [one for one in told if picked.fits(signed(one[1]), picked.bound)]
    low = bool(LOWEST.search(question.text)) or bool(FALLING.search(question.text))
    told.sort(key=lambda one: signed(one[1]), reverse=not low)
    if picked.first and len(told) > picked.first:
        last = signed(told[picked.first - 1][1])
        told = [one for one in told if (signed(one[1]) <= last if low else signed(one[1]) >= last)]
    say = Lines(question, comparison)
    say.count(len({row.region for row, _ in told}))
    for row, figure in told:
        say.line(row, figure)
    return say.done(index)


def _changed(question: Question, index: Index, picked: Selection, levels: Set[str]) -> Overview | None:
    """Give the places whose figure differs from that of the year before, or of the other year named."""
    if not question.years:
        return None
    now, then = max(question.years), min(question.years)
    then = then if then < now else now - 1
    comparison = _across(question, index, picked, (now, then))
    if comparison is None:
        return None
    by_place = {
        (row.region, row.years): figures
        for row in _rows_at(comparison, levels)
        if (figures := [figure for figure in _first_of(row, question) if figure.unit and not figure.stretch])
    }
    pairs = [
        (region, figures[0], by_place[region, (then,)][0])
        for (region, years), figures in by_place.items()
        if years == (now,) and (region, (then,)) in by_place
    ]
    if not pairs:
        return None
    wanted = {"lower": operator.lt, "higher": operator.gt, "same": operator.eq}[picked.change]
    kept = [(region, new, old) for region, new, old in pairs if wanted(signed(new), signed(old))]
    say = Lines(question, comparison)
    say.count(len(kept), len(pairs))
    for region, new, old in kept:
        say.pair(region, new, old)
    return say.done(index, counted=False)


def _met(question: Question, index: Index, picked: Selection, levels: Set[str]) -> Overview | None:
    """Give the places that reached their target, or that missed it."""
    comparison = _across(question, index, picked, ())
    if comparison is None:
        return None
    rows = [row for row in _rows_at(comparison, levels) if row.gap is not None]
    if not rows:
        return None
    kept = [row for row in rows if (row.met is True) == picked.met]
    say = Lines(question, comparison)
    say.count(len(kept), len(rows))
    for row in kept:
        say.pair(row.region, row.target[0], row.result[0])
    return say.done(index, counted=False)


def _lacking(question: Question, index: Index, picked: Selection, levels: Set[str]) -> Overview | None:
    """Give the places whose reports set no such target."""
    comparison = _across(question, index, picked, ())
    if comparison is None:
        return None
    told = {row.region for row in comparison.rows if row.target}
    asked = [
        report
        for report in comparison.covered
        if (not question.years or report.year in question.years) and (not levels or level(report.region) in levels)
    ]
    without = [report for report in asked if report.region not in told]
    say = Lines(question, comparison)
    say.count(len(without), len(asked))
    for report in without:
        say.place(report)
    return say.done(index, counted=False)


def _rows_at(comparison: Comparison, levels: Set[str]) -> list[Row]:
    """Give the rows of places of some levels; all where none is of them."""
    return [row for row in comparison.rows if level(row.region) in levels] or list(comparison.rows)


def _first_of(row: Row, question: Question) -> Sequence[Figure]:
    """Give the figure of a row to hold against others: what was reached unless the target is asked for."""
    return (of_stance(row, question) if question.stance else row.result or row.target)[:1]
