"""Tell what an English question asks about: its own words for it, and the clauses of a passage that hold it."""

from __future__ import annotations

import re
from collections.abc import Sequence

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

_AUXILIARY = r"(?:do|does|did|is|are|was|were|will|would|has|have|had|can)"
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


def narrowed(text: str, span: Span, question: Question, *, figure: bool, short: int = SHORT) -> Span:
    """Leave out of a long window the clauses before and behind those that hold what is asked about.

    Args:
        text: of the passage.
        span: of the window in it.
        question: as understood, with what reports call the things asked about.
        figure: whether a figure is asked for, which must stand in what is kept.
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
    first = held.index(max(held))
    last = first
    share = bool(_SHARE.search(question.text))
    while figure and last + 1 < len(within) and not _tells(text[within[first][0] : within[last][1]], share=share):
        last += 1
    return within[first][0], within[last][1]


def _tells(text: str, *, share: bool) -> bool:
    """Tell whether words hold a figure, of a share where one is asked for."""
    return bool(figures(normalise(text))) and (not share or bool(_OF_SHARE.search(text)))


def _holds(clause: str, terms: Sequence[str]) -> bool:
    own = bag(clause)
    return any(term in clause or shared(bag(term), own) >= HELD for term in terms)
