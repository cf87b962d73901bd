"""Tell what holds for one figure of a sentence that names several years and figures: text + mentions + place → years, words.

2024年目标980家、2023年935家            each its own
增长目标10%以上（2021年为13.5%）             what brackets hold is no target
比2022年的132个多18个                       132个 is of 2022, 18个 is not
428家（2023年）、540家（2025年目标）          the year behind
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from rag.figures.extract import FigureSpan
from rag.records import Span
from rag.stamp.wording import Mention, Movement, clause_span, levels, part_span, sentence_span

_T = TypeVar("_T")

_ASIDE = re.compile(r"\([^()]*\)")
_OWN_YEAR = re.compile(r"20\d\d|[上去前]一?年|实[际绩]|\bactual")
_OF_IT = re.compile(r"的|实际|实绩|[增降]速|[增降]幅|目标|计划|预期|水平|占比")
"""What makes a figure one of the year that is compared with: 较2024年实际增速5.6%."""
_MORE_OR_LESS = re.compile(r"[多少高低快慢增减升降提]")
_CONTRASTED = re.compile(r"\b(?:than|compared (?:with|to)|against|versus)\s+(?:the|its|an?)\b")
_THAN = 14
"""Characters before a clause in which the word stands that contrasts it: compared with."""
_YEAR_BEHIND = re.compile(r"\s?\((?:20\d\d)年?[^()\d]{0,6}\)")
"""What tells a figure's year behind it: 428家(2023年)、540家(2025年目标)."""
_RISEN_FROM = re.compile(r"[由从][^,，;；。\d]{0,6}$")
LATER = (0, 1, 5)
"""How many years after the year of what it rose from something is told of mostly; 0 where a passage names that year alone."""
_IN_ORDER = re.compile(r"分别|依次|\brespectively\b")
"""What makes several figures those of several things or years named before."""


def years_of(
    plain: str,
    found: Sequence[FigureSpan],
    k: int,
    years: Sequence[Mention],
    scopes: Sequence[Span | None],
    moves: Movement,
    *,
    anywhere: bool,
) -> tuple[tuple[int, ...], ...]:
    """Give the periods that a figure may be meant to be of; none where the answer leaves it open.

    Args:
        plain: the answer, aligned.
        found: its figures.
        k: which of them.
        years: the years that it names, in order.
        scopes: see in_scope.
        moves: whether the figure tells a rise or a fall.
        anywhere: see in_scope.

    """
    start, end = found[k].span
    if behind := _YEAR_BEHIND.match(plain, end):
        return tuple(m.years for m in years if behind.start() <= m.span[0] < behind.end())
    clause = clause_span(plain, start)
    behind_it = [m for m in years if end <= m.span[0] < sentence_span(plain, start)[1]]
    later = {m for m in behind_it if _of_later(plain, m.span, found, k, apart=part_span if anywhere else clause_span)}
    named = [
        (() if m in later else m.years, m.span)
        for m in years
        if not m.of_report
        and (not m.compared or _is_of(plain, m, clause, start, moves))
        and not _closed_in(plain, m.span, start)
        and not (m in later and anywhere)
    ]
    told = in_scope(named, scopes, start, anywhere=anywhere)
    if _IN_ORDER.search(plain, *clause):
        told = tuple(dict.fromkeys(what for what, _ in _inside(named, (sentence_span(plain, start)[0], end)))) or told
    if not anywhere:
        told = _of_any(named, sentence_span(plain, start)[0], part_span(plain, start)[0], start) or told
    rose_from = next((m for m in years if told == (m.years,) and _before_it_rose(plain, m.span, found, k)), None)
    if rose_from:
        return tuple((rose_from.years[-1] + n,) for n in LATER)
    return () if () in told else told


def _of_any(mentions: Sequence[tuple[_T, Span]], sentence: int, part: int, place: int) -> tuple[_T, ...]:
    """Give all that a sentence names before a semicolon, where it names several there and none behind: 2024年80吨,2025年90吨;大豆6吨."""
    before = tuple(dict.fromkeys(what for what, _ in _inside(mentions, (sentence, part))))
    return before if len(before) > 1 and not _inside(mentions, (part, place)) else ()


def own_words(plain: str, years: Sequence[Mention], clause: Span, place: int, moves: Movement) -> int:
    """Give where the words start that tell whether a figure is a target, if not where its sentence does.

    They start behind the bracket around it, at the year that is compared with (比2022年的132个), or where the sentence
    turns to something else (five fewer than the 43 completed a year earlier).
    """
    compared = [m.span[0] for m in years if m.compared and _is_of(plain, m, clause, place, moves)]
    contrasts = [m.start() for m in _CONTRASTED.finditer(plain, max(clause[0] - _THAN, 0), place)][-1:]
    dated = [one for one in contrasts if any(one < m.span[0] < clause[1] for m in years)]
    return max([_own_aside(plain, place), *compared, *dated])


def clause_end(plain: str, years: Sequence[Mention], clause: Span, end: int, following: int, *, anywhere: bool) -> int:
    """Give where the words behind a figure end that tell whether it is a target: before another year with its own figure."""
    if behind := _YEAR_BEHIND.match(plain, end):
        return behind.end()
    others = (m.span[0] for m in years if end <= m.span[0] < following < clause[1] and not anywhere)
    return next(others, clause[1])


def without_asides(text: str) -> str:
    """Leave out what stands in brackets that are closed."""
    return _ASIDE.sub(" ", text)


def in_scope(
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


def _inside(mentions: Sequence[tuple[_T, Span]], scope: Span | None) -> list[tuple[_T, Span]]:
    return [one for one in mentions if scope and scope[0] <= one[1][0] < scope[1]]


def _closed_in(plain: str, span: Span, place: int) -> bool:
    """Tell whether brackets around a mention and more keep it from a place outside: 50亿元以上(2019年46.8亿元)."""
    opened, closed = plain.rfind("(", 0, span[0]), plain.find(")", span[1])
    if (
        opened < 0
        or closed < 0
        or opened < place < closed
        or ")" in plain[opened : span[0]]
        or "(" in plain[span[1] : closed]
    ):
        return False
    return bool(re.search(r"\d", plain[opened : span[0]] + plain[span[1] : closed]))


def _of_later(plain: str, span: Span, found: Sequence[FigureSpan], k: int, apart: Callable[[str, int], Span]) -> bool:
    """Tell whether a mention behind a figure is that of another one: 8600亩,2020年要扩大到1.2万亩."""
    start, end = apart(plain, span[0])
    return found[k].span[0] < start and any(start <= f.span[0] < end for f in found[k + 1 :])


def _before_it_rose(plain: str, span: Span, found: Sequence[FigureSpan], k: int) -> bool:
    """Tell whether a year is that of what a figure rose from alone: 从2023年的104列增加到150列."""
    if not (k and span[1] <= found[k - 1].span[0]):
        return False
    rose_from = _RISEN_FROM.search(plain[max(span[0] - 8, 0) : span[0]])
    between = plain[span[1] : found[k].span[0]]
    return bool(rose_from) and not re.search("[,，;；。]", between) and levels(plain, found[k].span[0])


def _is_of(plain: str, mention: Mention, clause: Span, place: int, moves: Movement) -> bool:
    """Tell whether a figure behind a year that is compared with is of that year: 比2022年的132个, not 比2022年增长5%."""
    if not clause[0] <= mention.span[0] < place:
        return False
    between = plain[mention.span[1] : place]
    return not between.strip() or bool(_OF_IT.search(between)) or not (moves or _MORE_OR_LESS.search(between))


def _own_aside(plain: str, place: int) -> int:
    """Give where the brackets around a figure start that tell its own year: 增长目标10%(2021年为13.5%); 0 where none do."""
    opened = plain.rfind("(", 0, place) + 1
    return opened if ")" not in plain[opened:place] and _OWN_YEAR.search(plain, opened, place) else 0
