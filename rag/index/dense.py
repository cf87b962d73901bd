"""Search by vectors with FAISS: unit vectors -> vectors.faiss -> rows, best first.

Scores are inner products, which for unit vectors are cosines. Up to FLAT_ROWS every vector is compared; beyond that a
graph (HNSW) finds nearly all of the nearest in a fraction of the time. A search within some rows only is always exact:
with few rows it is quick, and a graph would lose its way between them. Not here: making vectors (embeddings/).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from rag.errors import IndexUnusable
from rag.index.arrays import BoolArray, FloatArray, FloatMatrix, IntArray, ranked
from rag.index.generations import broken

FLAT_ROWS = 100_000
"""Up to here a search through all vectors takes some 10 ms (256 dimensions)."""

_LINKS = 32
_CANDIDATES_BUILD = 80
_CANDIDATES_SEARCH = 128
"""HNSW: neighbours a vector, and candidates held while building and searching."""


def write(vectors: FloatMatrix, path: Path) -> None:
    """Write an index of vectors.

    Args:
        vectors: shape (n, dim), unit rows or rows of zeros, one a passage.
        path: the file to make.

    Raises:
        OSError: if it cannot be written.

    """
    faiss = _faiss()
    dim = vectors.shape[1]
    if len(vectors) <= FLAT_ROWS:
        index = faiss.IndexFlatIP(dim)
    else:
        index = faiss.IndexHNSWFlat(dim, _LINKS, faiss.METRIC_INNER_PRODUCT)
        index.hnsw.efConstruction = _CANDIDATES_BUILD
    index.add(vectors)
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:
        raise OSError(f"{path}: {error}") from error


class Dense:
    """The vectors of all passages; may be shared between threads."""

    def __init__(self, path: Path, *, passages: int, dim: int) -> None:
        """Open what `write` wrote.

        Args:
            path: the file; it is mapped into memory rather than read.
            passages: how many vectors there must be.
            dim: how long they must be.

        Raises:
            IndexUnusable: if the file is damaged or of another shape.

        """
        try:
            self._index = _faiss().read_index(str(path), _faiss().IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise broken(path, f"cannot be read ({error})") from error
        if (self._index.ntotal, self._index.d) != (passages, dim):
            found = f"{self._index.ntotal} vectors of {self._index.d} dimensions"
            raise broken(path, f"has {found}, the index {passages} passages of {dim} dimensions")

    def search(self, vector: FloatArray, k: int, allowed: BoolArray | None = None) -> tuple[IntArray, FloatArray]:
        """Find the nearest passages.

        Args:
            vector: shape (dim,), of length 1; zeros find nothing.
            k: rows wanted; fewer come where there are fewer.
            allowed: shape (n,); rows that are False are passed over.

        Returns:
            Rows, best first, and their cosines, of either sign; rows of equal score stand in ascending order.

        Raises:
            IndexUnusable: if the vector has another dimension than the index.

        """
        if vector.shape != (self._index.d,):
            raise IndexUnusable(
                f"the index holds vectors of {self._index.d} dimensions, the question's has {vector.size}: "
                "choose the encoder that the index was built with, or run `baogao index` again."
            )
        k = min(k, self._index.ntotal)
        if k < 1 or not vector.any():
            return np.empty(0, np.int64), np.empty(0, np.float32)
        scores, rows = self._near(np.ascontiguousarray(vector, np.float32)[None], k, allowed)
        found = rows[0] >= 0
        return ranked(rows[0][found], scores[0][found], k)

    def vectors(self, rows: range) -> FloatMatrix:
        """Give the vectors of consecutive rows, shape (len(rows), dim)."""
        vectors: FloatMatrix = self._index.reconstruct_n(rows.start, len(rows))
        return vectors

    def _near(self, query: FloatMatrix, k: int, allowed: BoolArray | None) -> tuple[FloatMatrix, IntArray]:
        faiss = _faiss()
        graph = self._index if isinstance(self._index, faiss.IndexHNSW) else None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            within = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))
            vectors = faiss.downcast_index(graph.storage) if graph is not None else self._index
            scores, rows = vectors.search(query, k, params=within)
        elif graph is not None:
            wide = faiss.SearchParametersHNSW(efSearch=max(_CANDIDATES_SEARCH, 2 * k))
            scores, rows = graph.search(query, k, params=wide)
        else:
            scores, rows = self._index.search(query, k)
        return scores, rows


def _faiss() -> Any:
    """Import FAISS when it is first needed; the types it publishes leave out what its Python layer adds."""
    import faiss

    return faiss
