"""Find the things that running text names one by one with a word of their own: a question + passages → Series.

必须“抓早”，…；必须“抓实”，…                     four "必须"
和美的“书香之城”、守信的“诚信之城”               which "之城"
保居民就业、保市场主体、保基层运转                three "保"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.numerals import read_number
from rag.records import Hit, Passage

FEW = 3
"""So many things are a series where the question does not say how many it wants."""

_WORD = re.compile(r"[“‘\"『]([^”’\"』“‘]{1,8})[”’\"』]")
_COUNT = re.compile(r"([一两二三四五六七八九十]{1,3}|\d{1,2})[个项大种座条张句][“‘\"『]")
_PIECE = re.compile(r"[^、，；。：:\n]+")
_QUOTES = '“”‘’"『』《》'


@dataclass(frozen=True, slots=True)
class Series:
    """What a passage names one by one."""

    word: str
    passage: Passage
    items: tuple[str, ...]


def series(asked: str, hits: Sequence[Hit]) -> Series | None:
    """Find the series whose word stands in quotation marks in the question.

    Args:
        asked: the question, with the word in quotation marks, and with how many are wanted where it says so.
        hits: where it may stand.

    Returns: None where no passage has as many as are asked for, or FEW where the question does not say.

    """
    counted = _COUNT.search(asked)
    wanted = read_number(counted.group(1)) if counted else 0
    for word in _WORD.findall(asked):
        for hit in hits:
            items = _items(hit.passage.text, word)
            if len(items) >= FEW and (len(items) == wanted or (not wanted and len(word) > 1)):
                return Series(word, hit.passage, items)
    return None


def _items(text: str, word: str) -> tuple[str, ...]:
    """Give the pieces of a text that begin with a word, or the quoted ones that end with it, each once."""
    found = []
    for match in _PIECE.finditer(text):
        piece = re.sub(r"^我们", "", match.group().strip())
        if quoted := re.findall(rf"[“‘]([^”’]+{re.escape(word)})[”’]", piece):
            found += quoted
        elif piece.lstrip(_QUOTES).startswith(word) and len(piece.strip(_QUOTES)) > len(word):
            found.append(piece.strip("”’") if piece[:1] in _QUOTES else piece)
    return tuple(dict.fromkeys(found))
