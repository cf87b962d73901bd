"""Read the years that a Chinese text speaks of: 2024年, 去年, 过去五年, “十四五”, 到2035年 → years.

Relative words are resolved against a reference year: the year of the report when a report speaks (its 今年 is the
year it plans, its 过去一年 the year before), the year of the newest report when a person asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.records import Span

_NUMERALS = "零一二三四五六七八九十"
_ZERO = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_COUNT = r"([一二两三四五六七八九十]|\d{1,2})"

_RANGE = re.compile(r"((?:19|20)\d\d)\s*年?\s*(?:-|—|–|~|～|至|到)\s*((?:19|20)\d\d)(?=年|\D|$)")
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:年度?|(?=[一-龥]))(?!代)|(?<![\d.])((?:19|20)\d\d)(?![\d.%万亿人个家项元户亩件])"
)
_CHINESE_YEAR = re.compile(
    r"([一二]〇[〇○一二三四五六七八九]{2}|[一二]零[零一二三四五六七八九]{2}|一九[〇零○一二三四五六七八九]{2})年"
)
_SHORT_YEAR = re.compile(r"(?<![\d.])(\d\d)年(?![底末]?[前内来以]|代|期|间|级)")
_PLAN = re.compile(
    r"[“\"']?([六七八九]|十[一二三四五六七]?)五[”\"']?(?=时期|期间|规划|末|期末|以来|收官|开局|发展|目标|主要|及|$|[，。、：；）\s]|[”\"'])"
)
_PLAN_END = re.compile(r"[”\"']?(?:规划)?(?:期)?末")
_PAST = re.compile(rf"(?:刚刚)?(?:过去|近|最近|前)的?这?{_COUNT}年|{_COUNT}年来|{_COUNT}年间")
_COMING = re.compile(rf"(?:今后|未来|接下来|下一个)的?{_COUNT}年")
_ONE_YEAR = re.compile(r"(?:刚刚)?过去的?一年|一年来|上一?年度?|去年|前年|今年|本年度?|明年|后年")
_OFFSETS = {"前年": -2, "今年": 0, "本年": 0, "本年度": 0, "明年": 1, "后年": 2}


@dataclass(frozen=True, slots=True)
class Period:
    """Years, and where in the text they are named."""

    years: tuple[int, ...]
    """Ascending."""
    span: Span
    relative: bool
    """Whether the words name the years only in relation to the reference year."""


def periods(text: str, reference: int | None) -> list[Period]:
    """Find every period that a text names, in order of place.

    Args:
        text: a heading, clause or question.
        reference: the year that 今年 means; None leaves relative words out.

    """
    found: list[Period] = []

    def add(match: re.Match[str], years: range | tuple[int, ...], relative: bool = False) -> None:
        start, end = match.span()
        if years and not any(start < p.span[1] and p.span[0] < end for p in found):
            found.append(Period(tuple(years), (start, end), relative))

    for match in _RANGE.finditer(text):
        first, last = int(match.group(1)), int(match.group(2))
        add(match, range(first, last + 1) if last - first <= 30 else ())
    for match in _CHINESE_YEAR.finditer(text):
        add(match, (int(match.group(1).translate(_ZERO)),))
    for match in _YEAR.finditer(text):
        add(match, (int(match.group(1) or match.group(2)),))
    for match in _PLAN.finditer(text):
        plan = _five_year_plan(match.group(1))
        add(match, plan[-1:] if _PLAN_END.match(text, match.end()) else plan)
    for match in _SHORT_YEAR.finditer(text):
        add(match, (2000 + int(match.group(1)),) if int(match.group(1)) <= 40 and reference else ())
    if reference:
        for match in _ONE_YEAR.finditer(text):
            add(match, (reference + _OFFSETS.get(match.group(), -1),), relative=True)
        for match in _PAST.finditer(text):
            count = _count(match.group(1) or match.group(2) or match.group(3))
            add(match, range(reference - count, reference) if 2 <= count <= 20 else (), relative=True)
        for match in _COMING.finditer(text):
            count = _count(match.group(1))
            add(match, range(reference, reference + count) if 2 <= count <= 20 else (), relative=True)
    return sorted(found, key=lambda period: period.span)


def _five_year_plan(number: str) -> tuple[int, ...]:
    """Give the years of a five-year plan: 六五 is 1981-1985, 十四五 2021-2025."""
    first = 1981 + 5 * (_count(number) - 6)
    return tuple(range(first, first + 5))


def _count(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if text == "两":
        return 2
    ten, ones = ("十" in text), text.partition("十")[2] if "十" in text else text
    return 10 * ten + (_NUMERALS.index(ones) if ones else 0)
