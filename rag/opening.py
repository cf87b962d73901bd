"""Tell of which years a sentence is that opens with years of its own: 从2015年到2019年，…，收入增加到… → 2015-2019."""

from __future__ import annotations

from dataclasses import replace

from rag.clauses import sentences
from rag.periods import periods
from rag.records import Context, Passage, Span

OPENING = 2
"""A sentence opens with a year that stands behind so many characters."""


def context_of(passage: Passage, span: Span) -> Context:
    """Give the context of a window: that of its passage, with the years its sentence opens with.

    What is over when a report speaks was reached, wherever the report tells of it.
    """
    context = passage.context
    opening = next((a for a, b in sentences(passage.text) if a <= span[0] < b), span[0])
    named = [period for period in periods(passage.text[opening : span[1]], None)[:1] if period.span[0] <= OPENING]
    if not named or not context.report_year or named[0].years == context.years:
        return context
    over = named[0].years[-1] < context.report_year
    return replace(context, years=named[0].years, stance="achieved" if over else context.stance)
