"""Hold the figures of one indicator against each other: indicator + places + years → Comparison.

                2024 target      2024 result           met?
    青石区      6%左右 [1]       5.7% [2]              −0.3 percentage points
    白水县      (none)           6.1% [3]

Every report of the index is looked at, not the passages that a search finds; a cell without a figure says so, and each
other points at its passage. Target and result stand apart; what is measured otherwise (another denominator or
scope) is listed apart and never joined. Not here: how a table is written (tables.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from rag.errors import BaogaoError
from rag.figures.extract import RANK, unit_kind
from rag.figures.indicators import bare, canonical, key
from rag.lexicon import lexicon
from rag.numbered import numbered
from rag.records import Aspect, Figure, Report
from rag.sides import of_another_denominator
from rag.words import normalise

if TYPE_CHECKING:
    from rag.index.index import Index

_GROWTH = re.compile(r"增速|增幅|增长|涨幅|降幅|下降|同比|growth|grow|rate of increase", re.I)
_ADDED = re.compile(r"新增|净增|新建|新改|新登记|新设|新开|\bnew\b", re.I)
_WORK = re.compile(r"(?:改造|建设|修复|治理)$")
"""A name of work done: what is newly begun of it is counted like the rest."""
_BROUGHT = re.compile(r"(?:培育)?(?:引进|招引)|签约")
"""Begins what was brought in within a year: what is newly added of it is counted alike."""
_ACCUMULATED = re.compile(r"累计|cumulative", re.I)
_RANK = re.compile(r"排名|位次|第几|rank", re.I)
_SHARE = re.compile(r"占.*$")
_AMOUNTS: frozenset[Aspect] = frozenset({"level", "added", "cumulative"})
_SUGGESTED = 8
"""Names offered where none fits."""


class NoFigures(BaogaoError):
    """No report holds a figure of the indicator asked for."""

    def __init__(self, indicator: str, near: Sequence[str]) -> None:
        """Name the indicator, and names there are that sound like it."""
        self.near = tuple(near)
        offered = f"名称相近的有 names that sound alike: {'、'.join(near)}" if near else ""
        super().__init__(f"没有“{indicator}”的数据 no report holds a figure of it. {offered}".rstrip())


@dataclass(frozen=True, slots=True)
class Row:
    """What is told of one place and period."""

    region: str
    years: tuple[int, ...]
    target: tuple[Figure, ...]
    result: tuple[Figure, ...]
    """Several where reports tell it differently."""

    @property
    def differs(self) -> bool:
        """Whether two passages tell different values for the same."""
        return any(
            len({(signed(figure), figure.high) for figure in told if not (figure.comparable or figure.stretch)}) > 1
            for told in (self.target, self.result)
        )

    @property
    def gap(self) -> Decimal | None:
        """Result minus target, where each is told once in one unit; a fall counts below 0."""
        if not self.target or len(self.result) != 1 or not self.target[0].unit == self.result[0].unit != "":
            return None
        return signed(self.result[0]) - signed(self.target[0])

    @property
    def met(self) -> bool | None:
        """Whether the result reached the target; None where one of them is not told, or the target says 左右."""
        if self.gap is None:
            return None
        target, falls = self.target[0], self.target[0].change == "down" or self.target[0].qualifier == "at_most"
        if target.qualifier == "at_most" and target.change != "down":
            return self.gap <= 0
        reached = self.gap <= 0 if falls else self.gap >= 0
        return None if target.qualifier == "about" and not reached else reached


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator through places and years."""

    name: str
    aspect: Aspect
    unit: str
    rows: tuple[Row, ...]
    """By place, then by period; only places and periods of which something is told."""
    covered: tuple[Report, ...]
    """Every report that was looked at."""
    without: tuple[Report, ...]
    """Those of them that hold no figure of it for the years asked about."""
    apart: tuple[Figure, ...] = ()
    """Figures of indicators that sound alike but are measured otherwise, or count all, or all up to then, where others count what is new."""

    @property
    def regions(self) -> tuple[str, ...]:
        """The places that have a row, in order."""
        return tuple(dict.fromkeys(row.region for row in self.rows))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures of the table, in order."""
        return tuple(figure for row in self.rows for figure in (*row.target, *row.result))


def signed(figure: Figure) -> Decimal:
    """Give the value of a figure, below 0 where it tells a fall."""
    return -figure.value if figure.change == "down" else figure.value


def report_of(figure: Figure) -> str:
    """Give the id of the report that tells a figure."""
    return figure.passage_id.rpartition("#")[0]


def aspect_of(figure: Figure) -> Aspect:
    """Tell what a figure tells of its indicator."""
    if figure.unit == RANK:
        return "rank"
    if not figure.unit:
        return "growth"
    if figure.change in ("up", "down"):
        return "growth"
    if unit_kind(figure.unit) == "share":
        return "share"
    if figure.cumulative and len(figure.years) == 1:  # of the years of a period it is but their sum
        return "cumulative"
    return (
        "added" if figure.change == "new" and not (_ADDED.search(figure.name) or _WORK.search(figure.name)) else "level"
    )


def compare(
    index: Index,
    indicator: str,
    *,
    regions: Sequence[str] = (),
    years: Sequence[int] = (),
    aspect: Aspect | None = None,
) -> Comparison:
    """Gather the figures of an indicator from all reports.

    Args:
        index: with its figures.
        indicator: as people call it, 增速 or 占比 with it: 地区生产总值增速, GDP.
        regions: full names of places; all where left out.
        years: a row is kept when its period holds one of them; all where left out.
        aspect: what to compare; None takes what the words say, else what most figures tell.

    Raises:
        NoFigures: if no report holds one; the message offers names that sound alike.

    """
    names = asked_names(indicator, index, regions)
    found = wholes([figure for figure in index.figures_named(names) if figure.region])
    if not found:
        raise NoFigures(indicator, _near(indicator, index))
    aspect = aspect or _asked_aspect(indicator, found)
    brought = aspect in ("level", "added") and any(_BROUGHT.match(figure.indicator) for figure in found)
    like: tuple[Aspect, ...] = ("level", "added") if brought else (aspect,)
    told = [figure for figure in found if aspect_of(figure) in like]
    if aspect in _AMOUNTS:  # what each of several years brought on average stands beside no year's own
        told = [figure for figure in told if not figure.average] or told
    unit = _main_unit(told)
    kept = [
        figure
        for figure in told
        if figure.unit in (unit, "")
        and (not regions or figure.region in regions)
        and (not years or set(years) & set(figure.years))
    ]
    covered = [report for report in index.reports if not regions or report.region in regions]
    holding = set(map(report_of, kept))
    return Comparison(
        name=names[0],
        aspect=aspect,
        unit=unit,
        rows=_rows(kept),
        covered=tuple(covered),
        without=tuple(report for report in covered if report.id not in holding),
        apart=_apart(index, names, aspect, unit, regions, years),
    )


def wholes(figures: Sequence[Figure]) -> list[Figure]:
    """Leave out parts of what is told as a whole; a part (其中…, 含…) whose name no whole has tells of itself.

    Of 其中工业总产值39亿元，增长10%, only the amount is called a part: the growth alone stands for no whole of it.
    """

    def of(figure: Figure) -> tuple[object, ...]:
        return figure.region, figure.years, figure.stance, aspect_of(figure)

    told = {of(figure) for figure in figures if not figure.part}
    return [figure for figure in figures if not figure.part or of(figure) not in told]


def asked_names(phrase: str, index: Index, regions: Sequence[str] = ()) -> tuple[str, ...]:
    """Give the names under which figures of an indicator stand in an index.

    Args:
        phrase: as people call it.
        index: with its figures.
        regions: where it is no name itself, only names of which figures of these places are told; of all where left out.

    Returns: one name where it is a name, another word for one, or holds one; else the shortest that hold it; none where
        nothing fits.

    """
    wanted = canonical(phrase)
    if wanted in index.figure_names:
        return (wanted,)
    known = index.figure_names

    def told(name: str) -> bool:
        of_place = not regions or any(figure.region in regions for figure in index.figures_named([name]))
        return of_place and not is_another(wanted, name)

    for term in (term for one in lexicon().expand(phrase) for term in one.terms):
        if (name := canonical(term)) in known and told(name):
            return (name,)
    inside = [name for name in known if (len(name) > 2 and name in wanted) or _in_two(name, wanted)]
    if inside := list(filter(told, inside)):
        return (max(inside, key=len),)
    around = [name for name in known if len(wanted) > 2 and wanted in name and told(name)]
    shortest = min(map(len, around), default=0)
    return tuple(name for name in around if len(name) == shortest)


def is_another(wanted: str, name: str) -> bool:
    """Tell whether a name is another thing however alike it reads: 9号线 for 5号线, 公园绿地面积 for what there is of it a head."""
    wanted, name = normalise(wanted), normalise(name)
    numbers = numbered(wanted)
    return (bool(numbers) and numbered(name) != numbers) or of_another_denominator(wanted, [name])


def _in_two(name: str, wanted: str) -> bool:
    """Tell whether a phrase holds a name in two pieces, as people ask for a part: 临港在重点项目里占 for 临港重点项目."""
    for cut in range(2, len(name) - 2):
        at = wanted.find(name[:cut])
        if at < 0:
            return False
        if wanted.find(name[cut:].lstrip("省市区县镇"), at + cut) > 0 and len(name) - cut > 3:
            return True
    return False


def differing(index: Index) -> list[Row]:
    """Find what reports tell differently: the same indicator, place, year and stance with unlike values."""
    found = []
    for name, count in index.figure_names.items():
        if count < 2 or not name:
            continue
        by_kind: dict[tuple[Aspect, str], list[Figure]] = {}
        for figure in index.figures_named([name]):
            if not figure.part and not figure.stretch:
                by_kind.setdefault((aspect_of(figure), figure.unit), []).append(figure)
        for figures in by_kind.values():
            found += [row for row in _rows(figures) if row.differs and _of_several_reports(row)]
    return found


def _of_several_reports(row: Row) -> bool:
    return any(len(set(map(report_of, told))) > 1 for told in (row.target, row.result))


def _rows(figures: Iterable[Figure]) -> tuple[Row, ...]:
    cells: dict[tuple[str, tuple[int, ...]], tuple[list[Figure], list[Figure]]] = {}
    for figure in figures:
        if figure.years:
            target, result = cells.setdefault((figure.region, figure.years), ([], []))
            told = target if figure.stance == "target" else result
            if not any(_alike(one, figure) for one in told):
                told.append(figure)
    return tuple(
        Row(region, years, tuple(target), tuple(result))
        for (region, years), (target, result) in sorted(
            cells.items(), key=lambda item: (item[0][0], item[0][1][-1], item[0][1][0])
        )
    )


def _alike(one: Figure, other: Figure) -> bool:
    return (signed(one), one.high, one.comparable) == (signed(other), other.high, other.comparable)


def _asked_aspect(phrase: str, found: Sequence[Figure]) -> Aspect:
    there = [aspect_of(figure) for figure in found]
    if _RANK.search(phrase) and "rank" in there:
        return "rank"
    if _GROWTH.search(phrase) and "growth" in there:
        return "growth"
    if _ACCUMULATED.search(phrase) and "cumulative" in there:
        return "cumulative"
    if _ADDED.search(phrase) and "added" in there:
        return "added"
    levels: list[Aspect] = [aspect for aspect in there if aspect != "rank"] or there
    # Where level and growth are told alike often, people mean the level.
    order: tuple[Aspect, ...] = ("level", "share", "growth", "added", "cumulative", "rank")
    return max(order, key=levels.count)


def _main_unit(figures: Sequence[Figure]) -> str:
    units = [figure.unit for figure in figures if figure.unit]
    return max(dict.fromkeys(units), key=units.count, default="")


def _apart(
    index: Index, names: Sequence[str], aspect: Aspect, unit: str, regions: Sequence[str], years: Sequence[int]
) -> tuple[Figure, ...]:
    """Find figures whose names hold the name, or are held by it: another denominator or scope."""
    core = _SHARE.sub("", key(bare(names[0])))
    alike = [name for name in index.figure_names if name not in names and len(core) > 2 and core in key(name)]
    other = (
        _AMOUNTS - {aspect} if aspect in _AMOUNTS else set()
    )  # a total beside what others add, and the other way round
    return tuple(
        figure
        for figure in (*index.figures_named(alike), *index.figures_named(names))
        if aspect_of(figure) in (other if figure.name in names else {aspect})
        and figure.unit == unit
        and (not regions or figure.region in regions)
        and (not years or set(years) & set(figure.years))
    )


def _near(indicator: str, index: Index) -> list[str]:
    """Find names that share most pairs of signs with what was asked for, shortest first."""
    wanted = _pairs(canonical(indicator))
    shared = {name: len(wanted & _pairs(name)) for name in index.figure_names}
    return sorted((name for name in shared if shared[name]), key=lambda name: (-shared[name], len(name)))[:_SUGGESTED]


def _pairs(name: str) -> set[str]:
    return {name[i : i + 2] for i in range(len(name) - 1)}
