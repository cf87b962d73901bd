"""Give two indicators of one place and period, and hold them against each other where that is asked.

城镇和农村居民收入差多少 · 居民收入跑赢经济增速了吗
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.compare import Comparison, Row, signed
from rag.overview.asking import GROWS
from rag.overview.beside import asked_and_other, like_units
from rag.overview.indicator import compared
from rag.overview.lines import Lines, Overview
from rag.question import split, understand
from rag.question.contrast import contrast
from rag.question.rival import claim_in_chinese, either_in_chinese, rival
from rag.question.topic import without
from rag.records import Figure, Question
from rag.words import normalise

if TYPE_CHECKING:
    from rag.index.index import Index

_RISES = re.compile(r"涨|增长|上升|[快慢]")
_OUTPACES = re.compile(r"跑[赢输]|反超|[快慢]")
_ASKING = re.compile(r"(?:有没有|是不是|是否|是|会不会|能不能|能否|要|会|能|已经?)+$")
_ECONOMY = "地区生产总值"
"""What is meant where a report says 经济增长."""
_KEEPS_PACE = re.compile(r"同步|一致|持平|(?P<more>高于|快于|超过)")
"""What a target without a figure says of the other: 与经济增长同步."""


def between(question: Question, index: Index) -> Overview | None:
    """Give both figures, and what they differ by where that is asked, where a row tells of each; else leave it."""
    plain = normalise(question.text)
    held = contrast(plain)
    # 谁涨得快 asks for rates, though the words that compare tell nothing else of what is asked.
    rate = " 增速" if any(_RISES.search(plain[slice(*span)]) for span in held.spans) else ""
    found = told_of_each(question, split(replace(question, text=f"{without(plain, held.spans)}{rate}")), index)
    if not found or len(found[1]) != 2:
        return None
    say, told = found
    if not all(figure.unit for _, figure in told) or not like_units(*(figure for _, figure in told)):
        return None
    if held.difference or held.ratio or held.choice:
        say.held_against(told, of_indicators=True)
    else:
        say.lines(told)
    return say.done(index, counted=False)


def either(question: Question, index: Index) -> Overview | None:
    """Tell which of two things that an English question names is the larger, by the rows of both."""
    named = either_in_chinese(question)
    if not named or not contrast(normalise(question.text)).choice:
        return None
    grows = "增速" if GROWS.search(question.text) or "faster" in question.text else ""
    parts = [asked_as(f"{name}{grows}是多少？", question, index) for name in named]
    found = told_of_each(question, parts, index)
    if not found or not like_units(*(figure for _, figure in found[1])):
        return None
    say, told = found
    say.held_against(told, of_indicators=True)
    return say.done(index, counted=False)


def exceeds(question: Question, index: Index) -> Overview | None:
    """Tell whether one indicator exceeds another that is named, by the rows of both or the target that says so."""
    claim = claim_in_chinese(question)
    asked = rival(claim)
    if not asked or asked.whole:
        return None
    grows = GROWS.search(claim) or _OUTPACES.search(claim)
    rate = "增速" if grows else ""
    parts = [
        asked_as(f"{text}{'' if GROWS.search(text) else rate}是多少？", question, index)
        for text in (_ASKING.sub("", claim[: asked.start]), asked.full)
    ]
    found = told_of_each(question, parts, index)
    if not found:
        return None
    say, told = found
    (_, one), (_, other) = told
    named = asked.name in one.text or (other.name == _ECONOMY and "经济" in one.text)
    if not one.unit and named and (said := _KEEPS_PACE.search(one.text)):
        say.verdict(question, yes=(said["more"] is not None) == asked.more)
        say.lines(told[:1])
        return say.done(index, counted=False)
    if not one.unit or one.unit != other.unit:
        return None
    gap = signed(one) - signed(other)
    say.verdict(question, yes=gap > 0 if asked.more else gap < 0)
    say.lines(told)
    say.difference(*told, of_indicators=True)
    return say.done(index, counted=False)


def asked_as(text: str, question: Question, index: Index) -> Question:
    """Ask something in other words of the place and time of a question."""
    return replace(
        understand(text, index.reports),
        regions=question.regions,
        periods=question.periods,
        pairs=question.pairs,
        stance=question.stance,
    )


def told_of_each(
    question: Question, parts: Sequence[Question], index: Index
) -> tuple[Lines, list[tuple[Row, Figure]]] | None:
    """Give the figure of each part's indicator in the period asked about; none where one's is not told just once."""
    comparisons = [found for part in parts if (found := compared(part, index, sure=True))]
    if len(comparisons) < len(parts) or len({one.name for one in comparisons}) < len(parts):
        return None
    years = question.pairs[0][1] or _newest(comparisons)
    told = []
    for comparison in comparisons:
        rows = [row for row in comparison.rows if row.years == years]
        figures = asked_and_other(rows[0], question.stance)[0] if len(rows) == 1 else ()
        if len(figures) != 1:
            return None
        told.append((rows[0], figures[0]))
    # What is aimed at of the one is not held against what was reached of the other.
    if len({figure.stance == "target" for _, figure in told}) > 1:
        return None
    return Lines(question, comparisons[0]), told


def _newest(comparisons: Sequence[Comparison]) -> tuple[int, ...]:
    """Give the newest period of which all tell a result."""
    told = [{row.years for row in comparison.rows if row.result} for comparison in comparisons]
    return max(set.intersection(*told), key=lambda years: (years[-1], -len(years)), default=())
