"""Read .html: file → the text of its article, a line a paragraph or table row, and the headings that markup names.

The article is the innermost element that holds nearly all sentences of a page: menus, lists of links and addresses have
few. Its title stands above it, inside it, or in the head of the page only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.errors import UnreadableFile
from rag.reading.clean import CJK
from rag.reading.plain import decode
from rag.reading.tables import row
from rag.reading.word import HEADING_CHARS

NEARLY_ALL = 0.95
"""The share of a page's sentences that its article holds at least."""
SENTENCES = 4
"""A page with fewer of them outside of links holds no article."""
TITLE_LINES = 3
"""A title may be broken into so many lines."""

_LEFT_OUT = "//head|//script|//style|//noscript|//template|//iframe|//svg|//nav|//footer|//aside|//button|//input|//select|//textarea"
_INLINE = re.compile("a|abbr|b|big|cite|code|del|em|font|i|ins|label|mark|q|s|small|span|strike|strong|sub|sup|u|o:p")
_TABLE_ROWS, _CELLS = "./tr|./thead/tr|./tbody/tr|./tfoot/tr", "./td|./th"
_TITLES = "//meta[@name='ArticleTitle']/@content | //meta[@property='og:title']/@content | //title/text()"
_SITE_NAME = re.compile(r"\s*[-_|–](?!\d).*$", re.S)
_SENTENCE_END = re.compile(r"[。！？；]|[.!?;]\s")
_BLANK = re.compile(r"[ \t\r\n\f]+")
_BROKEN = re.compile(rf"(?<=[{CJK}，。、；：])[ \t]*[\r\n][ \t\r\n]*(?=[{CJK}])")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    depth: int
    """Of the heading that it is, 0 for text."""
    block: Any
    """The element in which it stands."""

    @property
    def has_link(self) -> bool:
        return bool(self.block.xpath(".//a"))


def read(data: bytes, path: Path) -> tuple[str, dict[int, int]]:
    """Take the article out of a web page; tables keep their place.

    Returns: its text, and for each heading by markup the position of its line and its depth.

    Raises:
        UnreadableFile: if the page holds no article, or its bytes are neither UTF-8 nor GB18030.

    """
    page = _parsed(decode(data, path))
    needs_password = bool(page.xpath("//input[@type='password']"))
    titles = [form for title in page.xpath(_TITLES) for form in (title, _SITE_NAME.sub("", title))]
    for element in page.xpath(_LEFT_OUT):
        element.drop_tree()
    if _sentences(page) < SENTENCES:
        what = "a page to log in" if needs_password else "no article in it, menus and links at most"
        raise UnreadableFile(f"{path}: {what}; open the report in a browser and save that page, or print it as .pdf")
    text, styles = "", {}
    before: Any = None
    for line in _report(page, titles):
        if text:
            text += "\n" if line.block is before else "\n\n"
        if line.depth:
            styles[len(text)] = line.depth
        text += line.text
        before = line.block
    return text, styles


def _parsed(markup: str) -> Any:
    from lxml import html

    # In UTF-8 whatever the page says of itself: what says gb2312 often is GB18030 or UTF-8. <html>: lxml wants an element.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    return html.document_fromstring(f"<html>{markup}".encode(), parser)


def _report(page: Any, titles: Sequence[str]) -> list[_Line]:
    """Give the lines of the article with its head: from its title on or, where none is known, below the last link."""
    lines = list(_lines(page))
    article = set(_article(page).iter())
    inside = [i for i, line in enumerate(lines) if line.block in article]
    sentence = next((i for i in inside if _SENTENCE_END.search(lines[i].text)), inside[0])
    begin = _title(lines[: sentence + 1], titles)
    if begin is not None:
        return lines[begin : inside[-1] + 1]
    begin = next((i for i in range(inside[0], 0, -1) if lines[i - 1].has_link), 0)
    named = any("报告" in line.text for line in lines[begin : inside[0]])
    title = [_Line(title.strip(), 0, None) for title in titles[1:2] if "报告" in title and not named]
    return [*title, *lines[begin : inside[-1] + 1]]


def _article(page: Any) -> Any:
    """Give the innermost element that holds nearly all sentences outside of links."""
    needed = NEARLY_ALL * _sentences(page)
    inner = page
    while inner is not None:
        found, inner = (
            inner,
            next((child for child in inner if _holds_lines(child) and _sentences(child) >= needed), None),
        )
    return found


def _holds_lines(element: Any) -> bool:
    return not _INLINE.fullmatch(element.tag) and not _is_data(element)


def _sentences(element: Any) -> int:
    return len(_SENTENCE_END.findall("".join(element.xpath(".//text()[not(ancestor::a)]"))))


def _title(lines: Sequence[_Line], titles: Sequence[str]) -> int | None:
    """Give where the last title begins: lines that say what the page's head does, or else the markup's first heading."""
    known = {_bare(title) for title in titles}
    said = [
        i
        for i in range(len(lines))
        if any(_bare("".join(line.text for line in lines[i : i + n])) in known for n in range(1, TITLE_LINES + 1))
    ]
    marked = [i for i, line in enumerate(lines) if line.depth == 1 and (not i or lines[i - 1].block != line.block)]
    return next(iter([*said[-1:], *marked[-1:]]), None)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _lines(page: Any) -> Iterator[_Line]:
    """Give the lines of a page as a browser would part them."""
    from lxml import etree

    text = ""
    blocks = [page]
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        is_block = not _INLINE.fullmatch(element.tag)
        if is_block:
            yield from _line(text, blocks[-1])
            text = ""
        if event == "end":
            text += element.tail or ""
            if is_block:
                blocks.pop()
            continue
        if is_block:
            blocks.append(element)
        if _is_data(element):
            yield from (_Line(line, 0, element) for line in _rows(element))
            walk.skip_subtree()
        else:
            text += element.text or ""


def _line(text: str, block: Any) -> Iterator[_Line]:
    text = _BLANK.sub(" ", _BROKEN.sub("", text)).strip(" ")
    if text.strip():
        heading = re.fullmatch(r"h([1-6])", block.tag)
        yield _Line(text, int(heading.group(1)) if heading and len(text) <= HEADING_CHARS else 0, block)


def _is_data(element: Any) -> bool:
    """Tell a table of cells from one that lays out a page: rows and columns, and no cell that holds most of it."""
    if element.tag != "table" or element.xpath(".//table"):
        return False
    widths = [len(tr.xpath(_CELLS)) for tr in element.xpath(_TABLE_ROWS)]
    lengths = [len(cell.text_content()) for cell in element.xpath(".//td|.//th")]
    return sum(width > 1 for width in widths) > 1 and 2 * max(lengths) < sum(lengths)


def _rows(table: Any) -> Iterator[str]:
    """Give the rows of a table; what is merged downwards stands in each of them, sideways in its first column."""
    texts: dict[tuple[int, int], str] = {}
    for i, tr in enumerate(table.xpath(_TABLE_ROWS)):
        column = 0
        for cell in tr.xpath(_CELLS):
            while (i, column) in texts:
                column += 1
            for down in range(_span(cell, "rowspan")):
                for across in range(_span(cell, "colspan")):
                    texts[i + down, column + across] = "" if across else cell.text_content()
        cells = [text for (of, _), text in sorted(texts.items()) if of == i]
        if sum(map(bool, cells)) > 1:
            yield row(cells)
        else:
            yield from (line.text for cell in tr.xpath(_CELLS) for line in _lines(cell))


def _span(cell: Any, name: str) -> int:
    said = cell.get(name, "")
    return min(max(int(said), 1), 100) if said.isdecimal() else 1
