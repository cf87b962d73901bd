"""Answer from rows where place and year are told: one figure, or a few side by side with what they differ by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from rag.asked import Asked
from rag.compare import Comparison, Row, aspect_of, signed, wholes
from rag.figures.extract import POINTS, unit_kind
from rag.overview.asking import FLOWS, GROWS, LEAVES, MOVES, RESULTS, TARGETS, TOTAL
from rag.overview.indicator import all_there_are, as_named, compared, of_span, of_stance
from rag.overview.lines import Lines, Overview
from rag.question.contrast import Contrast, contrast
from rag.question.wording import asks_further, asks_whether, firm_stance
from rag.records import Context, Figure, Question, Stance
from rag.verdict import contradicts
from rag.words import normalise

if TYPE_CHECKING:
    from rag.index.index import Index

_REACHES = re.compile(r"(?:达到?|[升增提]至)(?:了|约|近)?$")
_MOVED_OTHERWISE = re.compile(r"(?:改善|好转|优化|压[减降]|削减|节约)了?$")
"""Stands before a figure that tells a move in a word of its own, which the figure alone does not."""
_MOVES = {"up": "增长", "down": "下降"}


def side_by_side(question: Question, index: Index) -> Overview | None:
    """Answer for each place and period named, where a row of the same indicator tells of each; else leave it."""
    told: list[tuple[Row, Figure]] = []
    alike: list[tuple[Row, Figure]] = []
    comparison = None
    for region, years in question.pairs:
        part = replace(question, regions=(region,) if region else question.regions, periods=(years,), report_years=())
        comparison = compared(part, index, sure=True)
        rows = [row for row in comparison.rows if row.years == years] if comparison else []
        if comparison is None or len(rows) != 1:
            return None
        asked = question.stance_in(years)
        figures, others = asked_and_other(rows[0], asked)
        if len(figures) != 1 or not figures[0].unit or only_aimed_at(figures[0], question, index):
            return None
        if _MOVED_OTHERWISE.search(index.passage_of(figures[0]).text[: figures[0].place[0]]) or (
            told and not like_units(figures[0], told[0][1])
        ):
            return None
        told.append((rows[0], figures[0]))
        alike += [(rows[0], other) for other in others if not asked]
    assert comparison is not None
    say = Lines(question, comparison)
    held = contrast(normalise(question.text))
    # What one place reached is not held against what another aims at in the same year, unless that is asked.
    of_one_kind = (
        any(stance for _, stance in question.stances)
        or bool(question.stance)
        or len({row.years for row, _ in told}) > 1
        or len({figure.stance == "target" for _, figure in told}) == 1
    )
    whether = question.kind == "yes_no" or (bool(held) and asks_whether(question.text))
    if whether and (len(told) != 2 or not held):
        return None
    if whether and not of_one_kind:
        say.unsaid()
    elif whether:
        say.verdict(question, yes=_bears_out(held, *(signed(figure) for _, figure in told)))
    two = len(told) == 2 and of_one_kind
    if held and two:
        say.held_against(told, backwards=held.of_later)
    else:
        # A question that holds nothing against anything, and names no stance, may mean the targets too.
        say.table_or_lines([*told, *(() if held else alike)])
        if two:
            say.difference(*(reversed(told) if held.of_later else told))
    return say.done(index, counted=False)


def only_aimed_at(told: Figure | Context, question: Question, index: Index) -> bool:
    """Tell whether what is told is a target that is not asked for, of a year of which a later report tells what came about."""
    asked = dict(question.stances).get(told.years, question.stance)
    of_result = asked == "achieved" and RESULTS.search(question.text)
    if told.stance != "target" or asked == "target" or (TARGETS.search(question.text) and not of_result):
        return False
    return any(report.region == told.region and report.year == told.years[-1] + 1 for report in index.reports)


def each_stance(question: Question, index: Index) -> Overview | None:
    """Answer questions for targets and results of one indicator, where just one row tells of each; else leave it."""
    first, comparison = question.parts[0], None
    told: list[tuple[Row, Figure]] = []
    names = set()
    for part in question.parts:
        same = part.topic.startswith(first.topic) and part.regions == first.regions
        if not (same and part.kind == "figure" and part.stance and len(part.pairs) == 1):
            return None
        comparison = compared(replace(part, topic=first.topic, expansions=first.expansions), index, sure=True)
        rows = [row for row in comparison.rows if row.years == part.pairs[0][1]] if comparison else []
        figures = [figure for row in rows for figure in (row.target if part.stance == "target" else row.result)]
        if comparison is None or len(figures) != 1:
            return None
        names.add(comparison.name)
        told.append((rows[0], figures[0]))
    assert comparison is not None
    if len(names) > 1 or len({figure.stance == "target" for _, figure in told}) == 1:
        return None
    say = Lines(question, comparison)
    say.lines(told)
    return say.done(index, counted=False)


def every_year(question: Question, index: Index) -> Overview | None:
    """Give the figures of several places in every year that is told, where the question names none."""
    comparison = compared(question, index, sure=True)
    if comparison is None or set(comparison.regions) != set(question.regions):
        return None
    say = Lines(question, comparison)
    say.table_or_lines([(row, figure) for row in comparison.rows for figure in of_stance(row, question)])
    return say.done(index, counted=False)


def asked_and_other(row: Row, asked: Stance | None) -> tuple[Sequence[Figure], Sequence[Figure]]:
    """Give the figures of a row that are asked about, and those of the other stance: results where none is named."""
    target, result = (
        [figure for figure in told if not (figure.comparable or figure.stretch)] or told
        for told in (row.target, row.result)
    )
    return (target, result) if target and (asked == "target" or not result) else (result, target)


def like_units(one: Figure, other: Figure) -> bool:
    """Tell whether two figures of one indicator can be held against each other: 家 and 户 both count."""
    return one.unit == other.unit or unit_kind(one.unit) == unit_kind(other.unit) == "count"


def _bears_out(held: Contrast, one: Decimal, other: Decimal) -> bool:
    """Tell whether the first figure stands to the other as a question supposes."""
    return one < other if held.less else one > other


def single(question: Question, index: Index) -> Overview | None:
    """Answer for one place and year, where a row tells of just the indicator asked about; else leave it.

    Where only its growth is told and its amount is asked for, that is said.
    """
    region, years = question.pairs[0]
    comparison = compared(question, index, sure=True) if region and years else None
    if comparison is None:
        return None
    named = [figure for figure in index.figures_named([comparison.name]) if figure.region == region]
    here = [figure for figure in named if figure.years == years]
    together = Asked(question).sum  # which no level reached tells
    if not together and not any(aspect_of(figure) == "level" for figure in here):
        here += [figure for figure in named if _reached(figure, years, index)]
    found = [
        figure
        for figure in all_there_are(wholes(as_named(here, question)), question)
        if question.stance in (None, figure.stance)
        and not (together and figure.change == "to")
        and figure.text not in question.figures
        and all(word in figure.indicator for word in LEAVES.findall(question.text))
        and (
            aspect_of(figure) not in ("level", "cumulative")
            or not FLOWS.search(question.text)
            or FLOWS.search(figure.name)
        )
    ]
    asked = f"{question.text} {question.topic}"  # a follow-up leaves 增速 to the question before
    amount = TOTAL.search(question.text) and not GROWS.search(question.text)
    grows = bool(GROWS.search(asked)) and not amount
    told = of_span(
        [one for one in found if (aspect_of(one) == "growth") == grows and _of_unit(one, question)], question
    )
    instead = [figure for figure in found if not grows and not told and aspect_of(figure) == "growth"]
    if not found and firm_stance(question.text) == "achieved":
        return _only_target(question, index, comparison)
    if not (told or instead) or {figure.unit for figure in told} > {told[0].unit if told else ""}:
        return None
    say = Lines(question, comparison)
    counted = [figure for figure in instead if figure.unit not in ("%", "")]
    if counted and MOVES.search(question.text):
        instead = [one for one in counted if _of_unit(one, question)] or instead  # 多了多少钱 asks for the rise itself
    elif instead and (counted or TOTAL.search(question.text)):
        say.only_growth(region, years)
    # Results go first; a target of the same year is named too, since a question that leaves it open may mean either.
    for figure in _told_once(sorted(told or instead, key=lambda figure: figure.stance == "target")):
        if contradicts(question, f"{figure.indicator}{_MOVES.get(figure.change, '')}{figure.words}"):
            say.otherwise()
        say.line(Row(region, years, (), ()), figure, bullet=False)
    return say.done(index, counted=False)


def _reached(figure: Figure, years: Sequence[int], index: Index) -> bool:
    """Tell whether a figure of several years is what was reached in the last of them: 五年来由3000亿元增加到4000亿元."""
    if not len(years) == 1 < len(figure.years) or figure.years[-1:] != tuple(years) or aspect_of(figure) != "level":
        return False
    before = index.passage_of(figure).text[: figure.place[0]]
    return figure.change == "to" or bool(_REACHES.search(before))


def _told_once(figures: Sequence[Figure]) -> list[Figure]:
    """Keep the first of figures that say the same."""
    first: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        first.setdefault((figure.stance, signed(figure), figure.high, figure.change, figure.comparable), figure)
    return list(first.values())


def _only_target(question: Question, index: Index, comparison: Comparison) -> Overview | None:
    """Decline where only a target is told of what came about, and tell it as such."""
    region, years = question.pairs[0]
    targets = [
        figure
        for figure in wholes(index.figures_named([comparison.name]))
        if figure.region == region and figure.years == years and figure.stance == "target"
    ]
    if not targets:
        return None
    say = Lines(question, comparison)
    say.only_target(region, years)
    for figure in targets:
        say.line(Row(region, years, (), ()), figure, bullet=False)
    return say.done(index, counted=False)


def _of_unit(figure: Figure, question: Question) -> bool:
    asked = question.unit.lstrip("万亿")
    if asks_further(question.text):
        return figure.unit == POINTS
    return not asked or unit_kind(asked) == unit_kind(figure.unit) or not figure.unit
