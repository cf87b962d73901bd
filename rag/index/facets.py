"""What passages are filtered by, one array a property: Passage -> facets.npz -> Facets.

All arrays have one element a passage, in the order of the rows, so that a condition on them is a mask for the searches:

    allowed = (facets.report == 2) & (facets.stance == STANCES.index("target"))
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from rag.index.generations import broken
from rag.records import Passage, PassageKind, Stance

KINDS: tuple[PassageKind, ...] = get_args(PassageKind)
"""The codes of `Facets.kind`."""

STANCES: tuple[Stance, ...] = get_args(Stance)
"""The codes of `Facets.stance`."""

FacetRow = tuple[int, int, int, int, int]
"""One passage: report, kind, stance, first year, last year."""


@dataclass(frozen=True, slots=True)
class Facets:
    """Properties of all passages, each of shape (n,)."""

    report: NDArray[np.int32]
    """Index into `Index.reports`."""
    kind: NDArray[np.int8]
    """Index into `KINDS`."""
    stance: NDArray[np.int8]
    """Index into `STANCES`."""
    first_year: NDArray[np.int16]
    """Earliest year spoken of; 0 where the passage names none."""
    last_year: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.report)


def facet_row(report: int, passage: Passage) -> FacetRow:
    """Give the facets of one passage of the report with that number."""
    context = passage.context
    first, last = (context.years[0], context.years[-1]) if context.years else (0, 0)
    return report, KINDS.index(passage.kind), STANCES.index(context.stance), first, last


def write(rows: Sequence[FacetRow], path: Path) -> None:
    """Write the facets of all passages, in the order of their rows."""
    report, kind, stance, first_year, last_year = np.array(rows, np.int32).reshape(-1, 5).T
    np.savez(
        path,
        report=report,
        kind=kind.astype(np.int8),
        stance=stance.astype(np.int8),
        first_year=first_year.astype(np.int16),
        last_year=last_year.astype(np.int16),
    )


def read(path: Path, passages: int) -> Facets:
    """Read the facets.

    Args:
        path: what `write` wrote.
        passages: how many passages there must be.

    Raises:
        IndexUnusable: if the file is damaged or of another number of passages.

    """
    try:
        with np.load(path) as arrays:
            facets = Facets(**arrays)
    except (OSError, EOFError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise broken(path, f"cannot be read ({error})") from error
    if len(facets) != passages:
        raise broken(path, f"speaks of {len(facets)} passages, the index has {passages}")
    return facets
