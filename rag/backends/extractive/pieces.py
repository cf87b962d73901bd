"""Cut a window into pieces: its clauses, and the things that a clause lists with a figure each: str + rows → Piece[].

    建成园区3个、厂房5万平方米，产值增长6%   →   建成园区3个 | (建成) 厂房5万平方米 | 产值增长6%

Not here: which of them answer (trimmed.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.clauses import clauses
from rag.figures.naming import AFTER, MEASURE, dealt, opening_verbs
from rag.records import Figure, Span
from rag.words import normalise

DEALT = re.compile(r"分别|依次")
"""Deals several figures out to as many things."""
_SUMMED_UP = re.compile(r"[二两三四五六七八九十]+[大个类种项](?=[一-龥]*[业域态])")
"""Sums up a list behind its last member: 甲、乙两大产业."""
_HELD = re.compile(r"全[国省市区县]$")
"""Ends the name of a rank with the place in which it is held."""
_BARE = re.compile(
    r"(?:总|全(?![国省市区县镇乡])|年度?|日(?!常)|设计|规划|计划|建筑|占地|其中)+[一-龥]{1,4}?[由从为达]?"
)
_A_HEAD = re.compile(r"每人(?:每[年月日])?$")
_OF_EACH = re.compile(r"^每|人均|户均|拥有")
_OPENERS, _CLOSERS = "（(“《", "）)”》"
_OPENING = ("v", "d", "vd", "ad", "a")
"""Tags of the words that a list of things has in common before the first: 新改建, 累计完成."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause of a window, or one of the things with their figures that it lists."""

    text: str
    span: Span
    clause: int
    """Number of its clause in the window, counted from 0."""
    rows: tuple[Figure, ...]
    names: tuple[str, ...]
    """Of the rows: what each measures."""
    said: str = ""
    """What is said of each of several that figures are dealt out to: 增长."""
    opening: str = ""
    """The verbs that its clause has before the first thing that it lists, where it is a later one and has none itself."""
    hangs: bool = False
    """Whether it is a later thing of a list whose verb cannot be told from the first: it stays with those before."""

    @property
    def bare(self) -> bool:
        """Whether it measures a thing that it does not name: 总投资3亿元."""
        return bool(self.rows) and bool(_BARE.fullmatch(self.text[: self.rows[0].place[0] - self.span[0]]))

    def one_of(self, wanted: Sequence[Figure]) -> str:
        """Say the one wanted of figures that are dealt out: 乙业产值增长5%; empty where it is not one, or not clear."""
        own = [(row, name) for row, name in zip(self.rows, self.names, strict=True) if row in wanted]
        if not self.said or len(own) != 1 or len(self.rows) < 2:
            return ""
        (row, name), start = own[0], self.span[0]
        # 以上 behind the last figure may be said of all.
        clear = name and not AFTER.match(self.text, self.rows[-1].place[1] - start)
        said = f"{_A_HEAD.sub('', self.said)}{self._a_head(row)}"
        return f"{name}{said}{self.text[row.place[0] - start : row.place[1] - start]}" if clear else ""

    def _a_head(self, row: Figure) -> str:
        """Give what a figure is for: 每人每月, 每人每年."""
        found = _A_HEAD.search(self.text[: row.place[0] - self.span[0]])
        return found.group() if found else ""

    @property
    def plain(self) -> str:
        """Its words and the names of its figures, normalised."""
        return normalise(" ".join([self.text, *self.names]))


def pieces_of(text: str, span: Span, rows: Sequence[Figure]) -> Iterator[Piece]:
    """Cut a stretch of a passage.

    Args:
        text: of the passage.
        span: the stretch.
        rows: the figures of the passage.

    """
    measured = ""
    for number, clause in enumerate(clauses(text, span)):
        own = [row for row in rows if clause[0] <= row.place[0] < clause[1]]
        if match := DEALT.search(text, *clause):
            run = [row for row in own if row.place[0] >= match.end()]
            names = [row.indicator for row in run]
            said = text[match.end() : run[0].place[0]] if run else ""
            printed = dealt(text[clause[0] : match.end()], len(run), (), ())
            names = printed if [normalise(name) for name in printed] == names else names
            names = [_SUMMED_UP.sub("", name) for name in names]
            names = [name[:-2] if _HELD.search(name) and name[-2:] in said else name for name in names]
            if said and not MEASURE.search(said):
                names = [name if MEASURE.search(name) else name + measured for name in names]
            measured = found.group() if (found := MEASURE.search(said)) else ""
            yield Piece(text[slice(*clause)], clause, number, tuple(run), tuple(names), said)
            continue
        items = _items(text, clause, own)
        shared = _opening(text[slice(*items[0])])
        for item in items:
            held = tuple(row for row in own if item[0] <= row.place[0] < item[1])
            alone = item == items[0] or _stands_alone(text[item[0] : held[0].place[0]])
            opening, hangs = ("", False) if alone else (shared, not shared)
            named = tuple(row.indicator for row in held)
            yield Piece(text[slice(*item)], item, number, held, named, opening=opening, hangs=hangs)


def _items(text: str, clause: Span, rows: Sequence[Figure]) -> list[Span]:
    """Cut a clause between the things that it lists with a figure each; a row of figures alone stays whole."""
    places = [row.place for row in rows]
    cuts: list[int] = []
    depth, start = 0, clause[0]
    for place in range(*clause):
        depth += (text[place] in _OPENERS) - (text[place] in _CLOSERS)
        if text[place] != "、" or depth:
            continue
        stop = next((i for i in range(place + 1, clause[1]) if text[i] == "、"), clause[1])
        before = [figure for figure in places if start <= figure[0] < place]
        behind = [figure for figure in places if place < figure[0] < stop]
        if before and behind and not (before[-1][1] == place and behind[0][0] == place + 1):
            cuts.append(place)
            start = place + 1
    return [(first + 1, last) for first, last in pairwise([clause[0] - 1, *cuts, clause[1]])]


def _stands_alone(named: str) -> bool:
    """Tell whether the words before a figure say themselves what was done, or name what is measured."""
    return bool(opening_verbs(named) or MEASURE.search(named) or _OF_EACH.search(named)) or opens_with_verb(named)


def opens_with_verb(words: str) -> bool:
    """Tell whether words begin with what is done, and not with who or what does it."""
    import rjieba

    first, tag = next(iter(rjieba.tag(words, True)), ("", ""))
    return bool(opening_verbs(words)) or (len(first) > 1 and tag.startswith("v") and tag != "vn")


def _opening(words: str) -> str:
    """Give the verbs that words open with, and what stands before these: 全年新增, 新改建."""
    import rjieba

    opening = verbs = ""
    for word, tag in rjieba.tag(words, True):
        if tag not in _OPENING and word != "全年":
            break
        opening += word
        verbs = opening if tag == "v" else verbs
    return max(verbs, opening_verbs(words), key=len)
