"""Find the slogans and abbreviations that a text itself explains: str → Defined[].

    “双廊三园”是指沿江生态廊道、滨湖科创廊道和三个产业园     →  双廊三园: 沿江生态廊道、滨湖科创廊道和三个产业园
    实施名师、名校长、名班主任“三名”工程                     →  三名: 名师、名校长、名班主任
    全域公园城市建设（以下简称“公园城市”）                   →  公园城市: 全域公园城市建设

What a report abbreviates, only it can unfold; the lexicon cannot know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.numerals import read_number

MEANING_CHARS = 120
"""What follows a term counts as its meaning up to here at most."""

_AFTER = re.compile(
    r"[“‘]([^“”‘’，。；]{2,16})[”’](?:[^，。；“”]{0,6})?(?:，?即|是?指(?:的是)?|就是|：)([^。；\n]{4,})"
)
_SHORT = re.compile(r"([^，。；（()“”、]{4,24})[（(](?:以下)?(?:简称|统称)[：:]?[“]?([^“”）()]{2,12})[”]?[）)]")
_LISTED = re.compile(
    r"((?:[^，。；、：:“”\s]{1,14}、)+[^，。；、：:“”\s]{1,14}?)(?:等)?[“‘]([一二三四五六七八九十]{1,2})([^“”‘’]{0,8})[”’]"
)
_VERB = re.compile(
    r"^.*(?:实施|持续|深化|推进|推动|开展|落实|建设|答好|打造|围绕|坚持|做好|聚焦|抓好|叫响|擦亮|实现|完善|健全)(?=.)"
)


@dataclass(frozen=True, slots=True)
class Defined:
    """A term with what it stands for."""

    term: str
    meaning: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The members of an enumeration, or the meaning as a whole."""
        return tuple(part for part in re.split(r"[、，]|以及|和(?=.{2})", self.meaning) if 1 < len(part) <= 16)


def defined(text: str) -> Iterator[Defined]:
    """Find what a passage explains.

    Args:
        text: as repaired for reading.

    """
    for match in _AFTER.finditer(text):
        yield Defined(match[1], match[2][:MEANING_CHARS])
    for match in _SHORT.finditer(text):
        yield Defined(match[2], match[1])
    for match in _LISTED.finditer(text):
        items = match[1].split("、")
        if len(items) == read_number(match[2]):
            yield Defined(match[2] + match[3], "、".join([_VERB.sub("", items[0]) or items[0], *items[1:]]))
