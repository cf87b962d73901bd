"""Read the lexicon's data files: data/*.tsv → Row[], one a concept.

official terms	everyday words	English          (each column: variants parted by "|"; only the first must not be empty)
>official terms	everyday words	English          (the official terms are near one another, and none leads to the next)
>official terms		English                        (the first English word names the first official term)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rag.errors import ConfigError

DATA = Path(__file__).parent / "data"
ONE_WAY = ">"


@dataclass(frozen=True, slots=True)
class Row:
    """Words for one thing."""

    official: tuple[str, ...]
    """As reports write; the first is the most usual."""
    everyday: tuple[str, ...]
    """As people say."""
    english: tuple[str, ...]
    one_way: bool
    """Whether the everyday and English words alone lead to the official terms, and these not to one another."""

    @property
    def only_english(self) -> bool:
        """Whether the row says but what the official terms are in English, and changes nothing for a Chinese question."""
        return self.one_way and not self.everyday


def rows(folder: Path = DATA) -> Iterator[Row]:
    """Give the rows of all files.

    Raises:
        ConfigError: if a line is malformed.

    """
    for file in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                cells = line.removeprefix(ONE_WAY).split("\t")
                columns = [tuple(filter(None, map(str.strip, cell.split("|")))) for cell in cells]
                if len(columns) != 3 or not columns[0]:
                    raise ConfigError(
                        f"{file}, line {number}: three columns parted by tabs are needed, the first not empty"
                    )
                official, everyday, english = columns
                yield Row(official, everyday, english, line.startswith(ONE_WAY))
