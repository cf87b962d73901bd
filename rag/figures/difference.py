"""Tell by how much two figures differ, in decimal arithmetic: FigureSpan, FigureSpan → words.

12.8%, 11.6%  →  1.2个百分点        5165万美元, 1139万美元  →  4026万美元
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from rag.figures.extract import FigureSpan, figures, is_unit, unit_kind
from rag.words import normalise


def main_figure(text: str, unit: str, asked: Sequence[str]) -> FigureSpan | None:
    """Find the figure of a clause that answers: the first of the unit asked for behind the words asked for.

    Args:
        text: the clause.
        unit: asked for, % for a share or rate; empty where the question leaves it open.
        asked: words of the question.

    Returns: None where several indicators share several figures (A、B分别增长x、y), so that none is sure.

    """
    plain = normalise(text)
    found = [
        figure for figure in figures(plain) if not unit or unit_kind(figure.unit) == unit_kind(unit.lstrip("万亿"))
    ]
    if not found or "分别" in plain:
        return None
    behind = max((plain.find(word) + len(word) for word in asked if word in plain and not is_unit(word)), default=0)
    return next((figure for figure in found if figure.span[0] >= behind), found[0])


def difference(one: FigureSpan, other: FigureSpan) -> str:
    """Say by how much two figures of one unit differ; empty where they cannot be compared: other units, 余 or 多."""
    gap = abs(one.value - other.value)
    if one.unit != other.unit or not one.unit or not gap or _ABOUT.search(one.text + other.text):
        return ""
    if one.unit == "%":
        return f"{_plain(gap)}个百分点"
    if one.unit == "百分点":
        return f"{_plain(gap)}个百分点"
    scale = _scale(one.text) if _scale(one.text) == _scale(other.text) else _fitting(gap)
    return f"{_plain(gap / _SCALES[scale])}{scale}{one.unit}"


_ABOUT = re.compile(r"[余多]")
_SCALES = {"": Decimal(1), "万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}


def _scale(text: str) -> str:
    match = re.search(r"\d([万亿])", text)
    return match.group(1) if match else ""


def _fitting(value: Decimal) -> str:
    return "亿" if value >= _SCALES["亿"] else "万" if value >= _SCALES["万"] else ""


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
