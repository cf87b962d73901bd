"""Read the figures of a text: str → FigureSpan[], each with its value in base units.

    1.69万人 → 16900 人     5.5% → 5.5 %     2.3个百分点 → 2.3 百分点     40余万户 → 400000 户     三成 → 30 %

What only looks like a figure is none: dates, ordinals (第23届, but 第2位 is a rank), names (“12345”, 5A级, 2+4).
Not here: what a figure measures, of which year and place (rows.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rag.records import Span

_SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_UNITS = (
    "个百分点|百分点|平方公里|平方千米|平方米|平米|立方米|毫克/升|微克/立方米|公里|千米|毫米|厘米|米|公顷|亩|亿?美元|亿?欧元|亿?港元|元/[平立]方米|元|万千瓦时|千瓦时|千伏安|兆瓦时?|吉瓦|千瓦|"
    "吨标准煤|吨标煤|吨|公斤|千克|斤|升|人次|人天|剂次|场次|批次|户次|件次|辆次|架次|台次|班次|车次|标准?箱|课时|分钟|小时|人|户|家|件|辆|个|处|项|条|座|所|张|场|剂|位|名|"
    "[千兆]?(?:帕|赫兹?|比特|字节)|千?伏(?!安)|摄氏度|度(?!假)|秒|"
    "[艘列趟机]次|颗|列(?![入为支席居举])|尾|桶|趟|粒|盒|箱|瓶|袋|页|味|股(?!份)|朵|道(?!路)|峰|窝|封|则|席|分(?![之别为成析散布类局行红])|"
    "天|年|月|日|届|次|倍|番|成|批|支|笔|大?类|种|片|栋|幢|台|轮|岁|部|段|床|棵|株|套|间|级|强|镇|村|街|例|起|宗|册|卷|本|首|篇|幅|口|眼|孔|根|盏|组|对|队|期|层|艘|架|头|只|羽|匹|"
    "块|桩|门|份|枚|金|银|铜|员|班|℃|%|‰|"
    # What is measured in Latin letters, with a scale before it or in units that name nothing else: 4万P, 220kV; not 5G, 4K.
    "(?<=[万亿])[a-z]{1,8}(?![a-z\\d])|(?:[kmgt]wh?|kva?|[kmgt]bps|[tp]b|[pe]flops|teu|km|mm|kg)(?![a-z\\d])"
)
RANK = "位"
"""The unit of a rank: 第2位."""
POINTS = "百分点"
"""The unit of how far a share or rate is from another."""
RATIO = ":"
"""The unit of a ratio of three or more parts, 0.3:40.1:59.6, whose value is its first part."""
_RATIO = re.compile(r"(?<![\d.])(?P<first>\d+(?:\.\d+)?)(?:[:∶]\d+(?:\.\d+)?){2,}(?![\d:])")
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"[十百千]?[万亿]{1,2}|[千百](?=[余多]?[元人家户亩个万])"
_FIGURE = re.compile(
    rf"(?<![\d.a-z+])(?P<number>{_NUMBER})\s?(?P<about>余|多)?(?P<scale>{_SCALE})?(?P<more>余|多)?(?P<unit>{_UNITS})?",
    re.I,
)
_CHINESE = re.compile(
    r"(?<![\d.第十百千万亿一二两三四五六七八九零数几余多])"
    rf"(?:(?P<number>[一二两三四五六七八九][一二两三四五六七八九十百千零]*|十)(?P<scale>[万亿]{{1,2}})(?P<more>余|多)?(?P<unit>{_UNITS})"
    rf"|(?P<hundreds>[一二两三四五六七八九][百千][一二两三四五六七八九十百零]*)(?P<about>余|多)?(?P<counted>{_UNITS})"
    r"|(?P<tenths>[一二三四五六七八九])成(?P<half>半)?(?=[，。；、,;以左多]|$)"
    r"|(?P<times>[一二两三四五六七八九十])倍|翻(?P<doubled>[一二两三]?)番"
    r"|连续(?P<years>[二两三四五六七八九十]+)年"
    r"|(?:(?<=全[国省市区县])|(?<=[列居])|(?<=排名)|(?<=全[国省市区县]第[一二三四五六七八九十][、和]))第(?P<rank>[一二三四五六七八九十]+)[位名]?"
    r"|(?P<parts>[二三四五六七八九十])分之(?P<of>[一二两三四五六七八九]))"
)
_UNIT = re.compile(_UNITS)
_UNIT_WORD = re.compile(rf"[万亿]*(?:{_UNITS})")
_ALIKE = {
    "个百分点": "百分点",
    "平方千米": "平方公里",
    "千米": "公里",
    "名": "人",
    "位": "人",
    "平米": "平方米",
    "千克": "公斤",
    "kg": "公斤",
    "km": "公里",
    "mm": "毫米",
    "kv": "千伏",
    "kw": "千瓦",
    "kwh": "千瓦时",
    "mw": "兆瓦",
    "mwh": "兆瓦时",
    "gw": "吉瓦",
}
_RANKS = re.compile(r"(?:[、和]第\d+)+[位名]")
"""Follows the first of several ranks: 第1、第2位."""
_NO_FIGURE_AFTER = re.compile(r"[a-z+\-—~～]?[a-z+]|[:：]\d\d(?![\d.:：])|号|版|系|代|周岁", re.I)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}


UNIT_KINDS: dict[str, frozenset[str]] = {
    "share": frozenset({"%", "‰", "百分点"}),
    "times": frozenset({"倍", "番", "成"}),
    "money": frozenset({"元", "美元", "欧元", "港元"}),
    "people": frozenset({"人", "人次"}),
    "length": frozenset({"公里", "米", "厘米", "毫米"}),
    "area": frozenset({"平方公里", "平方米", "公顷", "亩"}),
    "volume": frozenset({"立方米", "吨", "公斤", "斤", "吨标准煤"}),
    "time": frozenset({"天", "年", "月", "日"}),
    "power": frozenset({"千瓦", "千瓦时", "兆瓦", "吉瓦", "兆瓦时"}),
    "measured": frozenset({"℃", "摄氏度", "度", "秒", "伏", "千伏", "千伏安"}),
    "count": frozenset(),
}
"""What a unit measures; a unit that stands nowhere here counts things (家, 个, 所), unless it is in Latin letters."""


@lru_cache(maxsize=1024)
def unit_kind(unit: str) -> str:
    """Tell what a unit measures, a key of UNIT_KINDS; 名 and 位 count as people, as everywhere."""
    unit = _ALIKE.get(unit, unit)
    other = "measured" if unit.isascii() and unit.isalpha() else "count"
    return next((kind for kind, units in UNIT_KINDS.items() if unit in units), other)


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
    """Find the figures of a normalised text in order; years and days of the calendar are no figures."""
    found = [FigureSpan(ratio.group(), Decimal(ratio["first"]), RATIO, ratio.span()) for ratio in _RATIO.finditer(text)]
    taken = {place for ratio in found for place in range(*ratio.span)}
    found += [
        _arabic(match) for match in _FIGURE.finditer(text) if match.start() not in taken and not _no_figure(text, match)
    ]
    found += [_chinese(match) for match in _CHINESE.finditer(text)]
    return sorted(found, key=lambda figure: figure.span)


def same(one: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether two figures say the same: equal values, and units that do not contradict."""
    return one.value == other.value and (one.unit == other.unit or not one.unit or not other.unit)


def one_unit(unit: str) -> str:
    """Give a unit in its one spelling: 人 for 名 and 位."""
    return _ALIKE.get(unit, unit)


def unit_at(text: str) -> str:
    """Give the unit that a normalised text begins with; empty where it begins with none."""
    match = _UNIT.match(text)
    return match.group() if match else ""


def is_unit(word: str) -> bool:
    """Tell whether a word is nothing but a unit, with or without 万 and 亿."""
    return bool(_UNIT_WORD.fullmatch(word))


def _arabic(match: re.Match[str]) -> FigureSpan:
    value = Decimal(match["number"].replace(",", "")) * _scale(match["scale"] or "")
    if match.string[match.start() - 1 : match.start()] == "第":
        return FigureSpan(match.group(), value, RANK, match.span())
    return _figure(match, value, match["unit"] or "")


def _chinese(match: re.Match[str]) -> FigureSpan:
    if match["tenths"]:
        return _figure(match, Decimal(10 * _DIGITS[match["tenths"]] + (5 if match["half"] else 0)), "%")
    if match["times"]:
        return _figure(match, Decimal(_read(match["times"])), "倍")
    if match["doubled"] is not None:
        return _figure(match, Decimal(2 ** (_read(match["doubled"]) or 1)), "倍")
    if match["years"]:
        return _figure(match, Decimal(_read(match["years"])), "年")
    if match["rank"]:
        return FigureSpan(match.group(), Decimal(_read(match["rank"])), RANK, match.span())
    if match["parts"]:
        return _figure(match, Decimal(_DIGITS[match["of"]]) / _read(match["parts"]), "")
    if match["hundreds"]:
        return _figure(match, Decimal(_read(match["hundreds"])), match["counted"])
    return _figure(match, Decimal(_read(match["number"])) * _scale(match["scale"]), match["unit"])


def _figure(match: re.Match[str], value: Decimal, unit: str) -> FigureSpan:
    if unit[:1] == "亿":
        value, unit = value * 10**8, unit[1:]
    if unit[:1] == "万":
        value, unit = value * 10**4, unit[1:]
    return FigureSpan(match.group().strip(), value, _ALIKE.get(unit, unit), match.span())


def _read(number: str) -> int:
    """Read a Chinese number below 10,000: 三百二十 is 320."""
    total, digit = 0, 0
    for sign in number:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            total += (digit or 1) * _SCALES[sign]
            digit = 0
    return total + digit


def _scale(name: str) -> int:
    factor = 1
    for sign in name:
        factor *= _SCALES[sign]
    return factor


def _no_figure(text: str, match: re.Match[str]) -> bool:
    number, unit, (start, end) = match["number"], match["unit"] or "", match.span()
    if not match["scale"] and unit in ("年", "月", "日"):
        return unit != "年" or (len(number) == 4 and number.startswith(("19", "20")))
    before = text[start - 1 : start]
    if before == "第":
        return unit not in ("位", "名") and not _RANKS.match(text, end)
    if unit:
        return False
    year = len(number) == 4 and number.startswith(("19", "20")) and not match["scale"] and before != "."
    return year or bool(_NO_FIGURE_AFTER.match(text, end))
