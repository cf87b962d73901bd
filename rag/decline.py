"""Tell what the index cannot answer at all: places and years that no report covers.

A question about them is declined, by every backend, with what there is instead; never answered by a near miss.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.asked import Asked
from rag.backends.prompts import REFUSAL
from rag.english.proper import place
from rag.needs import MOVEMENT
from rag.places import pinyin
from rag.records import Question, Report, short_name
from rag.words import normalise

_RATE = re.compile(r"(?!增长率)([一-龥]{2})(?<![比效概频利税汇功])率")
_SHARE = re.compile(r"占|比重")


def decline(question: Question, reports: Sequence[Report]) -> str:
    """Say why a question is declined for which the retriever was left with nothing.

    Args:
        question: as understood.
        reports: the reports of the index.

    """
    chinese = question.lang == "zh"
    years = _years(question.report_years or question.years)
    if question.places:
        places = "、".join(question.places) if chinese else " and ".join(map(place, question.places))
        why = f"{places}的内容" if chinese else f"anything about {places}"
        there = _listed(reports, chinese)
    elif years and question.regions:
        where = "、".join(question.regions) if chinese else " and ".join(map(place, question.regions))
        why = f"{where}{years}年的内容" if chinese else f"anything about {where} in {years}"
        there = _listed([r for r in reports if r.region in question.regions], chinese)
    else:
        why = f"{years}年的内容" if chinese else f"anything about {years}"
        there = _listed(reports, chinese)
    return (
        f"{REFUSAL['zh']}{why}。现有：{there}。"
        if chinese
        else f"{REFUSAL['en']} {why}. There are reports of: {there}. "
    )


def only_of_places(question: Question, said: Sequence[str], reports: Sequence[Report]) -> list[str]:
    """Keep what was said of places that have no report only where each statement is about them; else decline.

    A report of another place may speak of them in passing; what it says beside that is of its own place.

    Args:
        question: one that names places without a report.
        said: the answer, statement by statement; those with a mark rest on a passage.
        reports: the reports of the index.

    """
    named = [normalise(short_name(place)) for place in question.places]
    for text in map(normalise, said):
        names_all = all(name in (pinyin(text) if name.isascii() else text) for name in named)
        if "[" in text and not (names_all and _tells_aspect(Asked(question), text)):
            return [decline(question, reports)]
    return list(said)


def tells_other_rate(question: Question, statement: str) -> bool:
    """Tell whether a statement tells another thing than the rate asked for: 办结率 or 物价涨幅 where 满意率 is.

    Args:
        question: one that may name a rate.
        statement: that is to answer it.

    """
    asked, text = _RATE.findall(normalise(question.topic)), normalise(statement)
    terms = [normalise(term) for expansion in question.expansions for term in expansion.terms]
    if not asked or question.kind != "figure" or any(term in text for term in terms):
        return False
    return not any(stem in text for stem in asked)


def _tells_aspect(asked: Asked, text: str) -> bool:
    """Tell whether a text moves where growth is asked for, and tells no share where an amount is."""
    if not asked.figure:
        return True
    return bool(MOVEMENT.search(text)) if asked.growth else asked.aspect == "share" or not _SHARE.search(text)


def _listed(reports: Sequence[Report], chinese: bool) -> str:
    by_region: dict[str, list[int]] = {}
    for report in reports:
        by_region.setdefault(report.region or report.id, []).append(report.year or 0)
    parts = []
    for region, years in by_region.items():
        told = _years(sorted(year for year in years if year))
        parts.append(f"{region}{told}年报告" if chinese else f"{place(region)} {told.replace('、', ', ')}")
    return ("；" if chinese else "; ").join(parts)


def _years(years: Sequence[int]) -> str:
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}-{years[-1]}"
    return "、".join(str(year) for year in years)
