"""Find the tables ruled on a page: straight lines → grids of cells.

A piece of line parts two cells only where it runs between them, so that merged cells stay whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

NEAR = 3.0
"""Points within which two lines are one: the two sides of a drawn bar, or corners that do not quite meet."""
SHORT = 6.0
"""Points; a shorter line rules no cell."""


class Box(NamedTuple):
    """A place on a page in points, to the right and upwards; a straight line is a box without width or height."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def middle(self) -> tuple[float, float]:
        """Its point in the middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


Cell = tuple[int, int]
"""The row (from the top) and column (from the left) where a cell begins."""


@dataclass(frozen=True, eq=False)
class Grid:
    """A ruled table."""

    edges: Sequence[Box]

    @cached_property
    def columns(self) -> list[float]:
        """Where upright lines stand, from the left."""
        return _apart(edge.left for edge in self._upright)

    @cached_property
    def heights(self) -> list[float]:
        """Where level lines stand, from the top."""
        return _apart(edge.bottom for edge in self._level)[::-1]

    @property
    def bands(self) -> list[Box]:
        """The places of the rows, from the top."""
        return [Box(self.columns[0], bottom, self.columns[-1], top) for top, bottom in pairwise(self.heights)]

    def holds(self, box: Box) -> bool:
        """Tell whether a sign stands in the table."""
        x, y = box.middle
        return self.columns[0] < x < self.columns[-1] and self.heights[-1] < y < self.heights[0]

    def cell_at(self, box: Box) -> Cell:
        """Give the cell in which a sign stands."""
        x, y = box.middle
        row = sum(height > y for height in self.heights) - 1
        return self.cell(row, bisect_right(self.columns, x) - 1)

    def cell(self, row: int, column: int) -> Cell:
        """Give the cell to which a field of the grid belongs: where it begins, if it is merged with others."""
        while column and not self._parted_left(row, column):
            column -= 1
        while row and not self._parted_above(row, column):
            row -= 1
        return row, column

    def _parted_left(self, row: int, column: int) -> bool:
        x, y = self.columns[column], (self.heights[row] + self.heights[row + 1]) / 2
        return any(abs(edge.left - x) <= NEAR and edge.bottom < y < edge.top for edge in self._upright)

    def _parted_above(self, row: int, column: int) -> bool:
        x, y = (self.columns[column] + self.columns[column + 1]) / 2, self.heights[row]
        return any(abs(edge.bottom - y) <= NEAR and edge.left < x < edge.right for edge in self._level)

    @cached_property
    def _upright(self) -> list[Box]:
        return [edge for edge in self.edges if edge.height > edge.width]

    @cached_property
    def _level(self) -> list[Box]:
        return [edge for edge in self.edges if edge.height <= edge.width]


def grids(edges: Iterable[Box]) -> list[Grid]:
    """Give the tables that lines rule: those that touch each other and make two columns and two rows at least.

    Args:
        edges: straight lines, level or upright; slanting and very short ones count for nothing.

    """
    left = [edge for edge in edges if max(edge.width, edge.height) >= SHORT and min(edge.width, edge.height) <= NEAR]
    found: list[Grid] = []
    while left:
        table, left = _touching(left)
        grid = Grid(table)
        if len(grid.columns) > 2 and len(grid.heights) > 2:
            found.append(grid)
    return found


def _touching(edges: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """Part the lines that hang together with the first one from the others."""
    table, left = [edges[0]], list(edges[1:])
    for edge in table:  # grows while it is gone through
        table += [other for other in left if _meet(edge, other)]
        left = [other for other in left if not _meet(edge, other)]
    return table, left


def _meet(one: Box, other: Box) -> bool:
    sideways = one.left <= other.right + NEAR and other.left <= one.right + NEAR
    return sideways and one.bottom <= other.top + NEAR and other.bottom <= one.top + NEAR


def _apart(places: Iterable[float]) -> list[float]:
    """Give places in order, those near each other once."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > NEAR:
            kept.append(place)
    return kept
