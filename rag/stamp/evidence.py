"""Lay out the figures of a passage for checking: Passage → Evidence[], each with its clause, years, stance and movement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rag.clauses import clauses, sentences
from rag.figures.extract import RATIO, FigureSpan, figures
from rag.figures.rows import aligned, read_figures
from rag.records import Figure, Passage, Span, Stance
from rag.stamp.topic import bag
from rag.stamp.wording import (
    Amount,
    Movement,
    amount,
    clause_span,
    is_item_number,
    levels,
    movement,
    named_as_target,
    part_span,
    starts,
    year_mentions,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure of a passage with what its surroundings say of it."""

    figure: FigureSpan
    text: str
    """As printed."""
    indicator: str
    """As the passage names it; empty where no row was read."""
    name: str
    """The name that many indicators have in common."""
    periods: tuple[tuple[int, ...], ...]
    """The years that it may be of: its row's, its passage's, and those named in its sentence."""
    own_years: tuple[int, ...]
    starts: bool
    """Whether it is what something rose or fell from."""
    stance: Stance
    movement: Movement
    levels: bool
    amount: Amount
    clause: str
    segment: str
    """The words at it alone; nothing where several figures share a clause's words (分别增长7.9%和11.2%)."""
    sentence: str
    before: str
    """The sentence up to the figure."""
    words: frozenset[str]
    """What its clause and its indicator say (topic.bag)."""


_THRESHOLDS = {
    "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_ASIDE = re.compile(r"\([^()]*\)")
_THRESHOLD = re.compile(r"(?<![\d.十百千万余多])([十百千]?亿|[十百千]万|万亿)(?:(元|美元)|(?=级))")
_NONE_LEFT = re.compile(r"(?<=[为到至清归])零(?![\d一-九百千售])")
_SHARES = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?:[:∶]\d+(?:\.\d+)?){2,}(?![\d:])")
_HOURS_AND_MINUTES = re.compile(r"(\d{1,2})个?小时(\d{1,2})分钟?")


_SHARED_WORDS = re.compile(r"分别|依次|各为")

FEW = 4
"""Pairs of characters; a clause with fewer names hardly what its figure measures."""


@lru_cache(maxsize=512)
def values(passage: Passage) -> tuple[FigureSpan, ...]:
    """Give the figures of a passage without reading what they measure.

    Thresholds in words (过亿元的项目), 降为零, 2小时40分 as 160 minutes and the shares of 18.2:38.9:42.9 are among them.
    """
    text = aligned(passage.text)
    thresholds = [
        FigureSpan(m.group(), Decimal(_THRESHOLDS[m.group(1)]), m.group(2) or "元", m.span())
        for m in _THRESHOLD.finditer(text)
    ]
    nothing = [FigureSpan(m.group(), Decimal(0), "", m.span()) for m in _NONE_LEFT.finditer(text)]
    durations = [
        FigureSpan(m.group(), Decimal(60 * int(m.group(1)) + int(m.group(2))), "分钟", m.span())
        for m in _HOURS_AND_MINUTES.finditer(text)
    ]
    shares = [
        FigureSpan(m.group(), Decimal(m.group()), "%", (ratio.start() + m.start(), ratio.start() + m.end()))
        for ratio in _SHARES.finditer(text)
        for m in re.finditer(r"[\d.]+", ratio.group())
    ]
    read = [figure for figure in figures(text) if not is_item_number(text, figure.span)]
    return tuple(sorted([*read, *thresholds, *nothing, *durations, *shares], key=lambda figure: figure.span))


@lru_cache(maxsize=512)
def evidence(passage: Passage) -> tuple[Evidence, ...]:
    """Give every figure of a passage, in order."""
    text = aligned(passage.text)
    rows = {row.place[0]: row for row in read_figures(passage)}
    found: list[Evidence] = []
    spans = [(sentence, clauses(text, sentence)) for sentence in sentences(text)]
    for figure in values(passage):
        sentence, own = next(
            (
                (sentence, next((c for c in cs if c[0] <= figure.span[0] < c[1]), sentence))
                for sentence, cs in spans
                if sentence[0] <= figure.span[0] < sentence[1]
            ),
            ((0, len(text)), (0, len(text))),
        )
        row = _row_of(figure, rows)
        if row and row.unit == RATIO != figure.unit:  # one share of three, which has no row of its own
            row = None
        following = next((one for place, one in rows.items() if figure.span[1] <= place < own[1]), None)
        found.append(_evidence(figure, row, following, text, sentence, own, passage))
    return tuple(found)


def _row_of(figure: FigureSpan, rows: dict[int, Figure]) -> Figure | None:
    start, end = figure.span
    return rows.get(start) or next(
        (row for row in rows.values() if row.place[0] <= start and end <= row.place[1]), None
    )


def _evidence(
    figure: FigureSpan,
    row: Figure | None,
    following: Figure | None,
    text: str,
    sentence: Span,
    own: Span,
    passage: Passage,
) -> Evidence:
    """Lay out one figure; what something rose from has the name of what it rose to, whose row follows (由15269元增加到16842元)."""
    context = passage.context
    clause = text[slice(*own)]
    start, end = figure.span[0] - own[0], figure.span[1] - own[0]
    said = text[slice(*sentence)]
    begins = bool(starts(clause, start, end))
    named = row or (following if begins else None)
    periods = _periods(said, figure.span[0] - sentence[0], row, passage)
    return Evidence(
        figure=figure,
        text=passage.text[slice(*figure.span)],
        indicator=named.indicator if named else "",
        name=named.name if named else "",
        periods=periods,
        own_years=context.years or (periods[0] if periods else ()),
        stance="target"
        if named_as_target(clause, end)
        else "other"
        if begins
        else row.stance
        if row
        else context.stance,
        starts=begins,
        movement=movement(clause, start, end),
        levels=levels(clause, start),
        amount=amount(_head(clause, start)),
        clause=clause,
        segment=_segment(clause, start, end),
        sentence=said,
        before=text[sentence[0] : figure.span[0]],
        words=_words(_without_asides(clause, start), row.indicator if row else "", text[sentence[0] : own[0]]),
    )


def _words(clause: str, indicator: str, before: str) -> frozenset[str]:
    """Give what a figure's clause says; one that leaves its subject out (项目139个) goes on about the clause before."""
    own = bag(f"{clause} {indicator}")
    return own if len(own) >= FEW else own | bag(before[clause_span(before, max(len(before) - 2, 0))[0] :])


def _without_asides(clause: str, place: int) -> str:
    """Leave out what stands in brackets, unless the figure stands there: 项目139个(含文昌湖15个)."""
    return _ASIDE.sub(lambda match: match.group() if match.start() < place < match.end() else " ", clause)


def _periods(sentence: str, place: int, row: Figure | None, passage: Passage) -> tuple[tuple[int, ...], ...]:
    """Give the periods that a figure may be of: those named with it, else its passage's and all that its sentence names."""
    context = passage.context
    named = [m for m in year_mentions(sentence, context.report_year) if sentence[slice(*m.span)] != "当年"]
    start, end = part_span(sentence, place)
    own = [m.years for m in named if start <= m.span[0] < end and not m.compared]
    read = [row.years] if row and row.years else []
    wider = own or [*([context.years] if context.years else []), *(m.years for m in named)]
    return tuple(dict.fromkeys([*read, *wider]))


def _segment(clause: str, start: int, end: int) -> str:
    if _SHARED_WORDS.search(clause):
        return ""
    following = next((figure.span[0] for figure in figures(clause) if figure.span[0] >= end), len(clause))
    return f"{_head(clause, start)} {clause[end:following]}"


def _head(clause: str, start: int) -> str:
    """Give the words before a figure, back to the figure before it."""
    before = [figure.span[1] for figure in figures(clause) if figure.span[1] <= start]
    return clause[max(before, default=0) : start]
