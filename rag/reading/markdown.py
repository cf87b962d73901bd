"""Read .md: text → text and front matter. The markup itself is taken off line by line (clean.py, lines.py)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from rag.errors import UnreadableFile

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)


def front_matter(text: str, path: Path) -> tuple[Mapping[str, Any], int]:
    """Take the YAML table at the top of a Markdown file.

    Returns: the table (empty where there is none), and the position where the text begins.

    Raises:
        UnreadableFile: if the table is not valid YAML.

    """
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, 0
    try:
        table = yaml.safe_load(match.group(1)) or {}
    except yaml.YAMLError as error:
        raise UnreadableFile(f"{path}: the front matter between --- lines is not valid YAML: {error}") from error
    if not isinstance(table, dict):
        raise UnreadableFile(f"{path}: the front matter must be lines of the form `name: value`")
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in table.items()}, match.end()
