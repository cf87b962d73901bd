"""Hold the figures read from reports against those annotated by hand: annotations + report files → Extraction.

The annotations (eval/figures/README.md) are positions and values, since the reports are not ours to give on; the files
must be those that were annotated, which their checksum tells. A figure is found where its value and unit are right and
it stands where it was annotated; of those found, indicator, year, place, stance, movement and qualifier are held
against the annotation. An indicator is right where its name is that of the annotated words, or, unless both are
names of the table, where they share most of their pairs of characters (F1 of 0.75 or more).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from rag.errors import BaogaoError
from rag.figures.extract import RATIO, one_unit
from rag.figures.indicators import bare, canonical, key, names
from rag.figures.rows import read_figures
from rag.records import Figure

ANNOTATIONS = Path(__file__).parent / "figures" / "annotations.jsonl"
ALIKE = 0.75
"""F1 of the pairs of characters from which two indicators count as the same."""
PROPERTIES = ("indicator", "year", "region", "stance", "movement", "qualifier")


@dataclass(frozen=True, slots=True)
class Miss:
    """A figure that is not as annotated."""

    document: str
    what: str
    """value, extra, or one of PROPERTIES."""
    quote: str
    """The clause, from the file."""
    wanted: str
    found: str


@dataclass(slots=True)
class Extraction:
    """What was counted."""

    annotated: int = 0
    read: int = 0
    right: int = 0
    properties: Counter[str] = field(default_factory=Counter)
    """Of the right ones, how many have each property right."""
    misses: list[Miss] = field(default_factory=list)

    @property
    def measures(self) -> Mapping[str, float]:
        """Precision, recall and F1 of value with unit, and the share of each property that is right; 0 to 1."""
        precision = self.right / self.read if self.read else 0.0
        recall = self.right / self.annotated if self.annotated else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        shares = {name: self.properties[name] / self.right if self.right else 0.0 for name in PROPERTIES}
        return {"precision": precision, "recall": recall, "F1": f1, **shares}


def measure(reports: Path, *, annotations: Path = ANNOTATIONS, half: int | None = None) -> Extraction:
    """Read the annotated reports and count.

    Args:
        reports: the folder that holds them.
        annotations: JSON Lines.
        half: 0 or 1 keeps every other clause, so that one half can be looked at and the other kept unseen.

    Raises:
        BaogaoError: if a report is missing or another than was annotated.

    """
    rows = [json.loads(line) for line in annotations.read_text("utf-8").splitlines()]
    counted = Extraction()
    for document in dict.fromkeys(row["document"] for row in rows):
        mine = [row for row in rows if row["document"] == document]
        text, figures = _read(_file(reports, document, mine[0]["sha256"]))
        for number, row in enumerate(mine):
            if half is None or number % 2 == half:
                _count(row, text, figures, counted)
    return counted


def _file(folder: Path, document: str, sha256: str) -> Path:
    path = next(iter(sorted(folder.glob(f"{document}.*"))), None)
    if path is None:
        raise BaogaoError(f"{folder}: holds no {document}; the annotated reports are needed")
    if hashlib.sha256(path.read_bytes()).hexdigest()[:16] != sha256:
        raise BaogaoError(f"{path}: is not the file that was annotated; its positions would be others")
    return path


def _read(path: Path) -> tuple[str, list[Figure]]:
    from rag.passages import cut
    from rag.reading import find_sources, read_report

    (source,), _ = find_sources([path])
    parsed = read_report(source, path.stem)
    return parsed.text, [figure for passage in cut(parsed) for figure in read_figures(passage)]


def _count(row: Mapping[str, Any], text: str, figures: Sequence[Figure], counted: Extraction) -> None:
    start, end = row["clause"]
    quote = "".join(text[start:end].split())
    there = [
        (figure, value)
        for figure in figures
        if start <= figure.span[0] and figure.span[1] <= end
        for value in (figure.value, figure.high)
        if value is not None
    ]
    left = list(there)
    for gold in row["figures"]:
        found = next((one for one in left if _same_value(gold, *one)), None)
        if found:
            left.remove(found)
        if gold.get("optional"):
            continue
        counted.annotated += 1
        if not found:
            near = " ".join(f"{figure.text}={value:f}{figure.unit}" for figure, value in there)
            counted.misses.append(Miss(row["document"], "value", quote, f"{gold['value']}{gold['unit']}", near))
            continue
        counted.read += 1
        counted.right += 1
        for name, wanted, is_, right in _properties(gold, found[0], text):
            if right:
                counted.properties[name] += 1
            else:
                counted.misses.append(Miss(row["document"], name, quote, wanted, is_))
    for figure, value in left:
        counted.read += 1
        counted.misses.append(Miss(row["document"], "extra", quote, "", f"{figure.text}={value:f}{figure.unit}"))


def _same_value(gold: Mapping[str, Any], figure: Figure, value: Decimal) -> bool:
    start, end = gold["span"]
    wanted = gold["value"]
    if not (figure.span[0] < end and start < figure.span[1]):
        return False
    if figure.unit == RATIO:
        return bool(wanted == figure.text.replace("：", ":"))
    if one_unit(gold["unit"]) != one_unit(figure.unit):
        return False
    return value == (Decimal(wanted) if wanted else 0)


def _properties(gold: Mapping[str, Any], figure: Figure, text: str) -> Iterator[tuple[str, str, str, bool]]:
    """Give each property with what was wanted, what was read, and whether that is right."""
    named = _joined(text, gold["indicator"])
    whole = _joined(text, gold.get("action", [])) + named
    read = figure.indicator.replace(gold["region"], "", 1)
    like = any(alike(one, other) for one in (named, whole) for other in (read, figure.name))
    yield "indicator", named, figure.indicator, like
    years = gold["year"] if isinstance(gold["year"], list) else [gold["year"]] * 2
    own = [figure.years[0], figure.years[-1]] if figure.years else []
    yield "year", str(years), str(own), years == own
    place = figure.region in gold["region"] or gold["region"] in figure.indicator
    yield "region", gold["region"], figure.region, place
    yield "stance", gold["stance"], figure.stance, gold["stance"] == figure.stance
    movement = "" if figure.change == "new" else figure.change
    yield "movement", gold.get("movement", ""), movement, gold.get("movement", "") == movement
    yield "qualifier", gold["qualifier"], figure.qualifier, gold["qualifier"] == figure.qualifier


def alike(one: str, other: str) -> bool:
    """Tell whether two phrases name one indicator: the same name, or most pairs of characters shared."""
    if not one or not other:
        return False
    if canonical(one) == canonical(other):
        return True
    if canonical(one) in names() and canonical(other) in names():
        return False
    pairs, others = (Counter(_pairs(key(bare(phrase)))) for phrase in (one, other))
    return 2 * (pairs & others).total() >= ALIKE * (pairs.total() + others.total()) > 0


def _pairs(phrase: str) -> Iterator[str]:
    return (phrase[i : i + 2] for i in range(len(phrase) - 1))


def _joined(text: str, spans: Iterable[Sequence[int]]) -> str:
    return "".join("".join(text[start:end].split()) for start, end in spans)
