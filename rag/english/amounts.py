"""Write a figure in English: Figure → str, its value exact, with unit and qualifier.

1.69万人 → 16,900 people     395.3亿元 → 39.53 billion yuan     5.5%以上 → 5.5% or more     5%—5.5% → 5% to 5.5%
"""

from __future__ import annotations

import re
from decimal import Decimal

from rag.figures.extract import RANK, RATIO, FigureSpan
from rag.records import Figure

SCALED_FROM = 10**6
"""Larger values are told in millions, billions or trillions, where that takes no more than so many decimals."""
DECIMALS = 4

_SCALES = (("trillion", Decimal(10) ** 12), ("billion", Decimal(10) ** 9), ("million", Decimal(10) ** 6))
_UNITS = {
    "%": "%", "‰": "‰", "百分点": " percentage points", "倍": " times",
    "元": " yuan", "美元": " US dollars", "欧元": " euros", "港元": " Hong Kong dollars",
    "人": " people", "天": " days", "年": " years",
    "公里": " km", "米": " metres", "平方公里": " square km", "平方米": " square metres", "立方米": " cubic metres",
    "亩": " mu", "公顷": " hectares", "吨": " tonnes", "公斤": " kg", "斤": " jin", "千瓦": " kW", "兆瓦": " MW", "千瓦时": " kWh",
    "微克/立方米": " µg/m³",
}  # fmt: skip
"""Of other units (家, 项, 处) the name of what is counted says all."""
_HOUSEHOLDS = re.compile(r"农户|家庭|居民|用户|住户|贫困户|户主|搬迁")
_OVER = re.compile(r"超|突破|逾|高于|大于|过$|^过|余|多")
_UNDER = re.compile(r"低于|小于|少于")


def amount(figure: Figure) -> str:
    """Write a figure with its unit and qualifier; empty where words stand for it, and for ranks and ratios of parts."""
    if figure.unit in ("", RATIO, RANK):
        return ""
    unit = _unit(figure.unit, figure.indicator)
    if figure.high is not None:
        return f"{number(figure.value)}{unit if unit == '%' else ''} to {number(figure.high)}{unit}"
    return _qualified(f"{number(figure.value)}{unit}", figure)


def written_out(figure: FigureSpan) -> str:
    """Write a figure of a text, without what qualifies it."""
    return f"{number(figure.value)}{_unit(figure.unit, '')}"


def gap_in_english(gap: Decimal, unit: str) -> str:
    """Write a difference, without sign; that of two shares is in percentage points."""
    points = _UNITS["百分点"].removesuffix("s" if abs(gap) == 1 else "")
    return f"{number(abs(gap))}{points if unit == '%' else _unit(unit, '')}"


def number(value: Decimal) -> str:
    """Write a number with commas, from a million on in words: 16,900, 39.53 billion."""
    for word, scale in _SCALES if value >= SCALED_FROM else ():
        scaled = (value / scale).normalize()
        if scaled >= 1 and scaled == round(scaled, DECIMALS):
            return f"{_plain(scaled)} {word}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _unit(unit: str, indicator: str) -> str:
    if unit == "户":
        return " households" if _HOUSEHOLDS.search(indicator) else ""
    return _UNITS.get(unit, "")


def _qualified(told: str, figure: Figure) -> str:
    match figure.qualifier:
        case "about":
            return f"over {told}" if _OVER.search(figure.words) else f"about {told}"
        case "near":
            return f"nearly {told}"
        case "at_least":
            return f"over {told}" if _OVER.search(figure.words) else f"{told} or more"
        case "at_most":
            return f"under {told}" if _UNDER.search(figure.words) else f"at most {told}"
    return told
