"""Correct how a question was understood: Question + Reading → Question; and read a correction as an asker writes it.

A place, a period or a stance that is chosen takes the place of what the words tell, in every part of the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.errors import BaogaoError
from rag.periods import periods
from rag.places import full_names
from rag.question.parts import without_expansions
from rag.records import AskedStance, Language, Question, Reading, Report

_NAMES = {
    "zh": {"place": "地区", "year": "年份", "stance": "目标或完成", "words": "只按原话查找", "corrected": "更正："},
    "en": {
        "place": "place",
        "year": "year",
        "stance": "target or result",
        "words": "own words only",
        "corrected": "corrected: ",
    },
}
_STANCES = {
    "zh": {"achieved": "完成值", "target": "目标值", "either": "均可"},
    "en": {"achieved": "result", "target": "target", "either": "either"},
}


def corrected(question: Question, reading: Reading) -> Question:
    """Give a question as its asker corrects it.

    Args:
        question: as its words tell.
        reading: what is to hold instead; what it leaves at None stays.

    """
    if reading == Reading():
        return question
    told = correction(reading, question.lang)
    resolved = (*_still_holding(question, reading), *([told] if told else []))
    return replace(_applied(question, reading), resolved=resolved)


def correction(reading: Reading, lang: Language) -> str:
    """Say what an asker has corrected, as the answer's notes do: 更正：地区 → 周村区；年份 → 2022年."""
    names, chinese = _NAMES[lang], lang == "zh"
    comma, anything = ("、", "不限") if chinese else (", ", "any")
    said = []
    if reading.regions is not None:
        said.append(f"{names['place']} → {comma.join(reading.regions) or anything}")
    if reading.periods is not None:
        said.append(f"{names['year']} → {comma.join(span(period, lang) for period in reading.periods) or anything}")
    if reading.stance:
        said.append(f"{names['stance']} → {_STANCES[lang][reading.stance]}")
    if reading.own_words:
        said.append(names["words"])
    return f"{names['corrected']}{('；' if chinese else '; ').join(said)}" if said else ""


def span(years: Sequence[int], lang: Language) -> str:
    """Write a period: 2024年, 2016-2020年."""
    told = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
    return f"{told}年" if lang == "zh" else told


def merged(before: Reading, change: Reading) -> Reading:
    """Add a correction to those made before; of the same thing, the later one holds."""
    return Reading(
        regions=before.regions if change.regions is None else change.regions,
        periods=before.periods if change.periods is None else change.periods,
        stance=change.stance or before.stance,
        own_words=before.own_words if change.own_words is None else change.own_words,
    )


def reading_of(
    reports: Sequence[Report],
    *,
    regions: Sequence[str] = (),
    years: Sequence[str] = (),
    stance: AskedStance | None = None,
) -> Reading:
    """Read a correction as an asker writes it.

    Args:
        reports: the reports of the index.
        regions: places by any of their names: 张店区, 张店, Zhangdian; none leaves the place to the question.
        years: 2024, 2016-2020 or 十四五期间; none leaves the years to the question.
        stance: None leaves it to the question.

    Raises:
        BaogaoError: if no report is of a place, or a text names no year.

    """
    return Reading(
        regions=full_names(regions, reports) if regions else None,
        periods=tuple(dict.fromkeys(_period(text) for text in years)) if years else None,
        stance=stance,
    )


def _applied(question: Question, reading: Reading) -> Question:
    question = replace(question, parts=tuple(_applied(part, reading) for part in question.parts))
    if reading.regions is not None:
        question = replace(question, regions=reading.regions, places=())
    if reading.periods is not None:
        of_report = bool(question.report_years) and not question.periods
        years = tuple(sorted({year for period in reading.periods for year in period}))
        question = replace(
            question, periods=() if of_report else reading.periods, report_years=years if of_report else ()
        )
    if reading.regions is not None or reading.periods is not None:
        # Which year went with which place is no longer told: each goes with each.
        pairs = [(region, period) for region in question.regions or ("",) for period in question.periods or ((),)]
        question = replace(question, pairs=tuple(pairs))
    if reading.stance:
        chosen = None if reading.stance == "either" else reading.stance
        question = replace(question, stance=chosen, stance_chosen=True)
    return without_expansions(question) if reading.own_words else question


def _still_holding(question: Question, reading: Reading) -> tuple[str, ...]:
    """Keep how words were read, unless the places or years they were read as are now others."""
    replaced = [*question.regions] if reading.regions is not None else []
    replaced += [span(period, question.lang) for period in question.periods] if reading.periods is not None else []
    return tuple(told for told in question.resolved if told.rpartition(" → ")[2] not in replaced)


def _period(text: str) -> tuple[int, ...]:
    named = periods(text, None)
    if len(named) == 1:
        return named[0].years
    raise BaogaoError(f"{text!r}: not a year. Write one such as 2024, or a period such as 2016-2020 or 十四五期间.")
