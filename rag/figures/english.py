"""Read the figures of an English text: str → FigureSpan[], in the same base units as the Chinese ones.

    16,900 people → 16900 人     RMB 1.2 billion → 1200000000 元     5.5 per cent → 5.5 %     2.3 percentage points → 2.3 百分点

A number in front of a plain word (42 canteens) is a figure without a unit; years, days of the calendar, ordinals, names
(PM2.5, 5G, 15-minute) and numbers of sections are none. Number words count where a scale or unit follows (five percent).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from rag.figures.extract import FigureSpan, figures

_SCALES = {
    "hundred million": 10**8, "ten thousand": 10**4, "trillion": 10**12, "billion": 10**9, "bn": 10**9,
    "million": 10**6, "mn": 10**6, "thousand": 10**3, "万亿": 10**12, "亿": 10**8, "万": 10**4,
}  # fmt: skip
_UNITS: tuple[tuple[str, str], ...] = (
    (r"percentage[ -]points?|pct\.? points?|pps?\b", "百分点"),
    (r"percent\b|per cent\b|pct\b|%", "%"),
    (r"(?:us|u\.s\.) dollars?|usd\b|dollars?\b", "美元"),
    (r"yuan|rmb\b|cny\b|renminbi", "元"),
    (r"people|persons?\b|residents|graduates|workers|students|deputies", "人"),
    (r"households?", "户"),
    (r"(?:square|sq\.?) (?:kilomet(?:er|re)s?|km)|km²", "平方公里"),
    (r"(?:square|sq\.?) met(?:er|re)s?|sqm\b|m²", "平方米"),
    (r"cubic met(?:er|re)s?|m³", "立方米"),
    (r"kilomet(?:er|re)s?|km\b", "公里"),
    (r"met(?:er|re)s?\b", "米"),
    (r"hectares?|ha\b", "公顷"),
    (r"mu\b", "亩"),
    (r"tonn?e?s?\b|metric tons?", "吨"),
    (r"jin\b", "斤"),
    (r"hours?\b", "小时"),
    (r"minutes?\b", "分钟"),
    (r"kilowatt[ -]hours?|kwh\b", "千瓦时"),
    (r"kilowatts?|kw\b", "千瓦"),
    (r"megawatts?|mw\b", "兆瓦"),
    (r"gigawatts?|gw\b", "吉瓦"),
    (r"days?\b", "天"),
    (r"times\b|-?fold\b", "倍"),
)
_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        start=1,
    )
}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY = re.compile(rf"\b{_MONTH}\s\d{{1,2}}\b|\b\d{{1,2}}\s{_MONTH}")
_UNIT = "|".join(f"(?P<u{n}>{pattern})" for n, (pattern, _) in enumerate(_UNITS))
_FIGURE = re.compile(
    r"(?<![a-z\d.#§])(?<![a-z\d]-)(?P<money>us\$|\$|rmb\s?|cny\s?|¥)?"
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{'|'.join(_WORDS)})\b)"
    rf"(?:[ -]?(?P<scale>{'|'.join(_SCALES)})(?![a-z]))?(?:[ -]?(?:{_UNIT}))?"
)
_NO_FIGURE_BEFORE = re.compile(
    rf"(?:\b(?:{_MONTH}|section|passage|article|no\.|number|phase|top|chapter|source|item|covid)[ -]?)$"
)
_NO_FIGURE_AFTER = re.compile(rf"\s{_MONTH}|(?:st|nd|rd|th)\b|-(?!(?:plus|odd)\b)[a-z]|[a-z+]")
_WORD_AFTER = re.compile(r"(?:-(?:plus|odd)\b)?\s+[a-z(]")
_LIST = re.compile(r"\s*(?:,|to|and|or|-|–|—|, and)\s*")


def all_figures(text: str) -> list[FigureSpan]:
    """Find the figures of a normalised text in Chinese, English or both, in order."""
    english = _english(text)
    taken = [figure.span for figure in english]
    taken += [match.span() for match in _DAY.finditer(text)]
    chinese = [f for f in figures(text) if not any(f.span[0] < end and start < f.span[1] for start, end in taken)]
    return sorted([*english, *chinese], key=lambda figure: figure.span)


def _english(text: str) -> list[FigureSpan]:
    found: list[FigureSpan] = []
    for match in reversed([match for match in _FIGURE.finditer(text) if _is_figure(match)]):
        figure = _read(match)
        if found and not figure.unit and not match["scale"]:
            figure = _with_unit_of(figure, found[-1], text)
        found.append(figure)
    return found[::-1]


def _read(match: re.Match[str]) -> FigureSpan:
    number = match["number"].replace(",", "")
    value = Decimal(_WORDS.get(number, number)) * _SCALES.get(match["scale"] or "", 1)
    unit = next((unit for n, (_, unit) in enumerate(_UNITS) if match[f"u{n}"]), "")
    if match["money"]:
        unit = "美元" if "$" in match["money"] else "元"
    return FigureSpan(match.group().strip(), value, unit, match.span())


def _with_unit_of(figure: FigureSpan, after: FigureSpan, text: str) -> FigureSpan:
    """Give a number in a list or range the unit and scale that only the last one has: 1.2 to 1.5 million yuan."""
    if not _LIST.fullmatch(text[figure.span[1] : after.span[0]]) or not after.unit:
        return figure
    scale = next((name for name in _SCALES if name in after.text), "")
    return replace(figure, unit=after.unit, value=figure.value * _SCALES.get(scale, 1))


def _is_figure(match: re.Match[str]) -> bool:
    text, (start, end), number = match.string, match.span(), match["number"]
    told = match["money"] or match["scale"] or any(match[f"u{n}"] for n in range(len(_UNITS)))
    if match["scale"] in ("万亿", "亿", "万") and not (match["money"] or re.search(r"[a-z%²³]$", match.group())):
        return False  # a Chinese figure, which the Chinese grammar reads with its unit
    if not match["money"] and re.fullmatch(r"[\d.,]+\s?%", match.group()):
        return False
    if re.fullmatch(r"[\d.]+-(?:minute|hour)s?", match.group().strip()):
        return False  # names a thing: a 15-minute circle
    if number in _WORDS:
        return bool(told) and not text[end : end + 1].isalpha()
    if _NO_FIGURE_BEFORE.search(text, 0, start) or (not told and _NO_FIGURE_AFTER.match(text, end)):
        return False
    year = bool(re.fullmatch(r"(?:19|20)\d\d", number))
    return bool(told) or (
        not year and bool(_WORD_AFTER.match(text, end) or _LIST.match(text, end)) and _letter(text, end) >= "a"
    )


def _letter(text: str, end: int) -> str:
    """Give the first letter behind a place; a number before Chinese words belongs to the Chinese grammar."""
    found = re.compile(r"[a-z\u4e00-\u9fff]").search(text, end)
    return found.group() if found and found.group().isascii() else ""
