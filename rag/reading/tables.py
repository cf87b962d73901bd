"""Read the tables of a report: rows of cells → sentences that name the column of each figure.

| 指标 | 2021年完成 | 2022年目标 |
| 外贸进出口 | 46.3亿元 | 增长15% |      →  外贸进出口，2021年完成：46.3亿元；2022年目标：增长15%。

A row alone says nothing; so the words of the header are put before each cell. Their places in the file stay known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rag.reading.clean import repair
from rag.reading.traced import Traced

HEADER_CHARS = 24
"""A longer cell is not the name of a column."""

_ROW = re.compile(r"^\s*\|.*\|\s*$|^[^\t]*\S[^\t]*\t[^\t]*\S[^\t]*\t.*\S")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_SERIAL = re.compile(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.．、]?")


def row(cells: Iterable[str]) -> str:
    """Write cells as a row of the text, as Markdown does."""
    return "| " + " | ".join(re.sub(r"\s+", " ", cell).replace("|", "｜").strip() for cell in cells) + " |"


def is_row(line: str) -> bool:
    """Tell whether a line is a row of a table: cells between | signs, or three and more between tabs."""
    return bool(_ROW.match(line))


def rows(table: Sequence[Traced]) -> Iterator[Traced]:
    """Write each row of a table as a sentence.

    Args:
        table: its rows as they stand in the file; the first is the header if it holds names only. A first column that
            only counts the rows says nothing of them and is left out.

    """
    cells = [row for row in map(_cells, table) if any(cell.text for cell in row)]
    if not cells:
        return
    if len(cells) > 2 and all(len(row) > 2 and _SERIAL.fullmatch(row[0].text) for row in cells[1:]):
        cells = [row[1:] for row in cells]
    header = cells[0] if len(cells) > 1 and _is_header(cells[0]) else []
    if not header:
        yield from (_sentence([cell for cell in row if cell.text], "，") for row in cells)
        return
    names = [name.text for name in header]
    for row in cells[1:]:
        if [cell.text for cell in row] == names:  # a table over several pages may have its header on each
            continue
        named = [_named(header, i, cell) for i, cell in enumerate(row) if i and cell.text]
        first = [row[0]] if row[0].text else []
        yield _sentence([*first, Traced.joined(named, "；")], "，")


def _cells(row: Traced) -> list[Traced]:
    """Cut a row into cells; empty ones are kept, so that the others stay under their column."""
    inner = row.strip()
    if inner.text[:1] == "|":
        inner = inner[1 : len(inner) - 1]
    separator = "|" if "|" in row.text else "\t"
    cells: list[Traced] = []
    start = 0
    for text in inner.text.split(separator):
        cells.append(repair(inner[start : start + len(text)]))
        start += len(text) + 1
    return cells


def _is_header(row: Sequence[Traced]) -> bool:
    names = [cell.text for cell in row if cell.text]
    figures = any(re.search(r"\d", _YEAR.sub("", name)) for name in names)
    return len(row) > 1 and not figures and all(len(name) <= HEADER_CHARS for name in names)


def _named(header: Sequence[Traced], column: int, cell: Traced) -> Traced:
    name = header[column] if column < len(header) else Traced("", ())
    return Traced.joined([name, cell], "：")


def _sentence(parts: Sequence[Traced], separator: str) -> Traced:
    sentence = Traced.joined(parts, separator)
    if not sentence.text or sentence.text[-1] in "。；":
        return sentence
    return Traced.joined([sentence, Traced("。", sentence.origins[-1:])])
