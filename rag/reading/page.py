"""Put the signs of printed pages together as a text file would have them: Page[] → lines of text.

A full line is joined with the next unless that one is indented or stands apart; what else belongs together lines.py
tells by the words. An indent and a wide space are written as in a text file, what is ruled as rows `| a | b |` (grid.py).
Heads and feet that come again on other pages are left out, whatever number they bear.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from rag.reading.grid import Box, Cell, Grid, grids
from rag.reading.markers import marker_at
from rag.reading.tables import row

INDENT = 0.9
"""Characters by which a line begins to the right of its page's edge at least, to be indented."""
WIDE, NARROW = 0.6, 0.12
"""Characters that nothing is printed on, to be a space as wide as one, or one as between words."""
BLANK = 1.35
"""Times the usual distance of two lines that stands for an empty one."""
RAGGED = 3.0
"""Characters by which a full line, with which the next goes on, may end before the right edge."""
COLUMN = 100.0
"""Points; columns are wider."""
OUTER = 3
"""Lines at the top and at the bottom of a page that may be its head and foot."""


class Glyph(NamedTuple):
    """A sign on a page."""

    text: str
    box: Box
    spaced: bool = False
    """Whether the reader of the file guessed a space before it."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on a page, in the order of the file."""

    glyphs: Sequence[Glyph]
    edges: Sequence[Box]
    """The straight lines drawn on it."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    box: Box
    size: float
    """The width of a Chinese character in it."""
    is_row: bool = False
    """Whether it is a row of a table."""


def written(pages: Sequence[Page]) -> list[str]:
    """Give the text of a document's pages: paragraphs, as far as their places tell, and rows of tables."""
    printed = _without_heads_and_feet([list(_lines(page)) for page in pages])
    lefts = [_lefts(lines) for lines in printed]
    rights = _rights([line for lines in printed for line in lines], [left for page in lefts for left in page])
    pitch = _pitch(printed)
    text: list[str] = []
    full = False
    for lines, page in zip(printed, lefts, strict=True):
        above: _Line | None = None
        for line, left in zip(lines, page, strict=True):
            gap = above is not None and above.box.bottom - line.box.bottom > pitch * BLANK
            indented = line.box.left - left > INDENT * line.size
            if line.is_row:
                text.append(line.text)
            elif full and not (gap or indented or _begins_anew(text[-1], line.text)):
                text[-1] += " " * _parts_words(text[-1], line.text) + line.text
            else:
                text += [""] * gap + ["　　" * indented + line.text]
            full = not line.is_row and rights[left] - line.box.right < RAGGED * line.size
            above = line
    return text


def _parts_words(before: str, line: str) -> bool:
    """Tell whether the end of a line stands for a space: between words of letters."""
    return (before[-1:] + line[:1]).isascii() and before[-1:].isalpha() and line[:1].isalpha()


def _begins_anew(before: str, line: str) -> bool:
    """Tell whether a heading begins where a sentence ended, for pages that set neither indents nor spaces between."""
    marker = marker_at(line)
    return before.endswith("。") and marker is not None and marker.family in ("一、", "（一）")


def _lines(page: Page) -> Iterator[_Line]:
    """Give the lines of a page; a table stands where its first sign does."""
    tables = grids(page.edges)
    placed = [(next((table for table in tables if table.holds(glyph.box)), None), glyph) for glyph in page.glyphs]
    done: set[Grid] = set()
    for table, run in groupby(placed, key=lambda pair: pair[0]):
        if table is None:
            yield from _broken(glyph for _, glyph in run)
        elif table not in done:
            done.add(table)
            yield from _rows(table, [glyph for inside, glyph in placed if inside is table])


def _broken(glyphs: Iterable[Glyph]) -> Iterator[_Line]:
    """Break signs into lines; what is blank at the begin of one is left out, since its place tells the indent."""
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and not _goes_on(line[-1].box, glyph.box):
            yield _line(line)
            line = []
        if line or glyph.text.strip():
            line.append(glyph)
    if line:
        yield _line(line)


def _goes_on(last: Box, box: Box) -> bool:
    """Tell whether a sign stands level with the one before it, and not to its left."""
    level = last.bottom < box.middle[1] < last.top or box.bottom < last.middle[1] < box.top
    return level and box.left > last.right - max(last.height, box.height)


def _line(glyphs: Sequence[Glyph]) -> _Line:
    left, bottom, right, top = zip(*(glyph.box for glyph in glyphs if glyph.text.strip()), strict=True)
    size = median([glyph.box.width for glyph in glyphs if not glyph.text.isascii()] or [max(top) - min(bottom)])
    parts = [glyphs[0].text]
    for before, glyph in pairwise(glyphs):
        parts += [_space(before, glyph, size), glyph.text]
    return _Line("".join(parts).rstrip(), Box(min(left), min(bottom), max(right), max(top)), size)


def _space(before: Glyph, glyph: Glyph, size: float) -> str:
    """Give the space between two signs; a narrow one only where the reader of the file guessed it too."""
    gap = glyph.box.left - before.box.right
    if gap > WIDE * size:
        return "　"
    return " " if glyph.spaced and gap > NARROW * size else ""


def _rows(table: Grid, glyphs: Sequence[Glyph]) -> Iterator[_Line]:
    """Give a row of a table a line; a row of one cell is layout, and its lines are text like any other."""
    inside: dict[Cell, list[Glyph]] = {}
    for glyph in glyphs:
        inside.setdefault(table.cell_at(glyph.box), []).append(glyph)
    lines = {cell: list(_broken(found)) for cell, found in inside.items()}
    for i, box in enumerate(table.bands):
        cells = [table.cell(i, column) for column in range(len(table.columns) - 1)]
        if len(set(cells)) == 1:
            yield from lines.pop(cells[0], [])
            continue
        words = {cell: "".join(line.text for line in lines.get(cell, [])) for cell in cells}
        # What is merged sideways stands in its first column, so that the others stay under their heads.
        texts = ["" if j and cell == cells[j - 1] else words[cell] for j, cell in enumerate(cells)]
        yield _Line(row(texts), box, size=0, is_row=True)


def _without_heads_and_feet(pages: Sequence[list[_Line]]) -> list[list[_Line]]:
    """Leave out outer lines that stand at the same height on other pages too, but for their numbers."""
    outer = [{line: _likeness(line) for line in _outer(lines)} for lines in pages]
    seen = Counter(likeness for page in outer for likeness in set(page.values()))
    often = max(2, len(pages) / 3)
    return [
        [line for line in lines if line not in page or seen[page[line]] < often]
        for lines, page in zip(pages, outer, strict=True)
    ]


def _outer(lines: Sequence[_Line]) -> list[_Line]:
    downwards = sorted((line for line in lines if not line.is_row), key=lambda line: -line.box.top)
    return [*downwards[:OUTER], *downwards[-OUTER:]]


def _likeness(line: _Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", re.sub(r"\s", "", line.text)), round(line.box.bottom / 4)


def _pitch(pages: Sequence[Sequence[_Line]]) -> float:
    """Give the usual distance of two lines."""
    steps = [a.box.bottom - b.box.bottom for lines in pages for a, b in pairwise(lines)]
    return median([step for step in steps if step > 0] or [0.0])


def _lefts(lines: Sequence[_Line]) -> list[float]:
    """Give where the column of each line of a page begins: columns begin where a tenth of all lines do."""
    places = Counter(round(line.box.left / 2) * 2 for line in lines if not line.is_row)
    edges: list[int] = []
    for place in sorted(place for place, count in places.items() if count >= len(lines) / 10):
        if not edges or place - edges[-1] > COLUMN:
            edges.append(place)
    return [max((edge for edge in edges if edge <= line.box.left + 2), default=0) for line in lines]


def _rights(lines: Sequence[_Line], lefts: Sequence[float]) -> dict[float, float]:
    """Give where the full lines of each column end: the rightmost place near which a fiftieth of its lines do, and two at least."""
    ends: dict[float, float] = {}
    for left in set(lefts):
        own = [line for line, its in zip(lines, lefts, strict=True) if its == left and not line.is_row]
        own.sort(key=lambda line: -line.box.right)
        often = max(1, len(own) // 50)
        near = (
            a.box.right for a, b in zip(own, own[often:], strict=False) if a.box.right - b.box.right < RAGGED * a.size
        )
        ends[left] = next(near, inf)
    return ends
