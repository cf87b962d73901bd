"""Read the figures of a text: str → FigureSpan[], each with its value in base units.

    1.69万人 → 16900 人     5.5% → 5.5 %     2.3个百分点 → 2.3 百分点     31.62亿元 → 3162000000 元

Not yet here: indicators, years and stance of figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from rag.records import Span

_SCALES = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
_UNITS = (
    "个百分点|百分点|平方公里|平方千米|平方米|立方米|公里|千米|米|公顷|亩|美元|元|千瓦时|千瓦|吨|公斤|斤|人次|剂次|场次|人|户|家|件|辆|个|处|项|条|座|所|张|场|剂|位|名|"
    "天|年|月|日|届|次|倍|批|支|笔|类|种|片|栋|台|轮|岁|部|段|床|轮|棵|株|套|间|亿吨|级|强|镇|村|街|%|‰"
)  # fmt: skip
_FIGURE = re.compile(
    rf"(?<![\d.A-Za-z])(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<scale>[十百千]?[万亿]{{1,2}}|[千百](?=[元人家户亩个万]))?(?P<about>余|多)?(?P<unit>{_UNITS})?"
)
_UNIT_WORD = re.compile(rf"[万亿]*(?:{_UNITS})")
_ALIKE = {"个百分点": "百分点", "平方千米": "平方公里", "千米": "公里", "名": "人", "位": "人"}


UNIT_KINDS: dict[str, frozenset[str]] = {
    "share": frozenset({"%", "‰", "百分点"}),
    "times": frozenset({"倍", "番", "成"}),
    "money": frozenset({"元", "美元"}),
    "people": frozenset({"人", "人次"}),
    "length": frozenset({"公里", "米"}),
    "area": frozenset({"平方公里", "平方米", "公顷", "亩"}),
    "volume": frozenset({"立方米", "吨", "公斤", "斤", "亿吨"}),
    "time": frozenset({"天", "年", "月", "日"}),
    "power": frozenset({"千瓦", "千瓦时"}),
    "count": frozenset(),
}
"""What a unit measures; a unit that stands nowhere here counts things (家, 个, 所)."""


def unit_kind(unit: str) -> str:
    """Tell what a unit measures, a key of UNIT_KINDS; 名 and 位 count as people, as everywhere."""
    unit = _ALIKE.get(unit, unit)
    return next((kind for kind, units in UNIT_KINDS.items() if unit in units), "count")


@dataclass(frozen=True, slots=True)
class FigureSpan:
    """A figure as it stands in a text."""

    text: str
    value: Decimal
    """In base units: 1.69万 is 16900."""
    unit: str
    """In one spelling (名 and 位 are 人); empty where none follows."""
    span: Span


def figures(text: str) -> list[FigureSpan]:
    """Find the figures of a text in order; years and days of the calendar are no figures."""
    found = []
    for match in _FIGURE.finditer(text):
        if _calendar(text, match):
            continue
        scale = match.group("scale") or ""
        value = Decimal(match.group("number").replace(",", "")) * _scale(scale)
        unit = match.group("unit") or ""
        found.append(FigureSpan(match.group().strip(), value, _ALIKE.get(unit, unit), match.span()))
    return found


def same(one: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether two figures say the same: equal values, and units that do not contradict."""
    return one.value == other.value and (one.unit == other.unit or not one.unit or not other.unit)


def is_unit(word: str) -> bool:
    """Tell whether a word is nothing but a unit, with or without 万 and 亿."""
    return bool(_UNIT_WORD.fullmatch(word))


def _scale(name: str) -> int:
    if name in _SCALES:
        return _SCALES[name]
    factor = 1
    for sign in name:
        factor *= _SCALES[sign]
    return factor


def _calendar(text: str, match: re.Match[str]) -> bool:
    number, unit, start = match.group("number"), match.group("unit") or "", match.start()
    if unit in ("年", "月", "日") and not match.group("scale"):
        return unit != "年" or (len(number) == 4 and number.startswith(("19", "20")))
    return (
        len(number) == 4
        and number.startswith(("19", "20"))
        and not unit
        and not match.group("scale")
        and text[start - 1 : start] != "."
    )
