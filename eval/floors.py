"""Hold totals against floors: a TOML file + Totals → what has fallen.

    [all]
    right = 0.70
    "recall@5" = 0.90

    [figure]
    right = 0.75

A table for each type of question, or `all`; names as in measures.MEASURES.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from eval.measures import Totals
from rag.errors import ConfigError


def read(path: Path) -> dict[str, dict[str, float]]:
    """Read floors.

    Raises:
        ConfigError: if the file cannot be read or holds something else.

    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: no file of floors ({error})") from error
    for type_, row in table.items():
        if not isinstance(row, dict) or not all(isinstance(floor, (int, float)) for floor in row.values()):
            raise ConfigError(f"{path}: [{type_}] must hold lines such as: right = 0.7")
    return table


def fallen(totals: Mapping[str, Totals], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Say what lies below its floor, one line each; a measure that is not there has fallen too.

    Args:
        totals: by type, `all` among them.
        floors: by type and measure.

    """
    found = []
    for type_, row in floors.items():
        for measure, floor in row.items():
            value = totals[type_].means.get(measure) if type_ in totals else None
            if value is None or value < floor:
                told = "not measured" if value is None else f"{value:.3f}"
                found.append(f"{type_}: {measure} {told}, floor {floor:.3f}")
    return found
