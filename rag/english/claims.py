"""Read what an English question claims, as far as it turns an answer round: str → Chinese words, FigureSpan[].

    in the country's top three   →  全国前3        Class IV water     →  IV类
    ranked second                →  第2位          the 9th fair       →  第9届
    exceeded 50 million          →  50000000       13 projects        →  13

Figures without a unit count: of what, the words around them tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rag.figures.english import all_figures
from rag.figures.extract import FigureSpan
from rag.records import Expansion
from rag.words import normalise

_NUMBERS = {
    word: n
    for words in (
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    )
    for n, word in enumerate(words, 1)
}
_CARDINAL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))"
_EVENTS = r"(?:games|festivals?|fairs?|expos?|conferences?|forums?|summits?|sessions?|congress|exhibitions?|olympics)"

_TOP = re.compile(rf"\btop ({_CARDINAL})\b", re.I)
_RANK = re.compile(
    rf"\b(?:rank(?:ed|s|ing)?|placed?|came|come|is|stands?) (?:the )?({_ORDINAL})\b|\bno\. ?(\d+)\b", re.I
)
_HELD = re.compile(rf"\b({_ORDINAL}) (?:[a-z'-]+ ){{0,4}}?{_EVENTS}\b", re.I)
_WANTED = re.compile(
    rf"\b(?:which|what are (?:the|\w+'s|its)|name the) ({_CARDINAL}) (?!(?:percent|million|billion)\b)[a-z]", re.I
)
_LONG = re.compile(
    r"\bhow (?:long|many (?:kilomet(?:er|re)s|km)) (?:long )?(?=is|are|was|were|will)(?!.*\b(?:take|took|open|last))",
    re.I,
)
_LINE = re.compile(rf"\bline ({_CARDINAL})\b", re.I)
_GRADE = re.compile(r"\b(?:grade|class|category) (i{1,3}|iv|v)\b", re.I)
_KINDS = {"prize": "等", "phase": "期"}
_KIND = re.compile(r"\b(first|second|third)[- ](?:class )?(prize|phase)\b", re.I)
_SCOPES = (
    ("全国", re.compile(r"\bcountry|\bnation|\bchina\b", re.I)),
    ("全省", re.compile(r"\bprovince|\bprovincial", re.I)),
    ("全市", re.compile(r"\bcity", re.I)),
    ("全县", re.compile(r"\bcounty", re.I)),
    ("全球", re.compile(r"\bworld|\bglobal", re.I)),
)
_LAST = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d+)?|\d{5,})(?=\s*[?.]?\s*$|\s+(?:in|by|for|at) )"
)
"""A number that no word follows but the year: reached 80 in 2025."""


def claims(text: str) -> str:
    """Give the Chinese words for ranks, grades and ordinals that a question claims, parted by commas."""
    scope = next((name for name, pattern in _SCOPES if pattern.search(text)), "")
    said = [f"{scope}前{_number(match[1])}" for match in _TOP.finditer(text)]
    said += [f"{scope}第{_number(match[1] or match[2])}位" for match in _RANK.finditer(text)]
    said += [f"第{_number(match[1])}届" for match in _HELD.finditer(text)]
    said += [f"{match[1].upper()}类" for match in _GRADE.finditer(text)]
    said += [f"{'一二三'[_number(match[1]) - 1]}{_KINDS[match[2].lower()]}" for match in _KIND.finditer(text)]
    return "，".join(said)


def claimed_figures(text: str) -> list[FigureSpan]:
    """Give the figures that a question claims, in base units; of a bare count without unit."""
    plain = normalise(text)
    lines = [line.span(1) for line in _LINE.finditer(plain)]
    found = [figure for figure in all_figures(plain) if figure.span not in lines]
    taken = [*lines, *(figure.span for figure in found)]
    bare = (
        FigureSpan(match.group(), Decimal(match["number"].replace(",", "")), "", match.span())
        for match in _LAST.finditer(plain)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    )
    return sorted([*found, *bare], key=lambda figure: figure.span)


def spelled_out(text: str) -> Iterator[Expansion]:
    """Lead from what no list of words could hold to how reports write it.

    9th → 第9届, 第九届     line 9 → 9号线     how long → 全长
    """
    if match := _LONG.search(text):
        yield Expansion(normalise(match.group()), ("全长", "总长", "长度"))
    for match in _LINE.finditer(text):
        yield Expansion(normalise(match.group()), (f"{_number(match[1])}号线",))
    digits = "零一二三四五六七八九十"
    for match in _HELD.finditer(text):
        number = _number(match[1])
        written = (f"第{number}届", *((f"第{digits[number]}届",) if number <= 10 else ()))
        yield Expansion(normalise(match[1]), written)


def counted_in_english(text: str) -> int:
    """Give how many things a question wants named: which three cities; 0 where it does not say."""
    match = _WANTED.search(text)
    return _number(match[1]) if match else 0


def _number(word: str) -> int:
    word = word.lower()
    return _NUMBERS.get(word) or int(re.sub(r"\D", "", word))
