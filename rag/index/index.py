"""Open an index and search it: the one door to what the other modules of this package keep.

Rows number the passages from 0; those of a report are consecutive, in the order of the report. Opening maps files into
memory rather than reading them. Not here: fusing the two searches and choosing what is allowed (rag/retrieve.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from rag.index import facets, generations
from rag.index.arrays import BoolArray, FloatArray, FloatMatrix, IntArray
from rag.index.dense import Dense
from rag.index.facets import Facets
from rag.index.generations import Manifest, broken
from rag.index.sparse import Sparse
from rag.index.store import Store, Stored, sources
from rag.lexicon.defined import Defined
from rag.records import Figure, Passage, Report

STORE = "index.sqlite"
VECTORS = "vectors.faiss"
WORDS = "bm25"
FACETS = "facets.npz"
"""The files of a generation."""


class Index:
    """A generation of an index, open for reading; may be shared between threads."""

    def __init__(self, generation: Path, manifest: Manifest) -> None:
        """Open the files of a generation; `open` finds the one that serves."""
        self.encoder = manifest.encoder
        """Name of the encoder that made the vectors."""
        self.encoder_fingerprint = manifest.encoder_fingerprint
        self.dim = manifest.dim
        self.facets: Facets = facets.read(generation / FACETS, manifest.passages)
        self._passages = manifest.passages
        self._sparse = Sparse(generation / WORDS, passages=manifest.passages)
        self._dense = Dense(generation / VECTORS, passages=manifest.passages, dim=manifest.dim)
        self._store = Store(generation / STORE)
        self.reports: tuple[Report, ...] = tuple(stored.report for stored in self._store.reports)
        self._numbers = {report.id: number for number, report in enumerate(self.reports)}
        if sum(len(stored.rows) for stored in self._store.reports) != manifest.passages:
            raise broken(generation / STORE, f"its reports do not have {manifest.passages} passages")

    @classmethod
    def open(cls, directory: Path) -> Index:
        """Open the index that serves in a directory.

        Raises:
            IndexUnusable: if there is none, or it is damaged or of another version; the message says what to do.

        """
        generation = generations.current(directory)
        return cls(generation, generations.read_manifest(generation))

    @staticmethod
    def sources(directory: Path) -> list[str]:
        """Give the paths of the files that the index in a directory was made of, also one of another version.

        Raises:
            IndexUnusable: if there is no index.

        """
        return sources(generations.current(directory) / STORE)

    def __len__(self) -> int:
        """How many passages there are."""
        return self._passages

    def stored(self) -> tuple[Stored, ...]:
        """Give all reports with the files they came from, in the order of `reports`."""
        return self._store.reports

    def report_text(self, report_id: str) -> str:
        """Give the text of a report's file, unrepaired: what spans point into.

        Raises:
            KeyError: if no report has that id.

        """
        return self._store.text(self._numbers[report_id])

    def rows_of(self, report_id: str) -> range:
        """Give the rows of a report's passages.

        Raises:
            KeyError: if no report has that id.

        """
        return self._store.reports[self._numbers[report_id]].rows

    def passage(self, row: int) -> Passage:
        """Give the passage of a row.

        Raises:
            KeyError: if there is no such row.

        """
        return self._store.passages([row])[0]

    def passages(self, rows: Sequence[int] | IntArray) -> list[Passage]:
        """Give the passages of several rows, in the order asked for; KeyError as above."""
        return self._store.passages(rows)

    def figures(self, rows: Sequence[int] | IntArray) -> list[Figure]:
        """Give the figures of the passages of some rows, in the order of the rows and of the text."""
        return self._store.figures(rows)

    def figures_named(self, names: Sequence[str]) -> list[Figure]:
        """Give the figures of some names, of all reports."""
        return self._store.figures_named(names)

    @cached_property
    def figure_names(self) -> dict[str, int]:
        """Every name that a figure has, with how many have it."""
        return self._store.figure_names()

    @cached_property
    def terms(self) -> dict[str, Defined]:
        """Slogans and abbreviations that the reports explain, each with what it stands for."""
        return self._store.terms()

    def passage_of(self, figure: Figure) -> Passage:
        """Give the passage that holds a figure."""
        report_id, _, number = figure.passage_id.rpartition("#")
        return self.passage(self.rows_of(report_id).start + int(number))

    def row_of(self, passage: Passage) -> int:
        """Give the row of a passage.

        Raises:
            KeyError: if no report has its report's id.

        """
        return self.rows_of(passage.report_id).start + int(passage.id.rpartition("#")[2])

    def vectors(self, rows: range) -> FloatMatrix:
        """Give the vectors of consecutive rows, shape (len(rows), dim)."""
        return self._dense.vectors(rows)

    def sparse_search(
        self,
        words: Sequence[str],
        k: int,
        *,
        weights: Sequence[float] | None = None,
        allowed: BoolArray | None = None,
    ) -> tuple[IntArray, FloatArray]:
        """Find the passages that hold any of the words, by BM25.

        Args:
            words: as rag.words.words gives them; those that no passage holds count for nothing.
            k: rows wanted; fewer come where fewer hold any of the words.
            weights: one a word, by which its scores are multiplied; 1 where left out.
            allowed: shape (n,); rows that are False are passed over.

        Returns:
            Rows, best first, and their scores, all above 0; rows of equal score stand in ascending order.

        """
        return self._sparse.search(words, k, weights, allowed)

    def document_frequency(self, word: str) -> int:
        """Give how many passages hold a word, as rag.words.words gives it."""
        return self._sparse.document_frequency(word)

    def full_score(self, words: Sequence[str]) -> float:
        """Give what a passage of mean length scores by BM25 that holds each of the words once."""
        return self._sparse.full_score(words)

    def dense_search(
        self, vector: FloatArray, k: int, *, allowed: BoolArray | None = None
    ) -> tuple[IntArray, FloatArray]:
        """Find the passages nearest to a question, by vectors.

        Args:
            vector: shape (dim,), of length 1; zeros find nothing.
            k: rows wanted; fewer come where there are fewer.
            allowed: shape (n,); rows that are False are passed over.

        Returns:
            Rows, best first, and their cosines, of either sign; rows of equal score stand in ascending order.

        Raises:
            IndexUnusable: if the vector has another dimension than the index.

        """
        return self._dense.search(vector, k, allowed)

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()
