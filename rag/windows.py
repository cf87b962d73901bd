"""Put neighbouring clauses together into windows, the answers that there may be: str → Clause[], Window[].

A window is one to three clauses of one sentence. What is read of a clause without a question is read once and kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.clauses import clauses, sentences
from rag.figures.extract import FigureSpan, figures
from rag.records import Span
from rag.words import normalise

WINDOW_CLAUSES = 3
WINDOW_CHARS = 110
"""A window has no more clauses and characters, unless a single clause has."""
KEPT = 2000
"""Passages whose clauses are kept for the next question."""

_MARK = re.compile(r"^(?:\(\d{1,2}\)|\d{1,2}[.、](?!\d))")
"""Numbers an item of a list, and is no figure."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with what is read of it for every question."""

    span: Span
    """In the passage's text."""
    sentence: int
    """Number of its sentence in the passage, counted from 0."""
    plain: str
    """Normalised."""
    figures: tuple[FigureSpan, ...]
    """Of the normalised text."""


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring clauses of one sentence."""

    span: Span
    """In the passage's text, without the punctuation at its ends."""
    sentence: Span
    first: int
    last: int
    """Its clauses by their numbers in the passage, counted from 0; the last one included."""


@lru_cache(maxsize=KEPT)
def parsed(text: str) -> tuple[Clause, ...]:
    """Read the clauses of a passage, in order."""
    return tuple(
        Clause(span, number, plain := normalise(text[slice(*span)]), tuple(figures(_MARK.sub("", plain))))
        for number, sentence in enumerate(sentences(text))
        for span in clauses(text, sentence)
    )


def windows(text: str) -> Iterator[Window]:
    """Give every window of a passage."""
    read, spans = parsed(text), sentences(text)
    for first, opening in enumerate(read):
        for last in range(first, min(first + WINDOW_CLAUSES, len(read))):
            span = (opening.span[0], read[last].span[1])
            if read[last].sentence != opening.sentence or (last > first and span[1] - span[0] > WINDOW_CHARS):
                break
            yield Window(span, spans[opening.sentence], first, last)


def column_of(text: str, window: Window) -> str:
    """Give the head of the column that a window of a table's row ends in: 2021年完成情况; empty where it is of no row."""
    heads = columns(text, window.sentence)
    last = parsed(text)[window.last].span
    return next((text[slice(*head)] for head in reversed(heads) if head[0] <= last[0]), "")


@lru_cache(maxsize=KEPT)
def columns(text: str, sentence: Span) -> tuple[Span, ...]:
    """Give the heads of the columns that a table's row names: 总产值，2021年目标：8亿元；2021年完成：9亿元."""
    heads = [
        one.span
        for one in parsed(text)
        if sentence[0] < one.span[0] and one.span[1] < sentence[1] and text[one.span[1]] in "：:"
    ]
    return tuple(heads) if len(heads) > 1 else ()
