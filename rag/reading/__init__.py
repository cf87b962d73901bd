"""Read files into reports: a path → what the report is, its text, its outline.

sources.py    which files there are, and what corpus.toml says of them
plain.py  markdown.py  word.py  html.py  pdf.py    one module a format: bytes → text
              (numbering.py: Word's automatic numbers; page.py, grid.py: the lines and ruled tables of printed pages)
clean.py      repair within a line         lines.py      lines → paragraphs (tables.py: rows → sentences)
outline.py    paragraphs → sections        context.py    years and stance of each (turn.py: where plans begin)
metadata.py   title, region, year, date, session, speaker (places.py: names of places)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.errors import UnreadableFile
from rag.reading import html, markdown, pdf, plain, word
from rag.reading.lines import Line, paragraphs
from rag.reading.metadata import Head, infer, override, split_head
from rag.reading.outline import Outline, outline
from rag.reading.sources import SUFFIXES, Skipped, Source, find_sources
from rag.reading.traced import Traced
from rag.records import Report
from rag.words import simplified

__all__ = ["SUFFIXES", "Head", "Line", "Outline", "ParsedReport", "Skipped", "Source", "find_sources", "read_report"]


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report as read from its file."""

    report: Report
    text: str
    """The text of the file before any repair; spans point into it."""
    head: Head
    outline: Outline

    def as_written(self, part: Traced) -> str:
        """Give a part of the report in the characters of its file: headings are found in simplified ones."""
        written = "".join(self.text[origin] for origin in part.origins)
        forms = zip(written, simplified(written), part.text, strict=True)
        return "".join(own if same == read else read for own, same, read in forms)


def read_report(source: Source, report_id: str) -> ParsedReport:
    """Read one file.

    Raises:
        UnreadableFile: if it cannot be read as a report; the message says what was wrong and what to do.

    """
    path = source.path
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"{path}: cannot be read ({error.strerror}); check that it is there and may be read"
        ) from error
    if not data.strip():
        raise UnreadableFile(f"{path}: the file is empty")
    text, styles, settings, start = _text(data, path)
    lines = paragraphs(" " * start + simplified(text[start:]), styles)
    if not lines:
        raise UnreadableFile(f"{path}: no text in it; a scan needs OCR first")
    head, body = split_head(lines)
    head = Head((*head.lines, *_told(text[:start], settings)))
    report = infer(head, body, report_id=report_id, path=str(path))
    report = override(report, {**settings, **source.settings}, str(path))
    return ParsedReport(report, text, head, outline(body, report.year))


def _told(front_matter: str, settings: Mapping[str, Any]) -> Iterator[Line]:
    """Give what front matter says of session, date and speaker as lines of the head: it answers 谁 and 何时."""
    for name in ("session", "date", "office", "speaker"):
        value = str(settings.get(name) or "")
        place = front_matter.find(value) if value else -1
        if place >= 0:
            yield Line(Traced.of(value, place))


def _text(data: bytes, path: Path) -> tuple[str, dict[int, int], Mapping[str, Any], int]:
    """Give the text, headings by style, front matter, and where the body begins."""
    match path.suffix.lower():
        case ".docx":
            return *word.read(data, path), {}, 0
        case ".pdf":
            return pdf.read(data, path), {}, {}, 0
        case ".html" | ".htm":
            return *html.read(data, path), {}, 0
    text = plain.decode(data, path)
    settings, start = markdown.front_matter(text, path) if path.suffix.lower() == ".md" else ({}, 0)
    return text, {}, settings, start
