"""PDF files made sign by sign: what stands where on which page, in a Chinese font of the reader's machine."""

from __future__ import annotations

from collections.abc import Sequence

SIZE = 16.0
"""Points a Chinese character is wide; letters and digits are half as wide."""
LEFT, TOP, STEP = 70.0, 760.0, 28.0
CHARS = 28
"""Chinese characters a line."""

_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    b"/DW 1000/W[1[500] 2 95 500]/FontDescriptor 5 0 R>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
    b"/Descent -120/CapHeight 880/StemV 93>>",
)


def text(words: str, x: float, y: float, size: float = SIZE) -> str:
    """Draw words from a place on, in points from the left and from the bottom."""
    return f"BT /F {size} Tf {x} {y} Td <{words.encode('utf-16-be').hex()}> Tj ET"


def line(x: float, y: float, to_x: float, to_y: float) -> str:
    """Draw a straight line."""
    return f"{x} {y} m {to_x} {to_y} l S"


def width(words: str) -> float:
    """Give how many Chinese characters wide words are."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in words)


def wrapped(paragraph: str, indent: int = 2) -> list[tuple[float, str]]:
    """Break a paragraph into lines, each with the characters it begins to the right of the edge."""
    lines: list[tuple[float, str]] = [(indent, "")]
    for sign in paragraph:
        begin, words = lines[-1]
        if begin + width(words + sign) > CHARS:
            lines.append((0, sign))
        else:
            lines[-1] = (begin, words + sign)
    return lines


def set_in_pages(paragraphs: Sequence[str], lines_a_page: int = 9) -> list[list[str]]:
    """Set paragraphs as an official paper has them: indents of two characters, the first line (the title) in the middle."""
    title, *others = paragraphs
    lines = [((CHARS - width(title)) / 2, title), *(part for paragraph in others for part in wrapped(paragraph))]
    pages = [lines[i : i + lines_a_page] for i in range(0, len(lines), lines_a_page)]
    return [[text(words, LEFT + x * SIZE, TOP - i * STEP) for i, (x, words) in enumerate(page)] for page in pages]


def pdf(pages: Sequence[Sequence[str]], *, turned: int = 0, locked: bool = False) -> bytes:
    """Give the bytes of a file.

    Args:
        pages: the drawing commands of each.
        turned: degrees by which a reader turns the pages clockwise.
        locked: ask for a password that nobody knows.

    """
    numbers = range(6, 6 + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(), *_FONT]
    for number, commands in zip(numbers, pages, strict=True):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {turned}/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {number + 1} 0 R>>".encode()
        )
        drawn = "\n".join(commands).encode()
        objects.append(f"<</Length {len(drawn)}>>stream\n".encode() + drawn + b"\nendstream")
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj".encode() + content + b"endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    secret = f"/ID[<{'ab' * 16}><{'ab' * 16}>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'cd' * 32}>/U<{'ef' * 32}>>>"
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R{secret if locked else ''}>>\nstartxref\n{len(data)}\n%%EOF"
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()
