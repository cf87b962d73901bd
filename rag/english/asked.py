"""Tell what an English question asks about: its own words for it, and the clauses of a passage that hold it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.asked import Asked
from rag.clauses import clauses, sentences
from rag.english.proper import pinyin
from rag.figures.extract import figures
from rag.records import Question, Span, short_name
from rag.stamp.topic import bag, shared
from rag.words import normalise

SHORT = 60
"""Characters of a window that is quoted as it is."""
HELD = 0.6
"""A clause holds a term where it holds so much of it."""

_AUXILIARY = r"(?:do|does|did|is|are|was|were|will|would|should|must|has|have|had|can)"
_COUNTED = re.compile(rf"\b(?:how (?:many|much)|what|which) (?!{_AUXILIARY}\b)(.+?) {_AUXILIARY}\b", re.I)
_BEGINS = re.compile(
    rf"^(?:and )?(?:(?:by|in|on|to|from) )?(?:(?:how \w+|what|which|when|where|who)(?: {_AUXILIARY})?|{_AUXILIARY})(?: be)?(?: it\b)?(?: |$)",
    re.I,
)
_WHEN = re.compile(r"\b(?:by|in|for|of|during|at the end of|since)? ?(?:the year )?(?:19|20)\d\d\b(?:'s)?", re.I)
_EDGES = re.compile(
    r"^(?:the|an?|of|in|for)\b|\b(?:the|an?|in|of|for|to|by|at|mean|refer|stand|grow|rise|increase|fall|drop|decline|change|have|come|amount|reach|cost)$",
    re.I,
)
_BEHIND = re.compile(r" (?:actually|really|turn(?:ed)? out)\b.*", re.I)
_SPACES = re.compile(r"\s+")
_SHARE = re.compile(r"\bwhat (?:share|proportion|percentage) of\b", re.I)
_OF_SHARE = re.compile(r"占|比重|比例|率")
_PARTS = re.compile("[；;。]")
_LEVEL = r"(?: (?:District|County|City|Province|Town))?"


def noun_phrase(question: Question) -> str:
    """Give what is asked about in the asker's words, without its place and year.

    What was Zhangdian's registered unemployment in 2024?  →  registered unemployment
    How many tidal markets did it set up?                  →  tidal markets

    """
    text = _WHEN.sub(" ", question.text.split(",")[0])
    for region in question.regions:
        name = rf"\b{pinyin(short_name(region))}\b{_LEVEL}"
        text = re.sub(rf"{name}['’]s\b", " ", text, flags=re.I)
        text = re.sub(rf"(?:\b(?:in|of|for|by) )?{name}", " | ", text, flags=re.I)
    text = _SPACES.sub(" ", text).strip(" ?.")
    counted = _COUNTED.search(text)
    # What a place is said to do (that it wants to improve) is no part of the name.
    parts = (counted[1] if counted else _BEGINS.sub("", text)).split("|")
    phrase = next((part.strip() for part in parts if part.strip()), "")
    phrase = _BEHIND.sub("", phrase)
    while (shorter := _EDGES.sub("", phrase).strip()) != phrase:
        phrase = shorter
    return phrase


def narrowed(
    text: str, span: Span, question: Question, *, figure: bool, date: bool = False, short: int = SHORT
) -> Span:
    """Leave out of a long window the clauses before and behind those that hold what is asked about.

    Args:
        text: of the passage.
        span: of the window in it.
        question: as understood, with what reports call the things asked about.
        figure: whether a figure is asked for, which must stand in what is kept.
        date: whether a date is, of which the nearest is kept too.
        short: characters of a window that is left as it is.

    """
    within = [
        clause
        for sentence in sentences(text)
        for clause in clauses(text, sentence)
        if clause[0] < span[1] and span[0] < clause[1]
    ]
    if span[1] - span[0] <= short or len(within) < 2:
        return span
    terms = [one.terms for one in question.expansions] + [[name] for name in re.findall("[一-龥]{2,}", question.topic)]
    held = [sum(_holds(text[slice(*clause)], one) for one in terms) for clause in within]
    if not max(held):
        return span
    dated = _dated(text, within, question) if date else []
    first = max(range(len(within)), key=lambda n: (any(_together(text, within, n, m) for m in dated), held[n], -n))
    last = first
    share = bool(_SHARE.search(question.text))
    while figure and last + 1 < len(within) and not _tells(text[within[first][0] : within[last][1]], share=share):
        last += 1
    if dated:
        nearest = min(dated, key=lambda n: abs(n - first))
        first, last = min(first, nearest), max(last, nearest)
    return within[first][0], within[last][1]


def _dated(text: str, within: Sequence[Span], question: Question) -> list[int]:
    """Give the numbers of the clauses that have a date."""
    asked = Asked(question)
    return [n for n, clause in enumerate(within) if asked.dated(text[slice(*clause)])]


def _together(text: str, within: Sequence[Span], one: int, other: int) -> bool:
    """Tell whether no more than commas stand between two clauses, so that the date of one may be the other's."""
    first, last = sorted((one, other))
    return not _PARTS.search(text[within[first][0] : within[last][1]])


def _tells(text: str, *, share: bool) -> bool:
    """Tell whether words hold a figure, of a share where one is asked for."""
    return bool(figures(normalise(text))) and (not share or bool(_OF_SHARE.search(text)))


def _holds(clause: str, terms: Sequence[str]) -> bool:
    own = bag(clause)
    return any(term in clause or shared(bag(term), own) >= HELD for term in terms)
