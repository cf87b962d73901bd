"""Tell of which years a sentence is that opens with years of its own: 从2015年到2019年，…，收入增加到… → 2015-2019."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.clauses import clauses, sentences
from rag.numerals import read_number
from rag.periods import periods
from rag.records import Context, Passage, Question, Span

OPENING = 2
"""A sentence opens with a year that stands behind so many characters."""

_BETWEEN = re.compile(r"[、和与,，]?")
"""Stands between the years that open a clause: 2027年、2028年分别建成."""
_TOGETHER = re.compile(
    r"(?<![今未])(?<!今后|未来|连续)([两二三四五六七八九十]|\d)年(?:来|间)?(?:累计|总共|共|合计|年均|平均)"
)
_HELD_BY = re.compile(r"(?:与|和|同|比|较|据|照|对|围绕)[“”]?$")
"""Stands before years that a sentence only refers to: 与“十四五”目标相衔接，今年…."""


def together(text: str, last: int) -> tuple[int, ...]:
    """Give the years that a clause tells of together: 四年累计修路80公里; none where it counts none.

    Args:
        text: the clause.
        last: the last year of those that its passage speaks of.

    """
    counted = _TOGETHER.search(text)
    return tuple(range(last - read_number(counted[1]) + 1, last + 1)) if counted else ()


def context_of(passage: Passage, span: Span) -> Context:
    """Give the context of a window: that of its passage, with the years its sentence opens with.

    What is over when a report speaks was reached, wherever the report tells of it.
    """
    context = passage.context
    opening = next((a for a, b in sentences(passage.text) if a <= span[0] < b), span[0])
    said = passage.text[opening : span[1]]
    named = [
        period
        for period in periods(said, None)[:1]
        if period.span[0] <= OPENING and not _HELD_BY.search(said[: period.span[0]])
    ]
    if not named or not context.report_year or named[0].years == context.years:
        return context
    over = named[0].years[-1] < context.report_year
    return replace(context, years=named[0].years, stance="achieved" if over else context.stance)


def opened_with(passage: Passage, span: Span) -> tuple[int, ...]:
    """Give the years that a clause opens with, or the nearest one before it in its sentence; none where none does.

    今年建成甲线，里程突破400公里，明年、后年分别建成乙线、丙线: the length is of this year too.

    Args:
        passage: the passage.
        span: where the clause stands in it.

    """
    text = passage.text
    sentence = next((one for one in sentences(text) if one[0] <= span[0] < one[1]), span)
    behind = [one for one in clauses(text, sentence) if one[0] <= span[0]]
    return next(filter(None, (_leading(text[slice(*one)], passage) for one in reversed(behind))), ())


def of_other_year(question: Question, passage: Passage, span: Span) -> bool:
    """Tell whether a clause is of other years than the one that a question asks about, as years before it say."""
    opened = opened_with(passage, span) if len(question.years) == 1 else ()
    return bool(opened) and question.years[0] not in opened


def _leading(clause: str, passage: Passage) -> tuple[int, ...]:
    """Give the years of the periods that a clause opens with."""
    years: list[int] = []
    end = 0
    for period in periods(clause, passage.context.report_year):
        if period.span[0] > end + OPENING or (years and not _BETWEEN.fullmatch(clause[end : period.span[0]])):
            break
        years += period.years
        end = period.span[1]
    held = _HELD_BY.search(clause[:OPENING]) if years else None
    return () if held else tuple(years)
