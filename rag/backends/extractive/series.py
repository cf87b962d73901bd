"""Find the things that running text names one by one with a word of their own: a question + passages → Series.

必须“抓早”，…；必须“抓实”，…                     four "必须"
和美的“书香之城”、守信的“诚信之城”               which "之城"
保居民就业、保市场主体、保基层运转                three "保", or “三保”
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from rag.numerals import read_number
from rag.records import Hit, Passage

FEW = 3
"""So many things are a series where the question does not say how many it wants."""

_WORD = re.compile(r"[“‘\"『]([^”’\"』“‘]{1,8})[”’\"』]")
_COUNT = re.compile(r"([一两二三四五六七八九十]{1,3}|\d{1,2})[个项大种座条张句][“‘\"『]")
_COUNTED = re.compile(
    r"[^一二两三四五六七八九十\d]{0,4}?(?P<count>[两三四五六七八九十]|\d{1,2})[个项大条]?(?P<word>[^一二两三四五六七八九十个项大条\d]{1,8})"
)
"""A term that counts how often a word comes: “三保”, “五个更加”, “大城三管”."""
_LEAD = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.]|[一二三四五六七八九十]是|——|特别是|尤其是|我们|着力|全力|切实|努力|坚持|做到|要)+"
)
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
        for hit, items in sorted(((hit, _items(hit.passage.text, word)) for hit in hits), key=lambda one: -len(one[1])):
            if len(items) >= FEW and (len(items) == wanted or (not wanted and len(word) > 1)):
                return Series(word, hit.passage, items)
        if wanted and (beside := repeated(word, word, wanted, hits)):
            return beside
    return None


def unfolded(term: str, hits: Sequence[Hit]) -> Series | None:
    """Find what a term counts where a passage repeats its word just so often, side by side or one in a sentence each.

    Args:
        term: without quotation marks.
        hits: where it may stand.

    """
    counted = _COUNTED.fullmatch(term)
    if not counted:
        return None
    return repeated(term, counted["word"], read_number(counted["count"]), hits)


def repeated(term: str, word: str, number: int, hits: Sequence[Hit]) -> Series | None:
    """Find where a passage says a word just so often, side by side or once in each sentence."""
    for hit in hits:
        told = [_led([_bare(one, word) for one in _PIECE.findall(part)], word) for part in _told(hit.passage.text)]
        beside = [list(run) for part in told for of, run in groupby(part, partial(_of, word)) if of]
        each = [part[0] for part in told if part and _of(word, part[0])]
        for items in (*beside, each):
            if len(dict.fromkeys(items)) == number:
                return Series(term, hit.passage, tuple(dict.fromkeys(items)))
    return None


def _bare(piece: str, word: str) -> str:
    """Take from a piece what leads to it, and what follows the word in the last one: 建设村庄美、庭院美|的乡村."""
    return re.sub(rf"(?<={re.escape(word)})的.*", "", _LEAD.sub("", piece.strip()))


def _led(pieces: list[str], word: str) -> list[str]:
    """Take from a piece the verb that leads to all of them, where the next begins with the word: 深入实施|强科技、强工业."""
    return [
        one[one.find(word) :] if word in one and behind.startswith(word) and "”" not in one else one
        for one, behind in zip(pieces, [*pieces[1:], ""], strict=True)
    ]


def _told(text: str) -> list[str]:
    """Part a text into its sentences and the items between semicolons."""
    return [part for part in re.split(r"[。；：\n]", text) if part.strip()]


def _of(word: str, piece: str) -> bool:
    """Tell whether a piece begins or ends with a word, or has one of several characters in it, and says more."""
    return (
        piece != word
        and not re.search(r"\d", piece)
        and (
            piece.startswith(word)
            or piece.endswith(word)
            or (len(word) > 1 and word in piece)
            or bool(re.match(rf"在.{{1,4}}{re.escape(word)}(?:上|方面)", piece))
        )
    )


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
