"""Hold many short texts in little memory and find those most like another: str → Likeness[].

A static model's vector of a text has the direction of the sum of its pieces' rows, so that the likeness of two texts is
a sum over pieces: kept are the rows of the pieces once, and of each text the numbers of its pieces and its length. It
follows too which words of a text make it like the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.static import FloatMatrix, StaticEncoder

_AT_ONCE = 4096
"""Texts whose vectors are in memory at a time, for their lengths."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A text held, and how like another it is."""

    text: int
    """Its number among those held."""
    cosine: float
    parts: tuple[tuple[tuple[int, int], float], ...]
    """Where each piece of the other text stands in it, and what it adds to the cosine: all add up to it."""


class Phrases:
    """Short texts of a static model."""

    def __init__(self, encoder: StaticEncoder, texts: Sequence[str]) -> None:
        """Take n texts, each with letters or digits."""
        cut = list(encoder.pieces(texts))
        used, ids = np.unique(np.concatenate(cut), return_inverse=True)
        self._encoder = encoder
        self._rows = encoder.rows(used)
        self._ids = ids.astype(np.int32)
        self._starts = np.cumsum([0, *map(len, cut)])
        firsts = range(0, len(cut), _AT_ONCE)
        self._lengths = np.concatenate([self._measured(self._starts[one : one + _AT_ONCE + 1]) for one in firsts])

    def _measured(self, starts: npt.NDArray[np.int64]) -> FloatMatrix:
        rows = self._rows[self._ids[starts[0] : starts[-1]]]
        lengths: FloatMatrix = np.linalg.norm(np.add.reduceat(rows, starts[:-1] - starts[0], axis=0), axis=1)
        return lengths

    def nearest(self, text: str, count: int) -> list[Likeness]:
        """Find the texts most like another, best first; with cosines of 0 where that has no letters and digits."""
        pieces, places = self._encoder.placed(text)
        rows = self._encoder.rows(pieces)
        whole = rows.sum(axis=0)
        length = float(np.linalg.norm(whole)) or 1.0
        # Not @: so small a product takes BLAS longer to share between threads that are busy than to compute.
        likeness = np.einsum("ij,j->i", self._rows, whole)
        cosines = np.add.reduceat(likeness[self._ids], self._starts[:-1]) / self._lengths / length
        found = []
        first = np.argpartition(-cosines, min(count, len(cosines) - 1))[:count]
        for best in first[np.argsort(-cosines[first])].tolist():
            other = self._rows[self._ids[self._starts[best] : self._starts[best + 1]]].sum(axis=0)
            shares = rows @ other / (self._lengths[best] * length)
            found.append(Likeness(best, float(cosines[best]), tuple(zip(places, shares.tolist(), strict=True))))
        return found
