"""Part the clause that names things beside each other: str → Items.

青石市、南湖县、东岭县入选首批试点     →  青石市 · 南湖县 · 东岭县, of which 入选首批试点 is said
培育陶瓷、竹编、漆器3条特色产业链       →  陶瓷 · 竹编 · 漆器

What belongs to the first and the last of them no mark tells: a verb or a number that none between them has does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 3
LONGEST = 20
"""Characters of the longest thing that is named."""

_CLAUSES = re.compile(r"[，。；：\n]")
_LAST_TWO = re.compile(r"(?<=[^与和及]{2})(?:以及|和|与|及)(?=[^与和及]{2})")
_FIGURES = re.compile(r"分别(?=[一-龥]{0,6}\d)")
"""Behind it stand the figures of the things named before."""
_NUMBER = re.compile(r"(?<=.)(?:[两二三四五六七八九十]{1,2}|\d+)(?:[大个条项家种类座张]|方面)")
_AND_SO_ON = re.compile(r"等")
_EDGES = ("v", "p", "d", "m", "c", "f", "r")
"""Parts of speech, by jieba's first letter, that begin or end what is said of the things."""


@dataclass(frozen=True, slots=True)
class Items:
    """The things that a clause names, and what it says of them."""

    names: tuple[str, ...]
    said: str


def items_of(text: str) -> Items | None:
    """Give the things that the one clause with several names; None where it names less than FEWEST, or it is not clear where they end."""
    naming = [clause for one in _CLAUSES.split(text) if "、" in (clause := _FIGURES.split(one)[0])]
    if len(naming) != 1:
        return None
    first, *between, last = naming[0].split("、")
    two = _LAST_TWO.search(_AND_SO_ON.split(last)[0])
    if two and not any(map(_LAST_TWO.search, between)):
        between, last = [*between, last[: two.start()]], last[two.end() :]
    edges = tuple(set(_EDGES).difference(*(_tags(one) for one in between)))
    before = _lead(first, edges)
    rest = _tail(last, edges)
    names = (first[before:], *between, last[:rest])
    if len(names) < FEWEST or not all(0 < len(name) <= LONGEST for name in names):
        return None
    return Items(names, "…".join((first[:before], last[rest:])) if first[:before] or last[rest:] else "")


def _tagged(text: str) -> Sequence[tuple[str, str]]:
    import rjieba

    return list(rjieba.tag(text, True))


def _tags(text: str) -> set[str]:
    return {tag[:1] for word, tag in _tagged(text) if tag != "vn"}


def _lead(first: str, edges: tuple[str, ...]) -> int:
    """Give where the first thing begins behind the last word that does not belong to it."""
    place = start = 0
    for word, tag in _tagged(first):
        place += len(word)
        if tag != "vn" and tag.startswith(edges) and place < len(first):
            start = place
    return start


def _tail(last: str, edges: tuple[str, ...]) -> int:
    """Give where the last thing ends: before 等, their number, or the first word that does not belong to it."""
    if "m" in edges and (number := _NUMBER.search(last)):
        last = last[: number.start()]
    place = 0
    for word, tag in _tagged(last):
        if place and (word.startswith("等") or (tag != "vn" and tag.startswith(edges))):
            return place
        place += len(word)
    return len(last)
