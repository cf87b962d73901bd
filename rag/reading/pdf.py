"""Read .pdf: file → text, a line a printed line or table row (page.py puts them together; joining is lines.py's)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes import byref, c_float
from math import sin
from pathlib import Path
from typing import Any

from rag.errors import UnreadableFile
from rag.reading.grid import Box
from rag.reading.page import Glyph, Page, written
from rag.reading.plain import is_text

SLANT = 0.2
"""The sine of twice the angle to the nearest edge of the page above which a sign slants: 6 degrees."""
PAGE_SIGNS = 20
"""A page with fewer signs holds no text to speak of: a number at most, beside a picture."""


def read(data: bytes, path: Path) -> str:
    """Take the text out of a PDF; ruled tables keep their place.

    Raises:
        UnreadableFile: if the file is damaged, asks for a password, or holds pictures or unknown signs in place of text.

    """
    pages = _pages(data, path)
    bare = sum(len(page.glyphs) < PAGE_SIGNS for page in pages)
    if bare * 2 > len(pages):
        raise UnreadableFile(f"{path}: {bare} of {len(pages)} pages hold no text, as in a scan; it needs OCR first")
    text = "\n".join(written(pages))
    if not is_text(text):
        raise UnreadableFile(f"{path}: its fonts do not tell which characters they draw; it needs OCR, as a scan does")
    return text


def _pages(data: bytes, path: Path) -> list[Page]:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            return [_page(page) for page in document]
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise UnreadableFile(f"{path}: asks for a password; save a copy that does not") from error
        raise UnreadableFile(f"{path}: damaged .pdf file ({error}); download or export it again") from error


def _page(page: Any) -> Page:
    turned = _TURNED[page.get_rotation()]
    return Page(
        [glyph._replace(box=turned(glyph.box)) for glyph in _glyphs(page)], [turned(edge) for edge in _edges(page)]
    )


_TURNED: dict[int, Callable[[Box], Box]] = {
    0: lambda box: box,
    90: lambda box: Box(box.bottom, -box.right, box.top, -box.left),
    180: lambda box: Box(-box.right, -box.top, -box.left, -box.bottom),
    270: lambda box: Box(-box.top, box.left, -box.bottom, box.right),
}
"""A place as the reader sees it, by the degrees to which a page is turned clockwise."""


def _glyphs(page: Any) -> Iterator[Glyph]:
    """Give the signs of a page; slanting ones are a watermark."""
    from pypdfium2 import raw

    text = page.get_textpage()
    bounds = raw.FS_RECTF()
    spaced = False
    for i in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, i):
            spaced = True
        elif raw.FPDFText_GetLooseCharBox(text, i, bounds) and not _slants(raw.FPDFText_GetCharAngle(text, i)):
            box = Box(bounds.left, bounds.bottom, bounds.right, bounds.top)
            yield Glyph(chr(raw.FPDFText_GetUnicode(text, i)), box, spaced)
            spaced = False


def _slants(angle: float) -> bool:
    return abs(sin(2 * angle)) > SLANT


def _edges(page: Any) -> Iterator[Box]:
    """Give the straight pieces of what is drawn: lines, and the sides of boxes."""
    from pypdfium2 import raw

    for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        matrix = _matrix(path)
        begin = here = (0.0, 0.0)
        for i in range(raw.FPDFPath_CountSegments(path)):
            segment = raw.FPDFPath_GetPathSegment(path, i)
            x, y = c_float(), c_float()
            raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            before, here = here, matrix.on_point(x.value, y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                begin = here
            elif kind == raw.FPDF_SEGMENT_LINETO:
                yield _between(before, here)
            if raw.FPDFPathSegment_GetClose(segment):
                yield _between(here, begin)


def _matrix(drawn: Any) -> Any:
    """Give how places of an object become those of its page, through the forms that hold it."""
    matrix = drawn.get_matrix()
    while drawn.container is not None:
        drawn = drawn.container
        matrix = matrix.multiply(drawn.get_matrix())
    return matrix


def _between(one: tuple[float, float], other: tuple[float, float]) -> Box:
    (left, right), (bottom, top) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return Box(left, bottom, right, top)
