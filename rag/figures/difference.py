"""Tell by how much two figures differ, in decimal arithmetic: FigureSpan, FigureSpan → words.

12.8%, 11.6%  →  1.2个百分点        5165万美元, 1139万美元  →  4026万美元
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from rag.figures.extract import FigureSpan, figures, is_unit, unit_kind
from rag.words import normalise


def main_figure(text: str, unit: str, asked: Sequence[str]) -> FigureSpan | None:
    """Find the figure of a clause that answers: the first of the unit asked for behind the words asked for.

    Args:
        text: the clause.
        unit: asked for, % for a share or rate; empty where the question leaves it open.
        asked: words of the question.

    Returns: below 0 where the clause tells a fall (下降29%); None where several indicators share several figures (A、B分别增长x、y), so that none is sure.

    """
    plain = normalise(text)
    found = [
        figure for figure in figures(plain) if not unit or unit_kind(figure.unit) == unit_kind(unit.lstrip("万亿"))
    ]
    if not found or "分别" in plain:
        return None
    behind = max((plain.find(word) + len(word) for word in asked if word in plain and not is_unit(word)), default=0)
    main = next((figure for figure in found if figure.span[0] >= behind), found[0])
    if _ALL.search("".join(asked)):  # 总量 is answered by 总数达到…, and by nothing that was added
        main = next((figure for figure in found if _ALL.search(_led_by(plain, figure))), main)
    return replace(main, value=-main.value) if _FALLS.search(plain[: main.span[0]]) else main


def difference(one: FigureSpan, other: FigureSpan) -> str:
    """Say by how much two figures differ, roughly where one is told so (余, 多); empty where their units differ."""
    gap = abs(one.value - other.value)
    counted = unit_kind(one.unit) == unit_kind(other.unit) == "count"
    if not one.unit or not gap or not (one.unit == other.unit or counted):
        return ""
    about = "约" if _ABOUT.search(one.text + other.text) else ""
    if one.unit in ("%", "百分点"):
        return f"{about}{_plain(gap)}个百分点"
    scale = _scale(one.text) if _scale(one.text) == _scale(other.text) else _fitting(gap)
    return f"{about}{_plain(gap / _SCALES[scale])}{scale}{one.unit}"


def way(unit: str, *, less: bool) -> str:
    """Say how one figure stands to another: rates and shares are higher or lower, all else is more or less."""
    return ("高低" if unit_kind(unit) == "share" else "多少")[less]


def _led_by(text: str, figure: FigureSpan) -> str:
    """Give the words of a clause that lead to a figure."""
    return re.split("[,;。]", text[: figure.span[0]])[-1]


_ALL = re.compile(r"总[量数额]|累计|存量")
_FALLS = re.compile(r"(?:下降|减少|降低|回落|下滑|[反微略]降)了?(?:约|近|超过?)?$")
_ABOUT = re.compile(r"[余多]")
_SCALES = {"": Decimal(1), "万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}


def _scale(text: str) -> str:
    match = re.search(r"\d([万亿])", text)
    return match.group(1) if match else ""


def _fitting(value: Decimal) -> str:
    return "亿" if value >= _SCALES["亿"] else "万" if value >= _SCALES["万"] else ""


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
