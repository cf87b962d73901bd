"""Tell whether a figure is computed from others of the answer: difference, sum, ratio, share, growth, in decimal arithmetic.

12.8%, 11.6%  →  1.2个百分点        1.69万人, 4000人  →  2.09万人 · 4.2倍
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from rag.figures.extract import POINTS, FigureSpan
from rag.stamp.judge import rounds, same_unit
from rag.stamp.wording import Roughness

IN_WORDS = Decimal("0.05")
"""What is told in words (三分之二, 翻番, 近七成) lies at most so much of itself off."""

_DIFFERENCE = re.compile(
    r"扣除|剔除|不含|除去|其余|余下|剩[余下]|\b(?:exclud(?:es|ed|ing)|without|net of|remaining|the rest)\b|相差|差距|差(?:额|了)?|多|少|高|低|快|慢|大|小|提高|[增减升降涨跌]|超[出过额]|缺口|\b(?:difference|differ|more|less|fewer|higher|lower|faster|slower|larger|smaller|"
    r"increase|rise|rose|gain|up|down|fell|drop|decline|decrease|reduction|gap|ahead|behind|outpac(?:es|ed|ing)|short of|above|below)"
)
_SUM = re.compile(r"合计|共|总计|之和|届时|加起来|累计|\b(?:total|sum|together|combined|altogether|in all)")
_RATIO = re.compile(
    r"倍|比例|比值|[一-龥]比约?(?:为|是)?\d|之比|占|分之|翻|[一二三四五六七八九]成|相当于|\b(?:times|ratio|share|proportion|fold|percent of|% of)"
)
_RATE = re.compile(r"[每均]|\b(?:per|each|an? average of)\b")
_AVERAGE = re.compile(r"平均每年|年均|\b(?:a|per) year on average|\baverage of [^,.]* a year")
_DERIVED = re.compile(
    r"据此|推[算得]|换算|算下来|应[为是]|计算|算得|也就是说|意味着|即|折[算合]|\b(?:impl(?:y|ies|ying)|that is|which means|means that|calculated|works out|derived)\b"
)
_GROWTH = re.compile(
    r"增长|增幅|下降|降幅|涨|提高|增加|减少|\b(?:grew|growth|increase|rose|up|fell|declin|decreas|down)"
)


def computation(
    figure: FigureSpan, clause: str, held: Sequence[tuple[int, FigureSpan]], years: int = 0, rough: Roughness = ""
) -> tuple[int, ...] | None:
    """Find the figures that a figure is computed from.

    Args:
        figure: one that no cited passage holds.
        clause: the words around it, which must speak of a computation: equal digits alone are chance.
        held: the figures of the answer that passages hold, with their numbers.
        years: how many the period has that the figure is told of.
        rough: whether it is told as rounded (约64亿元).

    Returns: their numbers; None where none give it.

    """
    difference = partial(_is_difference, rough=rough)
    for says, makes in (
        (_DIFFERENCE, difference),
        (_DIFFERENCE, _is_base),
        (_RATIO, _is_ratio),
        (_RATE, _is_rate),
        (_GROWTH, _is_growth),
    ):
        if says.search(clause) and (pair := _pair(figure, held, makes)):
            return pair
    if _SUM.search(clause):
        for first in range(len(held)):
            for last in range(first + 2, len(held) + 1):
                terms = held[first:last]
                total = sum((one.value for _, one in terms), Decimal(0))
                if _makes(total, figure, rough) and all(_like(figure, one) for _, one in terms):
                    return tuple(n for n, _ in terms)
    if _DERIVED.search(clause):
        for makes in (difference, _is_moved, _is_whole):
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


def _makes(exact: Decimal, figure: FigureSpan, rough: Roughness) -> bool:
    return exact == figure.value or rounds(figure, exact, rough)


def _is_difference(figure: FigureSpan, one: FigureSpan, other: FigureSpan, rough: Roughness = "") -> bool:
    """Tell whether a figure is what one has more than another; of two shares, in percentage points."""
    unit = POINTS if one.unit == "%" else one.unit
    return _like(one, other) and same_unit(figure.unit, unit) and _makes(one.value - other.value, figure, rough)


def _is_base(figure: FigureSpan, one: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether a figure is the share that one lies so many points above or below: 4.1%, 比6%的目标低1.9个百分点."""
    return other.unit == POINTS and figure.unit == "%" and _is_moved(figure, one, other)


def _is_rate(figure: FigureSpan, one: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether a figure is how much of one comes to each of another: 120亿斤, 1500万亩, so 每亩800斤."""
    digits = figure.value.normalize().as_tuple().digits
    per_other = figure.unit == one.unit and other.unit not in (one.unit, "", "%", POINTS)
    return (
        per_other
        and bool(other.value)
        and (figure.value * other.value == one.value or (len(digits) > 1 and _rounds(one.value, other.value, figure)))
    )


def _is_moved(figure: FigureSpan, one: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether a figure is one by so much more or less than told: 18.6万元, 5.2万元 less than before, so 23.8万元."""
    unit = POINTS if one.unit == "%" else one.unit
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
    if not divisor:
        return False
    if not written:
        return abs(dividend / divisor - figure.value) <= IN_WORDS * figure.value
    scale = figure.value / (Decimal(written.group().replace(",", "")) or 1)
    return abs(dividend / divisor - figure.value) <= scale.scaleb(-len(written.group(1) or "")) / 2
