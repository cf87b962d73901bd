"""Give several indicators that an English question names together, of one place and period: Question + Index → Overview, or None.

What are the 2026 targets for GDP growth and grain output?
    →  Qingshi District (青石区), 2026 target: GDP to grow by 5%; grain output to reach 4 million jin (400万斤)[1].
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rag.english.facts import FACT_CHARS, fact, lead
from rag.figures.indicators import canonical, names
from rag.overview.asking import GROWS
from rag.overview.between import asked_as, told_of_each
from rag.overview.lines import Overview
from rag.question.topic import names_something
from rag.records import Hit, Question

if TYPE_CHECKING:
    from rag.index.index import Index

_KINDS = ("figure", "list", "other")
_BESIDES = re.compile(r"\b(?:terms|expected|main|key|aims?|set|levels?|figures?|rates?|grow(?:th|s)?|new)\b", re.I)
"""Says nothing of what is asked for besides the indicators."""
_GROWTH = re.compile(r" growth\b")
_GROWTH_OF = re.compile(r"\b(?:growth|increase|rise)(?: rates?)? (?:of|in|for) (?:the )?$", re.I)


def several(question: Question, index: Index) -> Overview | None:
    """Say each indicator by its row; None where less than two are named, anything besides is, or one is not told just once.

    Args:
        question: as understood.
        index: with its figures.

    """
    region, years = question.pairs[0] if len(question.pairs) == 1 else ("", ())
    asked = list(_asked(question)) if question.lang == "en" and question.kind in _KINDS and years else []
    if len(asked) < 2:
        return None
    found = told_of_each(question, [asked_as(f"{name}是多少？", question, index) for name in asked], index)
    figures = [figure for _, figure in found[1]] if found else []
    facts = [fact(figure) for figure in figures]
    if not (facts and all(facts)):
        return None
    printed = ", ".join(one.words for one, said in zip(figures, facts, strict=True) if one.words not in said)
    passages = list(dict.fromkeys(figure.passage_id for figure in figures))
    forms = [
        f"{lead(region, years, figures[0].stance, chinese=chinese)}: {'; '.join(facts)}"
        f"{f' ({printed})' if printed else ''}"
        for chinese in (True, False)
    ]
    said = next((form for form in forms if len(form) <= FACT_CHARS), forms[-1])
    marks = "".join(f"[{number}]" for number in range(1, len(passages) + 1))
    first = {figure.passage_id: figure for figure in figures}
    return Overview(f"{said}{marks}.", tuple(Hit(index.passage_of(first[one]), 1.0) for one in passages))


def _asked(question: Question) -> Iterator[str]:
    """Give the Chinese names of the indicators, with 增速 where its growth is asked for; nothing where anything besides is named."""
    text, topic = question.text.lower(), question.topic.lower()
    asked: list[tuple[int, str]] = []
    for expansion in question.expansions:
        start, end = text.find(expansion.asked), text.find(expansion.asked) + len(expansion.asked)
        name = next((name for term in expansion.terms if (name := canonical(term)) in names()), "")
        if start >= 0 and name:
            grows = GROWS.search(expansion.asked) or _GROWTH.match(text, end) or _GROWTH_OF.search(text[:start])
            asked.append((start, f"{name}{'增速' if grows else ''}"))
            topic = topic.replace(expansion.asked, " ")
    if not names_something(_BESIDES.sub(" ", topic)):
        yield from dict.fromkeys(name for _, name in sorted(asked))
