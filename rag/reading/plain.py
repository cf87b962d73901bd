"""Read .txt: bytes → text. UTF-8 first, then GB18030, told apart by decoding strictly; a BOM decides."""

from __future__ import annotations

import codecs
from pathlib import Path

from rag.errors import UnreadableFile

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes, path: Path) -> str:
    """Decode a text file.

    Args:
        data: the bytes of the file.
        path: named in the error.

    Raises:
        UnreadableFile: if the bytes are neither UTF-8 nor GB18030 (nor UTF-16 with a byte order mark).

    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding, path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "gb18030", path)


def _strictly(data: bytes, encoding: str, path: Path) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{path}: byte {error.start} is neither UTF-8 nor GB18030; save the file as UTF-8 text, or give the original .docx"
        ) from error
    if "\0" in text:
        raise UnreadableFile(f"{path}: holds binary data, not text; give it the ending of its real format")
    return text
