"""Read .docx: file → text, a line a paragraph or table row, and the headings that Word's styles name."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from rag.errors import UnreadableFile

if TYPE_CHECKING:
    from docx.document import Document

_HEADING_STYLE = re.compile(r"^(?:heading|标题)\s*(\d)$", re.I)


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


def _blocks(document: Document) -> list[tuple[str, int]]:
    blocks: list[tuple[str, int]] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            blocks += [(_row([cell.text for cell in row.cells]), 0) for row in block.rows]
        else:
            style = _HEADING_STYLE.match(block.style.name or "") if block.style else None
            for line in block.text.split("\n"):
                blocks.append((line, int(style.group(1)) if style else 0))
    return blocks


def _row(cells: list[str]) -> str:
    """Write a table row as a line; cells that are merged come once."""
    texts = [re.sub(r"\s+", " ", cell).strip() for cell in cells]
    return "| " + " | ".join(text for i, text in enumerate(texts) if text and (i == 0 or text != texts[i - 1])) + " |"
