"""Part a question that asks several things, and widen one that finds nothing: Question → Question[].

张店2024年、周村2022年的就业   →   two places with a year each
A和B分别是多少                 →   two indicators
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from rag.figures.extract import unit_kind
from rag.lexicon.defined import Defined
from rag.needs import MOVEMENT
from rag.periods import Period
from rag.question.wording import unit
from rag.records import Expansion, Question, Span
from rag.words import normalise

PARTS = 8
"""A question is parted into no more."""
_MEASURED = re.compile(r"(?:数量?|[量额值]|规模|里程|面积)$")
"""Ends what is measured in a unit of its own, whatever the last of several things is measured in."""


_GAP_MOVES = re.compile("(?:差距|之比|收入比|倍差)[^，。？]{0,6}(?:缩小|收窄|缩窄|扩大|拉大|变[大小])")
"""Asks how the gap between two things moved, of which the figure of each at one date tells nothing."""


def split(question: Question) -> list[Question]:
    """Part a question that names several places, periods or indicators into one for each combination.

    Returns: the question alone where it names one of each, or more than PARTS combinations.

    """
    if question.parts:
        return [part for one in question.parts for part in split(one)]
    parts = [
        replace(
            question,
            regions=(region,) if region else (),
            periods=(period,) if period else (),
            pairs=((region, period),),
            stance=question.stance_in(period),
            topic=topic,
            topics=(topic,),
            unit=_unit(topic, question),
            expansions=_within(topic, question),
        )
        for topic in ((question.topic,) if _GAP_MOVES.search(question.text) else question.topics)
        for region, period in question.pairs
    ]
    return parts if 1 < len(parts) <= PARTS else [question]


def in_any_year(question: Question) -> Question | None:
    """Give the same question without its years and stance, to look for what is nearest; None where it names neither.

    A place that has no report stays unanswered: nothing of another place is near.
    """
    if question.places or not (question.periods or question.report_years or question.stance):
        return None
    pairs = tuple(dict.fromkeys((region, ()) for region, _ in question.pairs))
    return replace(question, periods=(), pairs=pairs, report_years=(), stance=None, stance_chosen=False)


def without_expansions(question: Question) -> Question:
    """Give the same question in the asker's own words alone."""
    return replace(question, expansions=(), parts=tuple(map(without_expansions, question.parts)))


def with_terms(question: Question, terms: Mapping[str, Defined]) -> Question:
    """Add what the reports themselves say that a term of the question stands for: 三名 → 名师, 名校长, 名班主任."""
    known = {one.asked for one in question.expansions}
    added = [
        Expansion(term, one.parts[:PARTS])
        for term, one in terms.items()
        if len(term) > 1 and term in question.text and one.parts and normalise(term) not in known
    ]
    return replace(question, expansions=(*question.expansions, *added)) if added else question


def pairs(places: Sequence[tuple[str, Span]], named: Sequence[Period]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Join places and periods as they stand side by side; where they do not alternate, each with each."""
    regions = list(dict.fromkeys(name for name, _ in places)) or [""]
    spoken = list(dict.fromkeys(period.years for period in named)) or [()]
    # 淄博全市 names one place twice.
    once = [place for before, place in pairwise([("", (-1, -1)), *places]) if before[0] != place[0]]
    mentions: list[tuple[Span, str | None, tuple[int, ...] | None]] = [(span, name, None) for name, span in once]
    mentions += [(period.span, None, period.years) for period in named]
    mentions.sort(key=lambda mention: mention[0])
    sides = [name is not None for _, name, _ in mentions]
    alternate = all(a != b for a, b in pairwise(sides)) and len(mentions) >= 4 and len(mentions) % 2 == 0
    if not alternate:
        return tuple((region, period) for region in regions for period in spoken)
    joined = []
    for (_, name, years), (_, other_name, other_years) in zip(mentions[::2], mentions[1::2], strict=True):
        joined.append((name or other_name or "", years or other_years or ()))
    return tuple(dict.fromkeys(joined))


def _unit(topic: str, question: Question) -> str:
    """Give the unit that one of several things is asked in: percent only where its own words, or those of all, tell a rate."""
    rates = [unit(f"{one}是多少") == "%" or bool(MOVEMENT.search(one)) for one in question.topics]
    if len(rates) < 2 or not any(rates) or unit_kind(question.unit) != "share":
        return question.unit
    of_all = rates[-1] and not _MEASURED.search(topic)
    return question.unit if of_all or rates[question.topics.index(topic)] else ""


def _within(topic: str, question: Question) -> tuple[Expansion, ...]:
    """Keep the expansions of words that stand in a part of the topic."""
    return tuple(expansion for expansion in question.expansions if expansion.asked in normalise(topic))
