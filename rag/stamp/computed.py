"""Tell whether a figure is computed from others of the answer: difference, sum, ratio, share, growth, in decimal arithmetic.

12.8%, 11.6%  →  1.2个百分点        1.69万人, 4000人  →  2.09万人 · 4.2倍
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from rag.figures.extract import FigureSpan
from rag.stamp.judge import same_unit

_DIFFERENCE = re.compile(
    r"相差|差距|差(?:额|了)?|多|少|高|低|快|慢|大|小|提高|[增减升降涨跌]|超出|缺口|\b(?:difference|differ|more|less|fewer|higher|lower|faster|slower|larger|smaller|"
    r"increase|rise|rose|gain|up|down|fell|drop|decline|decrease|reduction|gap|ahead|behind|above|below)"
)
_SUM = re.compile(r"合计|共|总计|之和|加起来|累计|\b(?:total|sum|together|combined|altogether|in all)")
_RATIO = re.compile(r"倍|比例|比值|之比|占|相当于|\b(?:times|ratio|share|proportion|fold|percent of|% of)")
_AVERAGE = re.compile(r"平均每年|年均|\b(?:a|per) year on average|\baverage of [^,.]* a year")
_DERIVED = re.compile(
    r"据此|推算|计算|算得|也就是说|意味着|即|折[算合]|\b(?:impl(?:y|ies|ying)|that is|which means|means that|calculated|works out|derived)\b"
)
_GROWTH = re.compile(
    r"增长|增幅|下降|降幅|涨|提高|增加|减少|\b(?:grew|growth|increase|rose|up|fell|declin|decreas|down)"
)


def computation(
    figure: FigureSpan, clause: str, held: Sequence[tuple[int, FigureSpan]], years: int = 0
) -> tuple[int, ...] | None:
    """Find the figures that a figure is computed from.

    Args:
        figure: one that no cited passage holds.
        clause: the words around it, which must speak of a computation: equal digits alone are chance.
        held: the figures of the answer that passages hold, with their numbers.
        years: how many the period has that the figure is told of.

    Returns: their numbers; None where none give it.

    """
    for says, makes in ((_DIFFERENCE, _is_difference), (_RATIO, _is_ratio), (_GROWTH, _is_growth)):
        if says.search(clause) and (pair := _pair(figure, held, makes)):
            return pair
    if _SUM.search(clause):
        for first in range(len(held)):
            for last in range(first + 2, len(held) + 1):
                terms = held[first:last]
                if sum(one.value for _, one in terms) == figure.value and all(_like(figure, one) for _, one in terms):
                    return tuple(n for n, _ in terms)
    if _DERIVED.search(clause):
        for makes in (_is_difference, _is_moved, _is_whole):
            if pair := _pair(figure, held, makes):
                return pair
    if years > 1 and _AVERAGE.search(clause):
        return next(
            ((n,) for n, one in held if _like(figure, one) and _rounds(one.value, Decimal(years), figure)), None
        )
    return None


def _pair(
    figure: FigureSpan,
    held: Sequence[tuple[int, FigureSpan]],
    makes: Callable[[FigureSpan, FigureSpan, FigureSpan], bool],
) -> tuple[int, ...] | None:
    return next(
        ((m, n) for m, one in held for n, other in held if m != n and one.value and makes(figure, one, other)), None
    )


def _like(one: FigureSpan, other: FigureSpan) -> bool:
    return same_unit(one.unit, other.unit)


def _is_difference(figure: FigureSpan, one: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether a figure is what one has more than another; of two shares, in percentage points."""
    unit = "百分点" if one.unit == "%" else one.unit
    difference = one.value - other.value
    return _like(one, other) and same_unit(figure.unit, unit) and difference == figure.value


def _is_moved(figure: FigureSpan, one: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether a figure is one by so much more or less than told: 18.6万元, 5.2万元 less than before, so 23.8万元."""
    unit = "百分点" if one.unit == "%" else one.unit
    moved = figure.value in (one.value + other.value, one.value - other.value)
    return moved and same_unit(other.unit, unit) and same_unit(figure.unit, one.unit)


def _is_whole(figure: FigureSpan, one: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether a figure is the whole that one is so many percent of: 24.3亿元, 82.5%, so 29.5亿元."""
    return other.unit == "%" != one.unit and _like(figure, one) and _rounds(one.value * 100, other.value, figure)


def _is_ratio(figure: FigureSpan, one: FigureSpan, other: FigureSpan) -> bool:
    if not _like(one, other) or figure.unit not in ("倍", "%", ""):
        return False
    factor = 100 if figure.unit == "%" else 1
    return _rounds(one.value * factor, other.value, figure)


def _is_growth(figure: FigureSpan, one: FigureSpan, other: FigureSpan) -> bool:
    return (
        figure.unit == "%"
        and one.unit == other.unit != "%"
        and _rounds(abs(one.value - other.value) * 100, other.value, figure)
    )


def _rounds(dividend: Decimal, divisor: Decimal, figure: FigureSpan) -> bool:
    """Tell whether a quotient, rounded to the digits of a figure, is that figure."""
    written = re.search(r"\d[\d,]*(?:\.(\d+))?", figure.text)
    if not written or not divisor:
        return False
    scale = figure.value / (Decimal(written.group().replace(",", "")) or 1)
    return abs(dividend / divisor - figure.value) <= scale.scaleb(-len(written.group(1) or "")) / 2
