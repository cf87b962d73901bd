"""Find the report files in folders, with what a corpus.toml beside them says: paths → Source[], Skipped[].

["zibo-2024.txt"]            # corpus.toml: a table for each file that needs a word
region = "淄博市"
year = 2024
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from rag.errors import UnreadableFile
from rag.records import Report

SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".html", ".htm")
SETTINGS_FILE = "corpus.toml"
SETTINGS = tuple(f.name for f in fields(Report) if f.name not in ("id", "path", "unsure"))
"""What corpus.toml and front matter may say of a report."""
READER_VERSION = 11
"""Raised whenever the same file would be read otherwise, so that indexes read it again."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, and what is said of it beside it."""

    path: Path
    settings: Mapping[str, Any] = field(default_factory=dict)

    def fingerprint(self) -> str:
        """Give a hash that changes whenever reading the file would give something else.

        Raises:
            UnreadableFile: if the file cannot be read.

        """
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise UnreadableFile(
                f"{self.path}: cannot be read ({error.strerror}); check that it is there and may be read"
            ) from error
        settings = json.dumps(dict(self.settings), sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(f"{READER_VERSION}\n{self.path.suffix.lower()}\n{settings}\n".encode() + data).hexdigest()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that did not go in, and why."""

    path: Path
    reason: str


def find_sources(paths: Sequence[Path]) -> tuple[list[Source], list[Skipped]]:
    """List the files to read, sorted by path, each once.

    Args:
        paths: files, and folders that are searched through; README files and hidden ones are not reports.

    Raises:
        UnreadableFile: if a path is not there, or a corpus.toml is not valid.

    """
    sources: dict[Path, Source] = {}
    skipped: list[Skipped] = []
    for path in paths:
        if not path.exists():
            raise UnreadableFile(f"{path}: no such file or folder")
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p, path))
        for file in files:
            if file.name == SETTINGS_FILE or (path.is_dir() and file.stem.lower() == "readme"):
                continue
            if file.suffix.lower() not in SUFFIXES:
                skipped.append(
                    Skipped(
                        file, f"{_type(file)} is not read; known are {', '.join(SUFFIXES)}: save it as one of these"
                    )
                )
            elif file.resolve() not in sources:
                sources[file.resolve()] = Source(file, _settings(file))
    return list(sources.values()), skipped


def _hidden(path: Path, below: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(below).parts)


def _type(path: Path) -> str:
    return path.suffix.lower() or "a file without an ending"


def _settings(path: Path) -> Mapping[str, Any]:
    table_file = path.parent / SETTINGS_FILE
    if not table_file.exists():
        return {}
    try:
        table = tomllib.loads(table_file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{table_file}: cannot be used: {error}") from error
    settings = table.get(path.name, {})
    if not isinstance(settings, dict):
        raise UnreadableFile(f'{table_file}: write ["{path.name}"] as a table with lines such as year = 2025')
    if unknown := sorted(set(settings) - set(SETTINGS)):
        raise UnreadableFile(
            f'{table_file}: ["{path.name}"] has {", ".join(unknown)}, which is not known; known are {", ".join(SETTINGS)}'
        )
    return settings
