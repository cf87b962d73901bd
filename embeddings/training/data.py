"""Read the training data: two folders of files -> documents, translations, lexicon rows.

The files, each named below, are those described in the model card. Texts come back as they stand in the files,
cut into sentences; normalising, tokenising and pairing are left to the other modules.
"""

from __future__ import annotations

import json
import lzma
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Document = list[str]
"""The sentences of one text, in order."""

_HEAD = re.compile(r"^.{0,200}?正文[：:]")
_SENTENCE_END = re.compile(r"(?<=[。！？!?；;])|\s{2,}|\n")
_FEWEST_CHARACTERS = 4


@dataclass(frozen=True)
class LexiconRow:
    """Words for one thing: as officials write, as people say, in English."""

    official: tuple[str, ...]
    everyday: tuple[str, ...]
    english: tuple[str, ...]


@dataclass(frozen=True)
class TrainingData:
    """All that the bundled model is trained on."""

    news: list[Document]
    reports: list[Document]
    translations: list[tuple[str, str]]
    """English, Chinese."""
    held_out: list[tuple[str, str]]
    """Translations that are kept from training, to measure on: one English sentence in 20, by its CRC-32."""
    lexicon: list[LexiconRow]


def read(folder: Path, lexicon: Path) -> TrainingData:
    """Read the files.

    Args:
        folder: with news, reports and translations.
        lexicon: with files of three columns parted by tabs: official, everyday and English words, parted by "|".

    Raises:
        FileNotFoundError: if one of the three files of the folder is not there.

    """
    news = [_sentences(_HEAD.sub("", row["text"], count=1)) for row in _json_lines(folder / "news.jsonl.xz")]
    reports = [_sentences(row["text"]) for row in _json_lines(folder / "state-council-1954-2015.jsonl.xz")]
    translations: list[tuple[str, str]] = []
    held_out: list[tuple[str, str]] = []
    with lzma.open(folder / "parallel-en-zh.tsv.xz", "rt", encoding="utf-8") as file:
        for line in file:
            english, chinese, *_ = line.rstrip("\n").split("\t")
            (held_out if zlib.crc32(english.encode()) % 20 == 0 else translations).append((english, chinese))
    return TrainingData(news, reports, translations, held_out, _lexicon(lexicon))


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _lexicon(folder: Path) -> list[LexiconRow]:
    lines = [line for file in sorted(folder.glob("*.tsv")) for line in file.read_text("utf-8").splitlines()]
    rows = []
    for line in lines:
        if line.strip() and not line.startswith("#"):
            cells = line.removeprefix(">").split("\t")
            official, everyday, english = (tuple(filter(None, map(str.strip, cell.split("|")))) for cell in cells)
            rows.append(LexiconRow(official, everyday, english))
    return rows


def _sentences(text: str) -> Document:
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return [part for part in parts if len(part) >= _FEWEST_CHARACTERS]
