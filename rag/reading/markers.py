"""The numbers that Chinese official documents put before headings and items (GB/T 9704: 一、 （一） 1. （1）).

A marker has a family, which tells how deep it usually stands, and an ordinal, which tells a sequence from chance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.numerals import read_number

_CHINESE = "[一二三四五六七八九十]{1,3}"

_FAMILIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第({_CHINESE})(?:部分|章|篇)[、：:\s]*")),
    ("一、", re.compile(rf"({_CHINESE})[、.．]\s*")),
    ("（一）", re.compile(rf"[（(]({_CHINESE})[）)][、.．]?\s*")),
    ("1.", re.compile(r"(\d{1,2})(?:[、．]|\.(?!\d))\s*")),
    ("——", re.compile(r"(?:—{1,2}|[-]{2})(?=\S)")),
    ("（1）", re.compile(r"(?:[（(](\d{1,2})[）)]|(\d{1,2})[）)])[、.．]?\s*")),
    ("①", re.compile(r"([①-⑳])\s*")),
    ("一是", re.compile(rf"({_CHINESE})(?:是|要)")),
    ("第一，", re.compile(rf"第({_CHINESE})[，,、]")),
)
DEPTHS = {family: depth for depth, (family, _) in enumerate(_FAMILIES, start=1)}
"""Family → how deep it usually stands, 1 outermost."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A number before a heading or an item."""

    family: str
    ordinal: int
    """1 for the first; 0 for ——, which counts nothing."""
    length: int
    """Characters that the marker takes."""


def marker_at(text: str, start: int = 0) -> Marker | None:
    """Read the marker that stands at a position, if one does."""
    for family, pattern in _FAMILIES:
        match = pattern.match(text, start)
        if match:
            return Marker(family, _ordinal(next(filter(None, match.groups()), "")), match.end() - start)
    return None


def _ordinal(text: str) -> int:
    return ord(text) - ord("①") + 1 if "①" <= text <= "⑳" else read_number(text)
