"""Read .txt: bytes → text. UTF-8 first, then GB18030, told apart by decoding strictly; a BOM decides."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from rag.errors import UnreadableFile

NO_TEXT_SHARE = 0.01
"""A file with more control and private signs than this holds no text."""

_NO_TEXT = re.compile(r"[\x01-\x08\x0e-\x1f\x7f\ue000-\uf8ff\ufffd]")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes, path: Path) -> str:
    """Decode a text file.

    Args:
        data: the bytes of the file.
        path: named in the error.

    Raises:
        UnreadableFile: if the bytes are neither UTF-8 nor GB18030 (nor UTF-16 with a byte order mark).

    """
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = _gb18030(data, path)
    if not is_text(text):
        raise UnreadableFile(f"{path}: holds binary data, not text; give it the ending of its real format")
    return text


def is_text(text: str) -> bool:
    """Tell whether characters are writing, and not control and private signs."""
    return "\0" not in text and len(_NO_TEXT.findall(text)) <= len(text) * NO_TEXT_SHARE


def _gb18030(data: bytes, path: Path) -> str:
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{path}: byte {error.start} is neither UTF-8 nor GB18030; save the file as UTF-8 text, or give the original .docx"
        ) from error
