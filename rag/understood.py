"""Say what was understood of a question: Question + Hit[] → added terms; Question → the `understood` of the batch format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rag.records import Hit, Question
from rag.words import normalise

SHOWN = 3
"""Added terms that are told to the asker."""


def added_terms(question: Question, found: Sequence[Hit]) -> tuple[str, ...]:
    """Give the words added to the asker's own that passages were found by; SHOWN at most, none twice."""
    used = (
        term
        for expansion in question.expansions
        for term in expansion.terms
        if any(term in hit.passage.text and expansion.asked not in normalise(hit.passage.text) for hit in found)
    )
    return tuple(dict.fromkeys(used))[:SHOWN]


def terms_note(question: Question, found: Sequence[Hit]) -> tuple[str, ...]:
    """Say by what other words was searched, where passages were found that use them instead of the asker's."""
    quoted = "”“".join(added_terms(question, found))
    if not quoted:
        return ()
    return (f"也按“{quoted}”查找" if question.lang == "zh" else f"Also searched for “{quoted}”",)


def as_dict(question: Question) -> dict[str, Any]:
    """Give what was understood, for scripts.

    Returns:
        `regions` and `places` (with and without reports), `years` (one list for each period), `report_years`, `stance`
        (achieved, target or null), `terms` (what was searched for beside the asker's words) and `resolved` (今年 → 2025年).

    """
    terms = dict.fromkeys(term for expansion in question.expansions for term in expansion.terms)
    return {
        "regions": list(question.regions),
        "places": list(question.places),
        "years": [list(period) for period in question.periods],
        "report_years": list(question.report_years),
        "stance": question.stance,
        "terms": list(terms),
        "resolved": list(question.resolved),
    }
