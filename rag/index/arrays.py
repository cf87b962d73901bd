"""The array types of the index, and the choice of the best rows: scores -> rows, best first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float32]
FloatMatrix = NDArray[np.float32]
IntArray = NDArray[np.int64]


def best(scores: FloatArray, k: int, allowed: BoolArray | None = None) -> tuple[IntArray, FloatArray]:
    """Give the rows of the k highest scores above 0.

    Args:
        scores: shape (n,), one a row.
        k: rows wanted; fewer come where fewer score.
        allowed: shape (n,); rows that are False are passed over.

    Returns:
        Rows, best first, and their scores; rows of equal score stand in ascending order.

    """
    rows = np.flatnonzero(scores > 0 if allowed is None else (scores > 0) & allowed)
    if k < len(rows):
        # Keep every row that ties with the k-th, so that the sort below and not the partition decides between them.
        least = np.partition(scores[rows], len(rows) - k)[len(rows) - k] if k > 0 else np.inf
        rows = rows[scores[rows] >= least]
    return ranked(rows, scores[rows], k)


def ranked(rows: IntArray, scores: FloatArray, k: int) -> tuple[IntArray, FloatArray]:
    """Put rows in order, best first and equal ones ascending, and keep k of them."""
    order = np.lexsort((rows, -scores))[: max(k, 0)]
    return rows[order], scores[order]
