"""Put broken lines back together: the text of a file → its paragraphs and headings, in order.

A scan or a narrow column breaks lines inside sentences and words; page numbers, running heads and photo
captions stand in between. A line that ends without closing punctuation goes on in the next one, unless either of
the two is a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import rjieba

from rag.reading.clean import close_up, repair
from rag.reading.markers import marker_at
from rag.reading.traced import Traced

TITLE_CHARS = 40
"""A longer line without a number before it is no heading."""
NUMBERED_TITLE_CHARS = 60
"""A longer line with a number before it is no heading but a paragraph that begins with one."""

_CLOSED = re.compile(r"(?:[。！？；：…!?;:]|[。！？；”][”’）》)]|——)$")
_OPEN = re.compile(r"[，、,（(“《]$")
_INSIDE = re.compile(r"[。！？；]")
_PROSE = re.compile(r"，(?:是|将|要|也|我)|我们|\d{4}年，")
_PAGE_NUMBER = re.compile(r"^[\s\-—–·.|/]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:[\s/，,]*共?\s*\d{1,3}\s*页)?[\s\-—–·.|]*$")
_HASHES = re.compile(r"^\s{0,3}(#{1,6})\s+")
_BULLET = re.compile(r"^\s{0,6}(?:[-*+•●■◆▪]|>+)\s+")
_TABLE_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
_RULE = re.compile(r"^\s*(?:(?:[-*_=~]\s*){3,}|[\s|:\-]*-[\s|:\-]*)$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, later a paragraph or heading put together from several."""

    traced: Traced
    depth: int = 0
    """Depth of a heading where markup or style tells (`##` is 2), else 0."""
    whole: bool = False
    """Stands for itself by its markup: a heading, a list item, a table row."""
    after_blank: bool = False

    @property
    def text(self) -> str:
        """The words."""
        return self.traced.text


def paragraphs(text: str, styles: Mapping[int, int] | None = None) -> list[Line]:
    """Cut a file's text into paragraphs and headings, repaired.

    Args:
        text: the text as it stands in the file.
        styles: for formats that know: position of a line's first character → depth of the heading that it is.

    """
    lines = list(_without_page_furniture(list(_lines(text, styles or {}))))
    width = _wrap_width(lines)
    done: list[Line] = []
    group: list[Line] = []
    aside: list[Line] = []
    for i, line in enumerate(lines):
        if group and _unfinished(group, width):
            if i + 1 < len(lines) and _is_caption(group[-1], line, lines[i + 1]):
                aside.append(line)
                continue
            if not _starts_anew(line):
                group.append(line)
                continue
        if group:
            done += [_joined(group), *aside]
        group, aside = [line], []
    return [_closed_up(line) for line in [*done, *([_joined(group)] if group else []), *aside]]


def is_title(text: str) -> bool:
    """Tell whether a line may be a heading by its shape: short, and no sentence."""
    marker = marker_at(text)
    if marker and marker.family != "——":
        return len(text) <= NUMBERED_TITLE_CHARS and not _INSIDE.search(text[:-1]) and not _OPEN.search(text)
    prose = _INSIDE.search(text) or _OPEN.search(text) or _CLOSED.search(text) or _PROSE.search(text)
    return len(text) <= TITLE_CHARS and not prose


def spans_word(left: str, right: str) -> bool:
    """Tell whether a word of the dictionary reaches over the joint of two texts: 着力扩大有 + 效投资."""
    left, right = left[-8:], right[:8]
    position = 0
    for word in rjieba.cut(left + right, True):
        if position < len(left) < position + len(word):
            return True
        position += len(word)
    return False


def _lines(text: str, styles: Mapping[int, int]) -> Iterator[Line]:
    position, after_blank = 0, False
    for raw in text.splitlines(keepends=True):
        start, position = position, position + len(raw)
        body = raw.rstrip("\r\n\x0b\x0c\x85\u2028\u2029")
        if not body.strip() or _RULE.match(body):
            after_blank = True
            continue
        depth, whole, row = styles.get(start, 0), start in styles, _TABLE_ROW.match(body)
        if hashes := _HASHES.match(body):
            depth, whole, skip = len(hashes.group(1)), True, hashes.end()
        elif bullet := _BULLET.match(body):
            whole, skip = True, bullet.end()
        else:
            skip, whole = 0, whole or bool(row)
        traced = repair(Traced.of(body[skip:], start + skip))
        if row:
            traced = traced.sub(re.compile(r"^\s*\|\s*|\s*\|\s*$"), "").sub(re.compile(r"\s*\|\s*"), "，")
        if traced.text:
            yield Line(traced, depth, whole, after_blank)
            after_blank = False


def _without_page_furniture(lines: Sequence[Line]) -> Iterator[Line]:
    """Leave out page numbers and running heads: short lines that come again and again."""
    seen = Counter(line.text for line in lines if not line.whole)
    for line in lines:
        running_head = seen[line.text] >= 3 and len(line.text) <= TITLE_CHARS and is_title(line.text)
        if line.whole or not (running_head or _PAGE_NUMBER.match(line.text)):
            yield line


def _wrap_width(lines: Sequence[Line]) -> int:
    """Give the number of characters at which the file breaks its lines; 0 where a line is a paragraph."""
    lengths = sorted(len(line.text) for line in lines if not line.whole)
    if len(lengths) < 20:
        return 0
    longest = lengths[int(len(lengths) * 0.9)]
    unfinished = sum(not _CLOSED.search(line.text) and len(line.text) > longest * 0.7 for line in lines)
    return longest if longest <= 70 and unfinished > len(lines) * 0.3 else 0


def _unfinished(group: Sequence[Line], width: int) -> bool:
    last = group[-1]
    if last.whole or _CLOSED.search(last.text):
        return False
    if len(group) > 1:
        return True
    full = width and len(last.text) >= width * 0.85
    return bool(full) or not is_title(last.text)


def _starts_anew(line: Line) -> bool:
    marker = marker_at(line.text)
    return line.whole or (marker is not None and marker.family not in ("一是", "第一，"))


def _is_caption(before: Line, line: Line, after: Line) -> bool:
    """Tell whether a line stands in the middle of a sentence that goes on behind it."""
    apart = line.after_blank and after.after_blank and len(line.text) <= NUMBERED_TITLE_CHARS
    return apart and spans_word(before.text, after.text) and not spans_word(before.text, line.text)


def _joined(group: Sequence[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    parts = [group[0].traced]
    for line in group[1:]:
        latin = parts[-1].text[-1:].isascii() and parts[-1].text[-1:].isalpha() and line.text[:1].isascii()
        if latin and line.text[:1].isalpha():
            parts.append(Traced(" ", (parts[-1].origins[-1],)))
        parts.append(line.traced)
    return Line(Traced.joined(parts), group[0].depth, group[0].whole, group[0].after_blank)


def _closed_up(line: Line) -> Line:
    return Line(close_up(line.traced, body=not is_title(line.text)), line.depth, line.whole, line.after_blank)
