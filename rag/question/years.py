"""Read the years that a person asks about, in Chinese or English: text → Period[].

Beside what reports write too (rag/periods.py): 大前年, 上两年, 二三年, 十四五 without quotation marks; last year, over the
past three years, the 14th Five-Year Plan; and, behind another question, 上一年 or the year after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.numerals import read_number
from rag.periods import Period, five_year_plan, of_plan, periods
from rag.question.contrast import contrast
from rag.question.wording import stance

_COMPARED_WITH = re.compile(
    r"(?:比|较|跟|与|同)(?:起)?$|\b(?:than|compared (?:with|to)|over|from|versus|vs\.?|against)(?: (?:that|those) (?:of|in))?(?: the)? $",
    re.I,
)
"""What stands before a year that growth is measured from."""
_GREW = re.compile(r"(?:同期)?(?:的)?增长")
_TARGET_BEFORE = re.compile(r"目标[^，。？]{0,6}$")
_NAMED_YEAR = re.compile(r"(?:19|20)\d\d年?|[今去前]年")
_DONE = re.compile(r"(?:实际)?(?:完成|实现|达到|建成|做到|干成)的")
_BOTH = re.compile(r"哪一?[年个边]|谁|两年|各(?:自|是|有|为)|分别")
"""Asks about both years where one stands behind 跟 or 比: 今年的任务跟去年的比，哪年多."""
_LARGER = re.compile(r"的?(?:要|还|更|是|[定设]得)*(?:[高低多少快慢大小]|提高|降低|上调|下调|调[高低]|增加|减少)")

_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"({'|'.join(_COUNTS)}|\d{{1,2}})"
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
]

_CHINESE_SHORT = re.compile(
    r"(?<![近去这那每前后零〇一二三四五六七八九十])二([零〇一二三四五六七八九])年(?![来内间里前后])"
)
_BARE_PLAN = re.compile(
    r"(?<![第二三四五六七八九])(十[一二三四五六七])五(?![年个条家人项月日号所名点岁万亿]|[”\"']?(?:规划)?期?末)"
)
_FEW_YEARS = re.compile(r"[上前这]([两二三四五])年(?![级制前后])")
_RANGE = re.compile(r"\b((?:19|20)\d\d) (?:to|through|until|and) ((?:19|20)\d\d)\b", re.I)
_BETWEEN = re.compile(r"\bbetween $", re.I)
_OVER_ALL = re.compile(r"累计|一共|总共|合计|平均|年均")
"""Asks of all the years between two together."""
_ONE_TO_NEXT = re.compile(r"从((?:19|20)\d\d)年?[到至]((?:19|20)\d\d)(?:年|(?=\D|$))")
"""Two years in a row are each asked about, and no period of both; others where it is asked how far something moved."""
_SINCE = re.compile(r"[”\"']?(?:时期|规划)?(?:以来|至今|到(?:现在|如今|目前))")
"""Makes a period go on to the newest report: “十三五”以来."""
_LATIN_SHORT = re.compile(r"(?<=\b(?:in|of) )['’](\d\d)\b|(?<=\bfor )['’](\d\d)\b", re.I)
_PLAN = re.compile(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)|({'|'.join(_ORDINALS)})) five[- ]year[- ]plan(?: period)?", re.I)
_FIRST_YEARS = re.compile(rf"\bfirst {_COUNT} years (?:of|in|under) (?:the )?$", re.I)
"""Stands before a five-year plan of which only so many years are asked about."""
_ENGLISH_PAST = re.compile(rf"\b(?:past|last|previous|recent|preceding) {_COUNT} years\b", re.I)
_ENGLISH_COMING = re.compile(rf"\b(?:next|coming|following) {_COUNT} years\b", re.I)
_ONE_YEAR = re.compile(
    r"(?P<three_back>大前年)|(?P<two_back>上上一?年度?|\b(?:the )?year before last\b|\btwo years ago\b)|"
    r"(?P<back>\b(?:last|previous|past|prior|preceding) year\b|\ba year ago\b)|(?P<this>\b(?:this|current) year\b)|"
    r"(?P<ahead>\b(?:next|coming) year\b|\bthe year ahead\b)",
    re.I,
)
_OFFSETS = {"three_back": -3, "two_back": -2, "back": -1, "this": 0, "ahead": 1}
_NEIGHBOUR = re.compile(
    r"(?P<back>[上前头]一年度?|\b(?:the )?year before(?! last)\b|\b(?:the )?(?:previous|preceding) year\b)|"
    r"(?P<ahead>次年|第二年|[后下]一年度?|转过年|\b(?:the )?year after\b|\b(?:the )?(?:following|next) year\b)",
    re.I,
)


def asked_periods(text: str, newest: int | None, before: int | None = None) -> list[Period]:
    """Find the periods asked about, in order of place, without those that growth is measured from: 比上年增长多少.

    Args:
        text: the question.
        newest: the year of the newest report, which 今年 means; None leaves relative words out.
        before: the year of the question before, which a follow-up counts from: 上一年呢？

    """
    found: list[Period] = []
    for period in [*_spoken(text, newest, before), *periods(text, newest)]:
        start, end = period.span
        if not any(start < other.span[1] and other.span[0] < end for other in found):
            found.append(_until_now(text, period, newest))
    return sorted((p for p in found if not _only_measures(text, p, found)), key=lambda period: period.span)


def _until_now(text: str, period: Period, newest: int | None) -> Period:
    """Let a period go on to the newest report where the words behind it say so."""
    since = _SINCE.match(text, period.span[1])
    if not since or not newest or newest <= period.years[-1]:
        return period
    return replace(period, years=tuple(range(period.years[0], newest + 1)), span=(period.span[0], since.end()))


def _only_measures(text: str, period: Period, found: Sequence[Period]) -> bool:
    """Tell a year that is not asked about: growth is measured from it (比上年增长多少, 2024年比2023年增长多少)."""
    if period.relative:
        return text[slice(*period.span)] == "当年" or _is_reference(text, period)
    follows = any(other.years[:1] == (period.years[-1] + 1,) for other in found)
    return follows and bool(_GREW.match(text, period.span[1])) and _is_reference(text, period)


def _is_reference(text: str, period: Period) -> bool:
    start, end = period.span
    past = text[start:end].lower() == "past year"  # over the past year: in it
    compared = _COMPARED_WITH.search(text[:start])
    if len(period.years) != 1 or past or not compared:
        return False
    return not _of_two_stances(text[: compared.start()], text[end:])


def _of_two_stances(before: str, after: str) -> bool:
    """Tell whether a target is held against what came about (目标比去年实际高多少), or two years against each other as such."""
    told, other = stance(before), "achieved" if _DONE.match(after) else stance(after)
    if _BOTH.search(after) and _NAMED_YEAR.search(before):
        return True
    if told and other and told != other:
        return True
    return bool(_TARGET_BEFORE.search(before) and _LARGER.match(after))


def _spoken(text: str, newest: int | None, before: int | None) -> Iterator[Period]:
    """Give what people say and reports do not."""
    if before is not None:
        for match in _NEIGHBOUR.finditer(text):
            yield Period((before + _OFFSETS[str(match.lastgroup)],), match.span(), relative=True)
    for match in _RANGE.finditer(text):
        first, last = int(match[1]), int(match[2])
        joined = match[0].lower().split()[1] != "and" or _BETWEEN.search(text[: match.start()])
        if joined and 0 < last - first <= 30:
            yield Period(tuple(range(first, last + 1)), match.span(), relative=False)
    for match in _ONE_TO_NEXT.finditer(text):
        first, last = int(match[1]), int(match[2])
        a_plan = first % 5 == 1 and last - first == 4
        moved = contrast(text).difference and not a_plan and not _OVER_ALL.search(text)
        if last == first + 1 or moved:
            yield Period((first,), (match.start(), match.start(2)), relative=False)
            yield Period((last,), (match.start(2), match.end()), relative=False)
    for match in _PLAN.finditer(text):
        number = int(match[1]) if match[1] else _ORDINALS.index(match[2].lower()) + 1
        part = _FIRST_YEARS.search(text[: match.start()])
        years = five_year_plan(number)[: _count(part[1]) if part else None]
        yield Period(years, (part.start() if part else match.start(), match.end()), relative=False)
    for match in _BARE_PLAN.finditer(text):
        yield Period(*of_plan(read_number(match[1]), text, match.span()), relative=False)
    for match in _CHINESE_SHORT.finditer(text):
        yield Period((2020 + read_number(match[1].replace("〇", "零")),), match.span(), relative=False)
    for match in _LATIN_SHORT.finditer(text):
        yield Period((2000 + int(match[1] or match[2]),), match.span(), relative=False)
    if newest:
        yield from _relative(text, newest)


def _relative(text: str, newest: int) -> Iterator[Period]:
    for match in _ONE_YEAR.finditer(text):
        yield Period((newest + _OFFSETS[str(match.lastgroup)],), match.span(), relative=True)
    for match in [*_FEW_YEARS.finditer(text), *_ENGLISH_PAST.finditer(text)]:
        yield Period(tuple(range(newest - _count(match[1]), newest)), match.span(), relative=True)
    for match in _ENGLISH_COMING.finditer(text):
        yield Period(tuple(range(newest, newest + _count(match[1]))), match.span(), relative=True)


def _count(text: str) -> int:
    return _COUNTS.index(text.lower()) + 1 if text.lower() in _COUNTS else read_number(text)
