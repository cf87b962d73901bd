"""Tell whether a figure is computed from others of the answer: difference, sum, ratio, share, growth, in decimal arithmetic.

12.8%, 11.6%  →  1.2个百分点        1.69万人, 4000人  →  2.09万人 · 4.2倍
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import chain, groupby, product

from rag.figures.extract import POINTS, FigureSpan, unit_kind
from rag.stamp.judge import FINE, Claim, based, rounds, same_unit

IN_WORDS = Decimal("0.05")
"""What is told in words (三分之二, 翻番, 近七成) lies at most so much of itself off."""

_DIFFERENCE = re.compile(
    r"扣除|剔除|不含|除去|其余|余下|剩[余下]|\b(?:exclud(?:es|ed|ing)|without|net of|remaining|the rest)\b|相差|差距|差(?:额|了)?|多|少|高|低|快|慢|大|小|提高|[增减升降涨跌加压]|回[落升]|放缓|收窄|扩大|[缩退]|前移|超[出过额]|缺口|[顺逆]差|当年|\b(?:difference|differ|more|less|fewer|higher|lower|faster|slower|larger|smaller|"
    r"increase|rise|rose|gain|up|down|fell|drop|decline|decrease|reduction|gap|ahead|behind|outpac(?:es|ed|ing)|short of|above|below)"
)
_SUM = re.compile(r"合计|共|总计|之和|届时|加起来|累计|\b(?:total|sum|together|combined|altogether|in all)")
_RATIO = re.compile(
    r"倍|比例|比值|[一-龥]比约?(?:为|是)?\d|之比|占|分之|翻|[一二三四五六七八九]成|相当于|率|完成约?\d|\b(?:times|ratio|share|proportion|fold|percent of|% of)"
)
_RATE = re.compile(r"[每均]|\b(?:per|each|an? average of)\b")
_AVERAGE = re.compile(r"每年|年均|\b(?:a|per|each|every) year|\bannually")
_DERIVED = re.compile(
    r"据此|倒推|推[算得]|测算|估算|若|如果|假[如设]|换算|算下来|应[为是]|计算|算得|也就是说|意味着|即|折[算合]|\b(?:if|impl(?:y|ies|ying)|that is|which means|means that|calculated|works out|derived)\b"
)
_MONTHLY = re.compile(r"每个?月|月均|\b(?:a|per|each|every) month|monthly")
_OF_YEARS = re.compile(r"[两二三四五六]年|\d年|\b(?:two|three|four|five|\d)[ -]years?\b")

MOST_YEARS = 5
"""A sum of one figure of each year is looked for over so many years."""

Makes = Callable[[Claim, FigureSpan, FigureSpan], bool]
"""Tells whether a figure is computed from two others."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure that others may be computed from."""

    n: int
    """Its number in the answer; below 0 where only a passage tells it."""
    figure: FigureSpan
    exact: FigureSpan
    """What the passage has where the answer rounds it, else the same."""
    name: str = ""
    """What it measures; empty where that is not known."""
    years: tuple[int, ...] = ()
    passages: tuple[int, ...] = ()
    """Those that hold it."""


def computation(
    claim: Claim,
    clause: str,
    held: Sequence[Operand],
    *,
    years: Collection[int] = (),
    beside: int | None = None,
    left_out: Sequence[Operand] = (),
) -> tuple[Operand, ...] | None:
    """Find the figures that a figure is computed from.

    Args:
        claim: a figure that no cited passage holds.
        clause: the words around it, which must speak of a computation: equal digits alone are chance.
        held: the figures of the answer that passages hold.
        years: how many years it may be told of, those of its period or those told in words (五年).
        beside: the number of the figure right behind which it stands in brackets, as its share or growth: 120家(约7%).
        left_out: figures that only the passages tell (比上年多18家), which stand for one of the same name.

    Returns: they; None where none give it.

    """
    pair, figure = partial(_pair, claim), claim.figure
    sentence = f"{claim.before} {clause}"  # 据此推算 holds for the rest of its sentence
    for says, where, makes in (
        (_DIFFERENCE, clause, _is_difference),
        (_DIFFERENCE, clause, _is_base),
        (_RATIO, clause, _is_ratio),
        (_RATE, clause, _is_rate),
        (_DIFFERENCE, clause, _is_growth),
        (_DERIVED, sentence, _is_difference),
        (_DERIVED, sentence, _is_moved),
        (_DERIVED, sentence, _is_whole),
        (_DERIVED, sentence, _is_grown),
    ):
        if says.search(where) and (found := pair(makes, held)):
            return found
    if beside is not None:
        own = [one for one in held if one.n == beside]
        for makes in (_is_ratio, _is_growth):
            if found := pair(makes, own, held):
                return found
    if _RATIO.search(clause) and figure.unit == "%" and (found := _share_of_list(claim, held)):
        return found
    if _SUM.search(clause) and (found := _terms(claim, clause, held)):
        return found
    parts = [12] if _MONTHLY.search(clause) else years if _AVERAGE.search(clause) else ()
    if found := next(((one,) for n in parts for one in held if n > 1 and _is_part(claim, one.figure, n)), None):
        return found
    if _DIFFERENCE.search(clause) and _digits(figure) > 1:
        for one in held:
            named = [other for other in left_out if other.name == one.name]
            if found := pair(_is_difference, [one], named) or pair(_is_difference, named, [one]):
                return found
    return None


def _written_digits(figure: FigureSpan) -> int:
    return sum(sign.isdigit() for sign in figure.text)


def _digits(figure: FigureSpan) -> int:
    return len(figure.value.normalize().as_tuple().digits)


def _pair(
    claim: Claim,
    makes: Makes,
    held: Sequence[Operand],
    others: Sequence[Operand] | None = None,
) -> tuple[Operand, ...] | None:
    return next(
        (
            (one, other)
            for one in held
            for other in (held if others is None else others)
            if one.n != other.n
            and ((one.figure.value and makes(claim, one.figure, other.figure)) or _exactly(claim, one, other, makes))
        ),
        None,
    )


def _exactly(claim: Claim, one: Operand, other: Operand, makes: Makes) -> bool:
    """Tell whether a figure follows from what the answer rounds: 1.68万元, 1573元 more than before, of 16842元."""
    rounded = one.exact.value != one.figure.value or other.exact.value != other.figure.value
    return rounded and bool(one.exact.value) and makes(claim, one.exact, other.exact)


def _terms(claim: Claim, clause: str, held: Sequence[Operand]) -> tuple[Operand, ...] | None:
    """Find the figures whose sum a figure is: some in a row, every other one (由A增至B; 由C增至D), or one of each year."""
    like = [one for one in held if _like(claim.figure, one.figure)]
    rows: Iterable[Sequence[Operand]] = (
        like[first:stop:step]
        for step in (1, 2)
        for first in range(len(like))
        for stop in range(first + step + 1, len(like) + 1)
    )
    if _OF_YEARS.search(clause):
        yearly = [[one for one in like if one.years == (year,)] for year in _dated(like)]
        rows = chain(rows, product(*yearly[:MOST_YEARS]) if len(yearly) > 1 else ())
    for row in rows:
        totals = (sum((one.figure.value for one in row), Decimal(0)), sum((one.exact.value for one in row), Decimal(0)))
        if any(_makes(total, claim) for total in totals):
            return tuple(row)
    return None


def _share_of_list(claim: Claim, held: Sequence[Operand]) -> tuple[Operand, ...] | None:
    """Find the figures told one behind the other of whose sum a figure is the share of one: 24.9亿元、458.7亿元、701.6亿元, so 59.2%."""
    for _, run in groupby(enumerate(held), key=lambda one: (one[0] - one[1].n, one[1].figure.unit)):
        row = [one for _, one in run]
        total = sum((one.exact.value for one in row), Decimal(0))
        if len(row) > 2 and any(_rounds(one.exact.value * 100, total, claim) for one in row):
            return tuple(row)
    return None


def _dated(operands: Sequence[Operand]) -> list[int]:
    return sorted({one.years[0] for one in operands if len(one.years) == 1})


def _like(one: FigureSpan, other: FigureSpan) -> bool:
    return same_unit(one.unit, other.unit)


def _makes(exact: Decimal, claim: Claim) -> bool:
    """Tell whether a figure is an exact value, or what it rounds to; one of few digits must be told as rounded."""
    fine = _digits(claim.figure) >= FINE
    return exact == claim.figure.value or rounds(claim.figure, exact, claim.rough or ("about" if fine else ""))


def _is_part(claim: Claim, one: FigureSpan, parts: int) -> bool:
    return _like(claim.figure, one) and _rounds(one.value, Decimal(parts), claim)


def _is_difference(claim: Claim, one: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether a figure is what one has more than another; of two shares, in percentage points."""
    unit = POINTS if one.unit == "%" else one.unit
    return _like(one, other) and same_unit(claim.figure.unit, unit) and _makes(one.value - other.value, claim)


def _is_base(claim: Claim, one: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether a figure is the share that one lies so many points above or below: 4.1%, 比6%的目标低1.9个百分点."""
    return other.unit == POINTS and claim.figure.unit == "%" and _is_moved(claim, one, other)


def _is_rate(claim: Claim, one: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether a figure is how much of one comes to each of another: 120亿斤, 1500万亩, so 每亩800斤."""
    (amount, unit), (rate, rate_unit) = based(one), based(claim.figure)
    if rate_unit != unit or not (claim.figure.value and other.value) or other.unit in ("", "%", POINTS):
        return False
    if other.unit == one.unit and unit_kind(one.unit) != "count":
        return False
    return rate * other.value == amount or (
        _written_digits(claim.figure) > 1 and _rounds(amount * claim.figure.value, other.value * rate, claim)
    )


def _is_moved(claim: Claim, one: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether a figure is one by so much more or less than told: 18.6万元, 5.2万元 less than before, so 23.8万元."""
    unit = POINTS if one.unit == "%" else one.unit
    moved = claim.figure.value in (one.value + other.value, one.value - other.value)
    return moved and same_unit(other.unit, unit) and same_unit(claim.figure.unit, one.unit)


def _is_whole(claim: Claim, one: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether a figure is the whole that one is so many percent of: 24.3亿元, 82.5%, so 29.5亿元."""
    return other.unit == "%" != one.unit and _like(claim.figure, one) and _rounds(one.value * 100, other.value, claim)


def _is_grown(claim: Claim, one: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether a figure is what one was before it rose by so many percent, or will be: 2134万元, 8.7%, so 1963万元."""
    if not other.unit == "%" != one.unit or not _like(claim.figure, one):
        return False
    grown = 100 + other.value
    return _rounds(one.value * 100, grown, claim) or _rounds(one.value * grown, Decimal(100), claim)


def _is_ratio(claim: Claim, one: FigureSpan, other: FigureSpan) -> bool:
    if not _like(one, other) or claim.figure.unit not in ("倍", "%", ""):
        return False
    factor = 100 if claim.figure.unit == "%" else 1
    return _rounds(one.value * factor, other.value, claim)


def _is_growth(claim: Claim, one: FigureSpan, other: FigureSpan) -> bool:
    factor = {"%": 100, "倍": 1}.get(claim.figure.unit, 0)
    return (
        bool(factor)
        and one.unit == other.unit != "%"
        and _rounds(abs(one.value - other.value) * factor, other.value, claim)
    )


def _rounds(dividend: Decimal, divisor: Decimal, claim: Claim) -> bool:
    """Tell whether a quotient is a figure: rounded to its digits as written, or, of one told as rounded (约4360万元), to those before its zeros."""
    if not divisor:
        return False
    exact, figure = dividend / divisor, claim.figure
    written = re.search(r"\d[\d,]*(?:\.(\d+))?", figure.text)
    if not written:
        return abs(exact - figure.value) <= IN_WORDS * figure.value
    scale = figure.value / (Decimal(written.group().replace(",", "")) or 1)
    rough = _digits(figure) >= FINE and rounds(figure, exact, claim.rough)
    return rough or abs(exact - figure.value) <= scale.scaleb(-len(written.group(1) or "")) / 2
