"""Texts as arrays of piece numbers: documents -> one flat array with the places where sentences begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

IntArray = npt.NDArray[np.int64]
Ids = npt.NDArray[np.int32]

_BATCH = 20_000  # sentences handed to the tokenizer at a time


@dataclass(frozen=True)
class Ragged:
    """Rows of different length in one flat array: row i is `ids[starts[i]:starts[i + 1]]`."""

    ids: Ids
    starts: IntArray
    """One more than there are rows."""

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, row: int) -> Ids:
        return self.ids[self.starts[row] : self.starts[row + 1]]

    def between(self, first: int, last: int) -> Ids:
        """Run the rows from `first` up to, not including, `last` together."""
        return self.ids[self.starts[first] : self.starts[last]]

    @classmethod
    def join(cls, rows: Iterable[Sequence[int] | Ids]) -> Ragged:
        """Put rows into one array."""
        arrays = [np.asarray(row, np.int32) for row in rows]
        starts = np.cumsum([0, *map(len, arrays)], dtype=np.int64)
        return cls(np.concatenate(arrays) if arrays else np.zeros(0, np.int32), starts)


@dataclass(frozen=True)
class Documents:
    """Tokenised documents."""

    sentences: Ragged
    first_sentence: IntArray
    """Number of each document's first sentence; one more than there are documents."""


def encode(tokenizer: Tokenizer, texts: Iterable[str]) -> Ragged:
    """Tokenise texts, one row each."""
    rows: list[Ids] = []
    remaining = iter(texts)
    while batch := list(islice(remaining, _BATCH)):
        rows.extend(np.array(encoding.ids, np.int32) for encoding in tokenizer.encode_batch_fast(batch))
    return Ragged.join(rows)


def encode_documents(tokenizer: Tokenizer, documents: Sequence[Sequence[str]]) -> Documents:
    """Tokenise documents sentence by sentence."""

    def sentences() -> Iterator[str]:
        for document in documents:
            yield from document

    first = np.cumsum([0, *map(len, documents)], dtype=np.int64)
    return Documents(encode(tokenizer, sentences()), first)


def occurrences(texts: Ragged, phrases: Sequence[Sequence[int] | Ids], limit: int) -> list[IntArray]:
    """Find phrases in texts.

    Args:
        texts: rows to search.
        phrases: piece numbers of each phrase.
        limit: most occurrences kept of a phrase, spread evenly.

    Returns: for each phrase the numbers of the rows that hold it.

    """
    order = np.argsort(texts.ids, kind="stable")
    ranked = texts.ids[order]
    found = []
    for phrase in phrases:
        # Of the same type as the texts: numpy would otherwise convert all of them for each look-up.
        wanted = np.asarray(phrase, ranked.dtype)
        ranges = list(zip(np.searchsorted(ranked, wanted), np.searchsorted(ranked, wanted, side="right"), strict=True))
        rarest = min(range(len(phrase)), key=lambda i: ranges[i][1] - ranges[i][0])
        positions = order[slice(*ranges[rarest])] - rarest
        positions = positions[(positions >= 0) & (positions + len(phrase) <= len(texts.ids))]
        for i, piece in enumerate(phrase):
            positions = positions[texts.ids[positions + i] == piece]
        first = np.searchsorted(texts.starts, positions, side="right") - 1
        last = np.searchsorted(texts.starts, positions + len(phrase) - 1, side="right") - 1
        rows = np.unique(first[first == last])
        found.append(rows[:: max(1, len(rows) // limit)][:limit])
    return found
