"""Search by words with BM25: the words of every passage -> bm25/ -> rows, best first.

bm25s computes all scores once, when the index is built (the Lucene variant of BM25); a search only adds them up. It
reads the arrays itself rather than through bm25s, for three reasons: weights for the words of a question, a vocabulary
that need not be loaded, and 0.2 s less to import.

    words.npy, ends.npy      the vocabulary in UTF-8, sorted, without separators; where each word ends
    columns.npy              for each word the part of the two arrays below that is its own, (start, end)
    rows.npy, scores.npy     the passages that hold the word, ascending, and what it adds to their score

Not here: cutting text into words (rag/words.py).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.index.arrays import BoolArray, FloatArray, IntArray, best
from rag.index.generations import broken

K1 = 1.5
B = 0.75
"""BM25: how soon repeats of a word stop counting, and how much long passages are held back."""


class SparseWriter:
    """Gather the words of all passages, then write them as one index: BM25 needs to know them all."""

    def __init__(self) -> None:
        self._vocabulary: dict[str, int] = {}
        self._passages: list[list[int]] = []

    def add(self, words: Sequence[str]) -> None:
        """Append a passage by its words, with repeats."""
        numbers = self._vocabulary
        self._passages.append([numbers.setdefault(word, len(numbers)) for word in words])

    def write(self, directory: Path) -> None:
        """Compute all scores and write them into a new folder."""
        directory.mkdir()
        scores = self._scores()
        spelled = sorted((_spelled(word), number) for word, number in self._vocabulary.items())
        numbers = np.array([number for _, number in spelled], np.int64)
        arrays = {
            "words": np.frombuffer(b"".join(word for word, _ in spelled), np.uint8),
            "ends": np.cumsum([len(word) for word, _ in spelled], dtype=np.int64),
            "columns": np.stack([scores["indptr"][numbers], scores["indptr"][numbers + 1]], axis=1),
            "rows": scores["indices"],
            "scores": scores["data"],
        }
        for name, array in arrays.items():
            np.save(directory / f"{name}.npy", array)

    def _scores(self) -> dict[str, Any]:
        from bm25s import BM25

        if not self._vocabulary:
            return {"indptr": np.zeros(1, np.int64), "indices": np.empty(0, np.int32), "data": np.empty(0, np.float32)}
        bm25 = BM25(k1=K1, b=B, method="lucene")
        bm25.index((self._passages, self._vocabulary), create_empty_token=False, show_progress=False)
        scores: dict[str, Any] = bm25.scores
        return scores


class Sparse:
    """The words of all passages; may be shared between threads."""

    def __init__(self, directory: Path, *, passages: int) -> None:
        """Open what `SparseWriter` wrote.

        Args:
            directory: the folder; its files are mapped into memory rather than read.
            passages: how many passages there are.

        Raises:
            IndexUnusable: if a file is damaged.

        """
        self._directory = directory
        self._passages = passages
        self._words = self._array("words")
        self._ends = self._array("ends")
        self._columns = self._array("columns")
        self._rows = self._array("rows")
        self._scores = self._array("scores")
        if self._columns.shape != (len(self._ends), 2) or self._rows.shape != self._scores.shape:
            raise broken(directory, "its files do not belong together")

    def search(
        self,
        words: Sequence[str],
        k: int,
        weights: Sequence[float] | None = None,
        allowed: BoolArray | None = None,
    ) -> tuple[IntArray, FloatArray]:
        """Find the passages that hold the words.

        Args:
            words: as rag.words.words gives them; those that no passage holds count for nothing.
            k: rows wanted; fewer come where fewer hold any of the words.
            weights: one a word, by which its scores are multiplied; 1 where left out.
            allowed: shape (n,); rows that are False are passed over.

        Returns:
            Rows, best first, and their BM25 scores, all above 0; rows of equal score stand in ascending order.

        Raises:
            IndexUnusable: if the index is found damaged.

        """
        total = np.zeros(self._passages, np.float32)
        for word, weight in zip(words, weights or [1.0] * len(words), strict=True):
            start, end = self._column(word)
            try:
                # A row stands but once in a word's column, so that plain indexing adds them all.
                total[self._rows[start:end]] += np.float32(weight) * self._scores[start:end]
            except IndexError as error:
                raise broken(self._directory, f"names passages that do not exist ({error})") from error
        return best(total, k, allowed)

    def document_frequency(self, word: str) -> int:
        """Give how many passages hold a word."""
        start, end = self._column(word)
        return end - start

    def full_score(self, words: Sequence[str]) -> float:
        """Give what a passage of mean length scores that holds each of the words once; a word that none holds is the rarest."""
        n = self._passages
        counts = [self.document_frequency(word) for word in words]
        return sum(math.log(1 + (n - count + 0.5) / (count + 0.5)) for count in counts) / (1 + K1)

    def _column(self, word: str) -> tuple[int, int]:
        spelled = _spelled(word)
        place = bisect_left(range(len(self._ends)), spelled, key=self._word)
        if place == len(self._ends) or self._word(place) != spelled:
            return 0, 0
        start, end = self._columns[place]
        return int(start), int(end)

    def _word(self, place: int) -> bytes:
        start = self._ends[place - 1] if place else 0
        return self._words[start : self._ends[place]].tobytes()

    def _array(self, name: str) -> NDArray[Any]:
        path = self._directory / f"{name}.npy"
        try:
            # As a plain array: numpy's own class for mapped files is slow to slice.
            return np.asarray(np.load(path, mmap_mode="r"))
        except (OSError, ValueError, EOFError) as error:
            raise broken(path, f"cannot be read ({error})") from error


def _spelled(word: str) -> bytes:
    # Words from a command line may hold halves of a character, which plain UTF-8 refuses.
    return word.encode("utf-8", "surrogatepass")
