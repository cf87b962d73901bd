"""Read .docx: file → text, a line a paragraph or table row, and the headings that Word's styles name.

Word's automatic numbers (numbering.py) are written out: what a reader sees before a heading belongs to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.errors import UnreadableFile
from rag.reading.numbering import Numbering
from rag.reading.tables import row

if TYPE_CHECKING:
    from docx.document import Document

HEADING_CHARS = 80
"""A longer paragraph is no heading, whatever its style says."""

_HEADING_STYLE = re.compile(r"^(?:heading|标题)\s*(\d)$", re.I)
_CONTENTS_STYLE = re.compile(r"^(?:toc|目录)\s*\d", re.I)
_OUTLINE_LEVEL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}outlineLvl"
_VALUE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"


def read(data: bytes, path: Path) -> tuple[str, dict[int, int]]:
    """Take the text out of a Word file; tables keep their place.

    Returns: the text, and for each heading by style the position of its line and its depth.

    Raises:
        UnreadableFile: if the bytes are no .docx file.

    """
    lines: list[str] = []
    styles: dict[int, int] = {}
    position = 0
    for text, depth in _blocks(_open(data, path)):
        if depth:
            styles[position] = depth
        lines.append(text)
        position += len(text) + 1
    return "\n".join(lines), styles


def _open(data: bytes, path: Path) -> Document:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        return docx.Document(BytesIO(data))
    except (OpcError, KeyError, ValueError, OSError, SyntaxError) as error:
        raise UnreadableFile(
            f"{path}: not a readable .docx file ({error}); save it again as .docx in Word or WPS"
        ) from error
    except Exception as error:  # zipfile and lxml raise their own kinds, none with a common base
        raise UnreadableFile(f"{path}: damaged .docx file ({error}); save it again as .docx in Word or WPS") from error


def _blocks(document: Document) -> Iterator[tuple[str, int]]:
    """Give each line with the depth of the heading that it is, 0 for text."""
    numbering = Numbering(document)
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from _table(block, numbering)
        else:
            yield from _paragraph(block, numbering)


def _paragraph(paragraph: Any, numbering: Numbering) -> Iterator[tuple[str, int]]:
    style = paragraph.style.name or "" if paragraph.style else ""
    if _CONTENTS_STYLE.match(style):
        return
    text = numbering.before(paragraph) + paragraph.text
    for line in text.split("\n"):
        yield line, _depth(paragraph, style) if 0 < len(line) <= HEADING_CHARS else 0


def _depth(paragraph: Any, style: str) -> int:
    named = _HEADING_STYLE.match(style)
    if named:
        return int(named.group(1))
    level = next(paragraph._p.iter(_OUTLINE_LEVEL), None)
    if level is None and paragraph.style is not None:
        level = next(paragraph.style.element.iter(_OUTLINE_LEVEL), None)
    depth = int(level.get(_VALUE)) + 1 if level is not None else 0
    return depth if depth <= 9 else 0  # Word writes 9 for body text


def _table(table: Any, numbering: Numbering) -> Iterator[tuple[str, int]]:
    """Give a row a line; a row of one cell is layout, and its paragraphs are text like any other."""
    for line in table.rows:
        cells = [cell for i, cell in enumerate(line.cells) if not i or cell._tc is not line.cells[i - 1]._tc]
        if len(cells) == 1:
            for paragraph in cells[0].paragraphs:
                yield from _paragraph(paragraph, numbering)
        else:
            yield row(cell.text for cell in cells), 0
