"""Give a sentence the subject that it leaves to the one before: 新材料产业做大做强。产值达到35亿元。 → 新材料产业.

Not here: clauses of one sentence, which are given together (backends/extractive/task.py).
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.clauses import NUMBERED, clauses, lacks_subject, sentences
from rag.windows import columns

FAR = 3
"""A subject stands at most so many sentences before."""
LONGEST = 16
"""Longer words before a verb are no name that would be repeated."""

_ADVERBIAL = re.compile(r"(?:重点|深度|全面|持续|积极|大力|着力|全力|高标准|高质量|集中|首次|今年|去年|全年|加速)+$")
_NO_PART = ("v", "d", "p", "c", "r", "m", "x", "w", "t")
"""Tags of words that end a subject: verbs, adverbs, prepositions, numerals, signs."""


@lru_cache(maxsize=2000)
def subjects(text: str) -> tuple[str, ...]:
    """Give the subject that each sentence of a passage leaves out; empty where it names its own, or none is found."""
    spans = sentences(text)
    return tuple(
        _before(text, number) if lacks_subject(text[slice(*span)]) else "" for number, span in enumerate(spans)
    )


def left_out(text: str, position: int) -> str:
    """Give the subject that words leave out which begin at a position of a passage; empty where none is.

    Words that begin a sentence leave it to the one before, those of a column to the name of the table's row.
    """
    spans = sentences(text)
    number = next((n for n, (start, end) in enumerate(spans) if start <= position < end), None)
    if number is None:
        return ""
    if position in (head for head, _ in columns(text, spans[number])):
        return f"{text[slice(*clauses(text, spans[number])[0])]}，"
    return _before_words(subjects(text)[number], text[position:]) if position == spans[number][0] else ""


def _before_words(subject: str, words: str) -> str:
    """Leave out at the end of a subject what the words begin with: 低空产业 before 产业规模."""
    shared = next((n for n in range(len(subject) - 1, 0, -1) if words.startswith(subject[-n:])), 0)
    return subject[: len(subject) - shared]


def _before(text: str, number: int) -> str:
    """Give what the nearest sentence before is said of that names its subject."""
    spans = sentences(text)
    for span in reversed(spans[max(0, number - FAR) : number]):
        first = text[slice(*clauses(text, span)[0])]
        if not lacks_subject(first) and (named := _subject(first)):
            return named
    return ""


def _subject(clause: str) -> str:
    """Give the words before the verb of a clause, where they name something."""
    import rjieba

    named = noun = ""
    for word, tag in rjieba.tag(NUMBERED.sub("", clause), True):
        if tag != "vn" and tag.startswith(_NO_PART):
            break
        named += word
        noun = tag if tag[:1] in ("n", "j", "l", "i", "v") else noun
    named = _ADVERBIAL.sub("", named)
    return named if noun and 1 < len(named) <= LONGEST else ""
