"""Tell of which kind a question is, and have it answered: Question + Index → Overview, or None."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.overview.agreement import agreement
from rag.overview.asking import AGREEMENT, AMOUNT, EVERY, HIGHEST, LEVELS, LOWEST, MENTIONS, OUTCOME, RANKED, TREND
from rag.overview.beside import each_stance, every_year, side_by_side, single
from rag.overview.between import between, either, exceeds
from rag.overview.everywhere import every_place
from rag.overview.lines import Overview
from rag.overview.main_results import main_results
from rag.overview.mentions import mentions
from rag.overview.outcome import outcome
from rag.overview.picked import picks
from rag.overview.several import several
from rag.overview.trend import trend
from rag.records import Question, short_name
from rag.selection import selection

if TYPE_CHECKING:
    from rag.index.index import Index

PAIRS = 6
"""Places and periods set side by side at most."""


def overview(question: Question, index: Index) -> Overview | None:
    """Answer a question about all reports, or about one indicator through years.

    Args:
        question: as understood.
        index: with its figures.

    Returns: None where the question is not of that kind, or no indicator of it is known.

    """
    if question.places or not index.reports:
        return None
    if question.parts:
        return each_stance(question, index)
    question = _without_names(question)
    if told := main_results(question, index):
        return told
    every = EVERY.search(question.text) if len(question.regions) < 2 else None
    if AGREEMENT.search(question.text) and len(question.regions) < 2 and (told := agreement(question, index)):
        return told
    picked = selection(question.text)
    if not question.regions and (every or picked.where):
        levels = set((every.group() if every else "") + picked.where) & set(LEVELS)
        if (pick := picks(question, picked)) and (found := pick(question, index, picked, levels)):
            return found
    listed = picked.where or (every and (question.kind != "figure" or "报告" in every.group()))
    if listed and MENTIONS.search(question.text):
        return mentions(question, index, picked)
    only_one = question.stance_chosen and question.stance  # the asker wants no target beside the result
    asks_outcome = OUTCOME.search(question.text) or (question.kind == "compare" and len(question.pairs) == 1)
    if asks_outcome and len(question.periods) <= 1 and not only_one:
        return outcome(question, index)
    besides = question.text.replace(every.group(), " ") if every else question.text  # 哪几个区 asks for no amount
    amount = any(pattern.search(besides) for pattern in (AMOUNT, HIGHEST, LOWEST, RANKED))
    if every and (amount or question.kind not in ("list", "definition", "who", "when")):
        return every_place(question, index, set(every.group()) & set(LEVELS))
    if told := several(question, index):
        return told
    spans_years = len(question.periods) <= 1 or {len(period) > 1 for period in question.periods} == {True, False}
    if TREND.search(question.text) and len(question.regions) == 1 and spans_years and (found := trend(question, index)):
        return found
    if len(question.topics) == 2:
        return between(question, index) if question.kind == "figure" and len(question.pairs) == 1 else None
    if question.kind == "yes_no" and len(question.pairs) == 1 and (found := exceeds(question, index)):
        return found
    if len(question.pairs) == 1 and (found := either(question, index)):
        return found
    return _of_rows(question, index) if len(question.topics) == 1 else None


def _without_names(question: Question) -> Question:
    """Blank the names of places, whose characters tell nothing of what is asked: 新疆 asks for nothing new."""
    text = question.text
    for region in question.regions:
        for name in (region, short_name(region)):
            text = text.replace(name, " ")
    return replace(question, text=text)


def _of_rows(question: Question, index: Index) -> Overview | None:
    """Answer about one indicator of the places and years named."""
    open_year = not (question.periods or question.report_years)
    if len(question.pairs) > 1 and question.kind in ("figure", "compare", "yes_no"):
        several = every_year if open_year else side_by_side
        return several(question, index) if len(question.pairs) <= PAIRS else None
    if question.kind != "figure":
        return None
    if open_year and len(question.regions) == 1:
        return trend(question, index, sure=True)
    return single(question, index) if len(question.pairs) == 1 else None
