"""Name reports after their files: paths -> one id each.

    a/2025.md            2025            the file's stem,
    b/2024.md            b-2024          with the folder's name where two files share the stem,
    c/2024.md            c-2024
    d/2023.md            d-2023-md       with the ending where the folder's name does not tell them apart,
    d/2023.docx          d-2023-docx
    e/f/2022.md          f-2022-md       and with a number where nothing else does.
    g/f/2022.md          f-2022-md-2

The order of the paths decides nothing but that number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path


def report_ids(paths: Sequence[Path]) -> list[str]:
    """Give each file an id of its own, in the order of the paths."""
    names = [_names(path) for path in paths]
    detail = [0] * len(names)
    for _ in range(2):
        shared = Counter(name[level] for name, level in zip(names, detail, strict=True))
        detail = [level + (shared[name[level]] > 1) for name, level in zip(names, detail, strict=True)]
    return _numbered([name[level] for name, level in zip(names, detail, strict=True)])


def _names(path: Path) -> tuple[str, str, str]:
    """Give the id of a file in rising detail."""
    stem, folder = path.stem, path.resolve().parent.name
    return stem, f"{folder}-{stem}", f"{folder}-{stem}-{path.suffix.lstrip('.').lower()}"


def _numbered(ids: Sequence[str]) -> list[str]:
    taken: set[str] = set()
    unique = []
    for wanted in ids:
        free, number = wanted, 1
        while free in taken:
            number += 1
            free = f"{wanted}-{number}"
        taken.add(free)
        unique.append(free)
    return unique
