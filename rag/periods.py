"""Read the years that a Chinese text speaks of: 2024年, 去年, 过去五年, “十四五”, 14th Five-Year Plan, 到2035年 → years.

Relative words are resolved against a reference year: the year of the report when a report speaks (its 今年 is the
year it plans, its 过去一年 the year before), the year of the newest report when a person asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.numerals import read_number
from rag.records import Span

_ZERO = str.maketrans("〇○ＯO零一二三四五六七八九", "00000123456789")
_COUNT = r"([一二两三四五六七八九十]|\d{1,2})"
_UNITS = r"(?:[万亿人个家项元户亩件吨米台套辆所座处千多余名位场次条种只头株棵艘间部度]|平方|公[里顷斤]|立方|张(?:[床病]|(?=[^一-龥]|$)))"
"""What follows a number that counts things and is no year."""

_RANGE = re.compile(r"((?:19|20)\d\d)\s*年?\s*(?:-|—{1,2}|–|~|～|至|到)\s*((?:19|20)\d\d)(?=年|\D|$)")
_YEAR = re.compile(
    rf"(?<![\d.])((?:19|20)\d\d)\s*(?:年度?(?!代)|(?=[一-龥])(?!{_UNITS}|年)|(?!\d|\.\d|[%年一-龥]|\s*{_UNITS}))"
)
_CHINESE_YEAR = re.compile(r"([一二][〇○ＯO零0九][〇○ＯO零0一二三四五六七八九]{2})年(?!代)")
_LOST_ZERO = re.compile(r"(?<![〇○零一二三四五六七八九十百千万])二([一二三四五][〇○零一二三四五六七八九])年(?!代)")
"""到二三五年: fonts lack the sign 〇, and copies leave it out."""
_SHORT_YEAR = re.compile(
    r"(?<![\d.])(?<!连续|过去|今后|未来|长达)(?<![近前后第这每约满])(\d\d)年(?![底末]?[前内来以]|代|期|间|级)"
)
_PLAN = re.compile(
    r"[“\"']?(十[一二三四五六七]|[一二三四五六七八九十])五[”\"']?(?=时期|期间|规划|计划|末|期末|以来|收官|开局)"
    r"|[“\"']([一二三四五六七八九]|十[一二三四五六七]?)五[”\"']|(?<![第二三四五六七八九])(十[一二三四五六七])五(?=发展|目标|主要|及|$|[，。、：；）\s])"
)
FIVE_YEAR_PLAN = re.compile(r"十[一-龥]五")
"""The name of a five-year plan by itself, which counts nothing."""
_NTH_PLAN = re.compile(r"第(十[一二三四五六七]?|[一二三四五六七八九])个五年(?:规划|计划)")
_ENGLISH_PLAN = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th) five[- ]year plan(?: period)?", re.I)
_PLAN_PART = re.compile(
    r"[”\"']?(?:规划|时期|期间)?(?:(?:以来)?的?[头前这]|(?P<last>的?最?后)|以来的?)([一两二三四])年"
)
"""Years of a plan that are fewer than all: “十三五”以来的四年, “十四五”头三年, “十四五”后两年."""
_PLAN_END = re.compile(r"[”\"']?(?:规划)?(?:期)?末")
_PAST = re.compile(
    rf"(?:刚刚)?(?:过去|近|最近|前)的?这?{_COUNT}年|{_COUNT}年来|{_COUNT}年间|(?<![今未下接])(?:这)?([三四五])年(?:的?(?:主要|工作))*(?:成就|成绩|成效|回顾|总结)"
)
_COMING = re.compile(rf"(?:今后|未来|接下来|下一个)的?{_COUNT}年")
_ONE_YEAR = re.compile(r"(?:刚刚)?过去的?这?一年|一年来|上一?年度?|去年|前年|今年|新的?一年|本年度?|当年|明年|后年")
_OFFSETS = {"前年": -2, "今年": 0, "新一年": 0, "新的一年": 0, "本年": 0, "本年度": 0, "当年": 0, "明年": 1, "后年": 2}


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

    def add(span: Span, years: range | tuple[int, ...], relative: bool = False) -> None:
        start, end = span
        if years and not any(start < p.span[1] and p.span[0] < end for p in found):
            found.append(Period(tuple(years), (start, end), relative))

    for match in _RANGE.finditer(text):
        first, last = int(match.group(1)), int(match.group(2))
        add(match.span(), range(first, last + 1) if last - first <= 30 else ())
    for match in _CHINESE_YEAR.finditer(text):
        add(match.span(), (int(match.group(1).translate(_ZERO)),))
    for match in _LOST_ZERO.finditer(text):
        add(match.span(), (2000 + int(match.group(1).translate(_ZERO)),))
    for match in _YEAR.finditer(text):
        add(match.span(), (int(match.group(1)),))
    for match in _PLAN.finditer(text):
        years, span = of_plan(read_number(next(filter(None, match.groups()))), text, match.span())
        add(span, years)
    for pattern in (_NTH_PLAN, _ENGLISH_PLAN):
        for match in pattern.finditer(text):
            add(match.span(), five_year_plan(read_number(match.group(1))))
    for match in _SHORT_YEAR.finditer(text):
        add(match.span(), (2000 + int(match.group(1)),) if int(match.group(1)) <= 40 and reference else ())
    if reference:
        for match in _ONE_YEAR.finditer(text):
            add(match.span(), (reference + _OFFSETS.get(match.group(), -1),), relative=True)
        for match in _PAST.finditer(text):
            count = read_number(next(filter(None, match.groups())))
            add(match.span(), range(reference - count, reference) if 2 <= count <= 20 else (), relative=True)
        for match in _COMING.finditer(text):
            count = read_number(match.group(1))
            add(match.span(), range(reference, reference + count) if 2 <= count <= 20 else (), relative=True)
    return sorted(found, key=lambda period: period.span)


def of_plan(count: int, text: str, span: Span) -> tuple[tuple[int, ...], Span]:
    """Give the years of the nth five-year plan that the words behind its name leave, and the span of both.

    Args:
        count: which plan.
        text: what names it.
        span: of the name.

    """
    plan, (start, end) = five_year_plan(count), span
    if part := _PLAN_PART.match(text, end):
        some = read_number(part[2])
        return plan[-some:] if part["last"] else plan[:some], (start, part.end())
    return plan[-1:] if _PLAN_END.match(text, end) else plan, span


def five_year_plan(count: int) -> tuple[int, ...]:
    """Give the years of the nth five-year plan: 一五 is 1953-1957, 六五 1981-1985, 十四五 2021-2025.

    Three years of recovery lie between the second plan (to 1962) and the third (from 1966).
    """
    first = 1948 + 5 * count if count <= 2 else 1951 + 5 * count
    return tuple(range(first, first + 5))
