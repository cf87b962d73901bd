"""Word's automatic numbers, which stand in no paragraph's text: paragraph → 一、 （一） 1. （1）.

A paragraph names a list and a level, itself or through its style; numbering.xml says how each level counts and
what is put around the number. A level begins anew after a paragraph of a level above it.
"""

from __future__ import annotations

import re
from typing import Any

from rag.numerals import write_number

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = re.compile(r"^(?:chinese|japanese|taiwanese|ideographDigital|koreanDigital)")
_PLACE = re.compile(r"%([1-9])")


class Numbering:
    """Counts through one document; ask for each paragraph once, in order."""

    def __init__(self, document: Any) -> None:
        """Read the lists of a document opened by python-docx."""
        root = _numbering_root(document)
        self._levels: dict[str, dict[int, Any]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        abstract = (
            {one.get(f"{_W}abstractNumId"): one for one in root.findall(f"{_W}abstractNum")} if root is not None else {}
        )
        for num in root.findall(f"{_W}num") if root is not None else ():
            kind = num.find(f"{_W}abstractNumId")
            levels = {} if kind is None else _levels(abstract.get(kind.get(f"{_W}val")))
            for override in num.findall(f"{_W}lvlOverride"):
                levels |= _levels(override)
            self._levels[num.get(f"{_W}numId")] = levels

    def before(self, paragraph: Any) -> str:
        """Give what Word shows before a paragraph: "" where it has no number."""
        place = _place(paragraph)
        if place is None or place[1] not in self._levels.get(place[0], {}):
            return ""
        number, level = place
        counts = self._counts.setdefault(number, {})
        for deeper in [deeper for deeper in counts if deeper > level]:
            del counts[deeper]
        for upper in range(level + 1):
            if upper in self._levels[number] and (upper == level or upper not in counts):
                counts[upper] = counts.get(upper, _start(self._levels[number][upper]) - 1) + 1
        return _PLACE.sub(
            lambda match: self._shown(number, int(match.group(1)) - 1), _value(self._levels[number][level], "lvlText")
        )

    def _shown(self, number: str, level: int) -> str:
        definition = self._levels[number].get(level)
        return "" if definition is None else shown(self._counts[number].get(level, 1), _value(definition, "numFmt"))


def shown(count: int, style: str) -> str:
    """Write a number in one of Word's number formats; "" for bullets and formats that no report uses."""
    if _CHINESE.match(style):
        return write_number(count)
    if style.startswith("decimalEnclosedCircle"):
        return chr(ord("①") + count - 1) if count <= 20 else str(count)
    if style.startswith("decimal"):
        return str(count)
    if style in ("upperLetter", "lowerLetter"):
        return chr(ord("A" if style == "upperLetter" else "a") + (count - 1) % 26)
    return ""


def _numbering_root(document: Any) -> Any:
    try:
        return document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return None


def _levels(definition: Any) -> dict[int, Any]:
    return (
        {} if definition is None else {int(level.get(f"{_W}ilvl")): level for level in definition.findall(f"{_W}lvl")}
    )


def _place(paragraph: Any) -> tuple[str, int] | None:
    """Find the list and level of a paragraph: its own, or those of its style and the styles it is based on."""
    own = paragraph._p.find(f"{_W}pPr/{_W}numPr")
    style = paragraph.style
    while own is None and style is not None:
        own = style.element.find(f"{_W}pPr/{_W}numPr")
        style = style.base_style
    if own is None:
        return None
    number, level = own.find(f"{_W}numId"), own.find(f"{_W}ilvl")
    if number is None:
        return None
    return number.get(f"{_W}val"), int(level.get(f"{_W}val")) if level is not None else 0


def _value(level: Any, name: str) -> str:
    found = level.find(f"{_W}{name}")
    return "" if found is None else str(found.get(f"{_W}val") or "")


def _start(level: Any) -> int:
    return int(_value(level, "start") or 1)
