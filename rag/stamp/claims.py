"""Read what an answer says of each of its figures: text → Claim[].

    2025年，张店区城镇就业新增1.69万人，    →  1.69万人 · 2025 · 张店区 · added

Year and place hold for the figures behind them in the sentence; a heading or a line that ends in a colon holds for the
lines below it, and a sentence that names neither goes on about those of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.figures.english import all_figures
from rag.figures.extract import POINTS, FigureSpan, figures
from rag.figures.rows import aligned
from rag.records import Span
from rag.stamp.judge import Claim
from rag.stamp.places import Places
from rag.stamp.scope import clause_end, in_scope, own_words, without_asides, years_of
from rag.stamp.topic import asked_bag
from rag.stamp.wording import (
    Mention,
    amount,
    claimed_stance,
    clause_span,
    firm_target,
    is_item_number,
    is_name,
    levels,
    movement,
    named_as_target,
    part_span,
    relative_mentions,
    roughness,
    sentence_span,
    starts,
    year_mentions,
)

_ITEM_NUMBER = re.compile(r"^\s*(?:[（(]\d{1,2}[）)]|\d{1,2}[.、．)](?!\d))", re.M)
_HEADING = re.compile(
    r"^[^\n]*[:：][*_\s]*$|^\s*#{1,6}\s[^\n]*$|^\s*\*\*[^\n*]+\*\*\s*$|^\|[^\n]*\|[ \t]*$(?=\n\|[\s:|-]+\|)", re.M
)
_PLUS = re.compile(r"(?<![a-z\d+])[+＋](?=\d)", re.I)
"""A sign of growth, which the reader of figures takes for a part of a name (2+4)."""
_UNIT_ANNOUNCED = re.compile(
    r"[(/](?:单位[:：])?([万亿]?(?:[元人户吨亩家个]|美元|斤|人次|公里|千瓦时)|%)(?:[)]|(?=[|\s]))"
)
_PER = re.compile(r"(?:\b(?:per|every)\s|每)\s*$")
"""What makes a number one that others are told for: per 1,000 residents."""
_POINTS = re.compile(r"\s?(?:个点(?!位)|points?\b)")
_LABEL = re.compile(r"^[\s*•·-]*([^\n:，,。;；]{2,24})[*_]*[:：][\s*]*$")
_FORMER = re.compile(r"前者|后者|the (?:former|latter)")
_LATIN = re.compile(r"[a-z]{3,}")


def blanked(text: str, pattern: re.Pattern[str]) -> str:
    """Put spaces in place of what matches, so that places stay what they were."""
    return pattern.sub(lambda match: " " * len(match.group()), text)


def claims(text: str, stretches: Sequence[Span], places: Places) -> list[Claim]:
    """Read the figures of an answer, in order.

    Args:
        text: the answer, its marks blanked.
        stretches: the parts of it that the same passages are cited for.
        places: those that have reports.

    """
    text = blanked(text, _ITEM_NUMBER)
    plain = _PLUS.sub("增", aligned(text))
    found = [
        figure
        for figure in all_figures(plain)
        if not _PER.search(plain[: figure.span[0]])
        and (figure.unit or not (is_item_number(plain, figure.span) or is_name(plain, figure.span)))
    ]
    found = [_in_points(_with_announced_unit(figure, plain), plain) for figure in found]
    named = year_mentions(plain)
    years = sorted([*named, *relative_mentions(plain, named)], key=lambda m: m.span)
    regions = places.mentions(text)
    return [_claim(text, plain, found, k, stretches, years, regions) for k in range(len(found))]


def _with_announced_unit(figure: FigureSpan, plain: str) -> FigureSpan:
    """Give a bare number the unit announced for it: 产值(亿元):造纸40.6, or in the head of its column."""
    start, end = figure.span
    if figure.unit:
        return figure
    sentence = sentence_span(plain, start)
    heading = _heading_above(plain, sentence[0])
    scope = plain[sentence[0] : start] + (_head_cell(plain, heading, start) if heading else "")
    announced = _UNIT_ANNOUNCED.search(scope)
    read = figures(f"{plain[start:end]}{announced.group(1)}") if announced else []
    return replace(read[0], text=figure.text, span=figure.span) if len(read) == 1 else figure


def _in_points(figure: FigureSpan, plain: str) -> FigureSpan:
    """Read 0.15 points and 1.2个点 as percentage points."""
    points = not figure.unit and _POINTS.match(plain, figure.span[1])
    return replace(figure, unit=POINTS) if points else figure


def _claim(
    text: str,
    plain: str,
    found: Sequence[FigureSpan],
    k: int,
    stretches: Sequence[Span],
    years: Sequence[Mention],
    regions: Sequence[tuple[str, Span]],
) -> Claim:
    figure = found[k]
    start, end = figure.span
    sentence, clause = sentence_span(plain, start), clause_span(plain, start)
    stretch = next((span for span in stretches if span[0] <= start < span[1]), sentence)
    own = max(sentence[0], stretch[0]), min(sentence[1], stretch[1])
    heading = _heading_above(plain, sentence[0])
    scopes = (own, sentence, heading, _sentence_before(plain, sentence[0]))
    anywhere = bool(_LATIN.search(plain[slice(*sentence)]))
    if _FORMER.search(plain, *clause):
        own, anywhere = sentence, True
        scopes = (sentence, *scopes[1:])
    clause_start = max(clause[0], found[k - 1].span[1] if k else 0)
    following = found[k + 1].span[0] if k + 1 < len(found) else len(plain)
    near = plain[clause_start : clause[1]]
    above = _head_cell(plain, heading, start) if heading else ""
    firm_from = max(own[0], plain.rfind(";", 0, start) + 1)
    rest = plain[clause[1] : min(own[1], part_span(plain, start)[1])]
    risen_from = starts(plain, start, end)
    undated = risen_from and not re.search(r"\d{4}", risen_from)
    moves = movement(near, start - clause_start, end - clause_start)
    label = _label(plain, clause[0]) if clause_start == clause[0] else ""
    segment = (
        f"{label} {plain[clause_start : min(clause[1], _own_end(plain, end, following))].replace(figure.text, ' ')}"
    )
    told = () if undated else years_of(plain, found, k, years, scopes, moves, anywhere=anywhere)
    aside = own_words(plain, years, clause, start, moves)
    before = f"{above} {without_asides(plain[max(sentence[0], aside) : start])}"
    firm_before = f"{above} {without_asides(plain[max(firm_from, aside) : start])}"
    in_clause = plain[max(clause[0], aside) : clause_end(plain, years, clause, end, following, anywhere=anywhere)]
    as_target = named_as_target(plain, end)
    dated = [m for m in years if not m.compared and sentence[0] <= m.span[0] < start]
    redated = len({m.years for m in dated}) > 1 and dated[-1].span[0] >= clause[0]
    return Claim(
        figure=figure,
        rough=roughness(plain, start, end),
        starts=bool(risen_from),
        text=text[start:end].strip(),
        place=(start, end),
        years=told,
        report_years=tuple(y for m in years if m.of_report and sentence[0] <= m.span[0] < sentence[1] for y in m.years),
        regions=in_scope(regions, scopes, start, anywhere=anywhere),
        stance="target" if as_target else claimed_stance(before, in_clause, rest, in_clause if redated else ""),
        firm_target=as_target or firm_target(firm_before, in_clause),
        movement=moves,
        levels=levels(plain, start),
        amount=amount(plain[clause_start:start]),
        clause=_own_clause(plain, clause, start),
        before=plain[sentence[0] : start],
        segment=segment,
        subject=_subject(plain, segment, clause, sum(clause[0] <= f.span[0] < clause[1] for f in found)),
    )


def _label(plain: str, start: int) -> str:
    """Give what stands before the colon of a list's item, which names what the figures behind it measure: PM10：改善44.2%."""
    label = _LABEL.search(plain[plain.rfind("\n", 0, start) + 1 : start])
    return label.group(1) if label else ""


def _own_clause(plain: str, clause: Span, place: int) -> str:
    """Give the clause of a figure without the brackets in it, which tell another; whole where the figure stands in them."""
    said = plain[slice(*clause)]
    return said if plain.rfind("(", clause[0], place) > plain.rfind(")", clause[0], place) else without_asides(said)


def _own_end(plain: str, end: int, following: int) -> int:
    """Give where the words of a figure end: before brackets that tell another one (7150个(比承诺的6200个多950个))."""
    opened = plain.find("(", end, following)
    return opened if opened >= 0 and ")" not in plain[opened:following] else following


def _subject(plain: str, segment: str, clause: Span, figures_there: int) -> str:
    """Give the words that name what a figure measures.

    Args:
        plain: the answer.
        segment: the words at the figure.
        clause: where its clause stands.
        figures_there: how many figures stand in it; several go back to several things named before (分别增长7.9%和11.2%).

    """
    if asked_bag(segment):
        return segment
    if asked_bag(plain[slice(*clause)]) or figures_there > 1:
        return plain[slice(*clause)]
    sentence = sentence_span(plain, clause[0])[0]
    before = clause_span(plain, max(clause[0] - 2, sentence)) if clause[0] - 2 > sentence else clause
    return plain[slice(*before)]


def _heading_above(text: str, place: int) -> Span | None:
    """Find the heading or announcing line above a line; the head of a table counts."""
    line = text.rfind("\n", 0, place + 1)
    found = [match.span() for match in _HEADING.finditer(text) if match.end() <= max(line, 0)]
    return found[-1] if found else None


def _head_cell(text: str, heading: Span, place: int) -> str:
    """Give a heading; of a table's head, the cell above a place."""
    row = text[text.rfind("\n", 0, place) + 1 : place]
    head = text[slice(*heading)]
    if not (row.startswith("|") and head.startswith("|")):
        return head
    cells = head.split("|")
    return cells[row.count("|")] if row.count("|") < len(cells) else head


def _sentence_before(text: str, place: int) -> Span | None:
    end = len(text[:place].rstrip(" 。.!?！？\n"))
    return sentence_span(text, end - 1) if end > 0 else None
