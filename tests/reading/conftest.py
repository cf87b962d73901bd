"""Reports written into a folder and read back, as a person's files would be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.reading import ParsedReport, find_sources, read_report

Read = Callable[..., ParsedReport]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Give a function that writes one file, reads it, and gives the report."""

    def write_and_read(content: str | bytes, name: str = "报告.txt", *, settings: str = "") -> ParsedReport:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        if settings:
            (tmp_path / "corpus.toml").write_text(settings, encoding="utf-8")
        [source], _ = find_sources([path])
        return read_report(source, path.stem)

    return write_and_read
