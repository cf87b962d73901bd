"""Tell of which years a sentence is that opens with years of its own: 从2015年到2019年，…，收入增加到… → 2015-2019."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.clauses import sentences
from rag.numerals import read_number
from rag.periods import periods
from rag.records import Context, Passage, Span

OPENING = 2
"""A sentence opens with a year that stands behind so many characters."""

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
