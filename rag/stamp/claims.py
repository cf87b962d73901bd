"""Read what an answer says of each of its figures: text → Claim[].

    2025年，张店区城镇就业新增1.69万人，    →  1.69万人 · 2025 · 张店区 · added

Year and place hold for the figures behind them in the sentence; a heading or a line that ends in a colon holds for the
lines below it, and a sentence that names neither goes on about those of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from rag.figures.english import all_figures
from rag.figures.extract import FigureSpan, figures
from rag.figures.rows import aligned
from rag.records import Span
from rag.stamp.judge import Claim
from rag.stamp.places import Places
from rag.stamp.wording import (
    Mention,
    amount,
    claimed_stance,
    clause_span,
    firm_target,
    is_item_number,
    is_name,
    movement,
    part_span,
    roughness,
    sentence_span,
    starts,
    year_mentions,
)

_T = TypeVar("_T")

_ITEM_NUMBER = re.compile(r"^\s*(?:[（(]\d{1,2}[）)]|\d{1,2}[.、．)](?!\d))", re.M)
_HEADING = re.compile(
    r"^[^\n]*[:：][*_\s]*$|^\s*#{1,6}\s[^\n]*$|^\s*\*\*[^\n*]+\*\*\s*$|^\|[^\n]*\|[ \t]*$(?=\n\|[\s:|-]+\|)", re.M
)
_PLUS = re.compile(r"(?<![a-z\d+])[+＋](?=\d)", re.I)
"""A sign of growth, which the reader of figures takes for a part of a name (2+4)."""
_UNIT_ANNOUNCED = re.compile(
    r"[(/](?:单位[:：])?([万亿]?(?:[元人户吨亩家个]|美元|斤|人次|公里|千瓦时)|%)(?:[)]|(?=[|\s]))"
)
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
        if figure.unit or not (is_item_number(plain, figure.span) or is_name(plain, figure.span))
    ]
    found = [_with_announced_unit(figure, plain) for figure in found]
    years, regions = year_mentions(plain), places.mentions(text)
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
    named = [
        (m.years, m.span)
        for m in years
        if not m.of_report and (not m.compared or (not moves and _inside_clause(m, clause, start)))
    ]
    return Claim(
        figure=figure,
        rough=roughness(plain, start, end),
        starts=bool(risen_from),
        text=text[start:end].strip(),
        place=(start, end),
        years=() if undated else _in_scope(named, scopes, start, anywhere=anywhere),
        report_years=tuple(y for m in years if m.of_report and sentence[0] <= m.span[0] < sentence[1] for y in m.years),
        regions=_in_scope(regions, scopes, start, anywhere=anywhere),
        stance=claimed_stance(f"{above} {plain[sentence[0] : start]}", plain[slice(*clause)], rest),
        firm_target=firm_target(f"{above} {plain[firm_from:start]}", plain[slice(*clause)]),
        movement=moves,
        amount=amount(plain[clause_start:start]),
        clause=plain[slice(*clause)],
        segment=plain[clause_start : min(clause[1], following)].replace(figure.text, " "),
    )


def _inside_clause(mention: Mention, clause: Span, place: int) -> bool:
    return clause[0] <= mention.span[0] < place


def _inside(mentions: Sequence[tuple[_T, Span]], scope: Span | None) -> list[tuple[_T, Span]]:
    return [one for one in mentions if scope and scope[0] <= one[1][0] < scope[1]]


def _in_scope(
    mentions: Sequence[tuple[_T, Span]], scopes: Sequence[Span | None], place: int, *, anywhere: bool
) -> tuple[_T, ...]:
    """Give what may hold for a figure: named with it, else before it in its sentence, else in the heading or the sentence before.

    In Chinese, year and place stand before what they hold for; in English, often behind it.

    Args:
        mentions: in order.
        scopes: what is proved together with the figure, its sentence, the heading, the sentence before.
        place: where the figure stands.
        anywhere: whether it may stand anywhere in the sentence, as in English.

    """
    own, sentence = _inside(mentions, scopes[0]), _inside(mentions, scopes[1])
    if sentence:
        before = [what for what, span in own if span[0] < place][-1:]
        wider = [what for what, span in sentence if span[0] < place][-1:]
        after = [what for what, span in own if span[0] >= place]
        if anywhere:
            return tuple(dict.fromkeys(what for what, _ in own)) or tuple(wider)
        return tuple(before or dict.fromkeys([*wider, *after[:1]]))
    for scope in scopes[2:]:
        if found := dict.fromkeys(what for what, _ in _inside(mentions, scope)):
            return tuple(found) if len(found) == 1 else ()
    return ()


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
