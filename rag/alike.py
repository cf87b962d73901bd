"""Tell how near the words of clauses come to those asked for: str[] + Need[] → likeness of the nearest word, for each need.

Each word asked for looks for the nearest word in a clause, as in the late interaction of ColBERT (Khattab & Zaharia,
SIGIR 2020), here with the static vectors of the bundled model: 庄稼人 comes near 农民 where no dictionary says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from rag.needs import Need
from rag.words import words

if TYPE_CHECKING:
    from embeddings.encoder import Encoder
    from rag.index.arrays import FloatMatrix

KEPT = 20_000
"""Words whose vectors are kept for the next question."""


class Alike:
    """Words of clauses beside those asked for; may be shared between threads."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._vectors: dict[str, FloatMatrix] = {}

    def nearest(self, clauses: Sequence[str], needs: Sequence[Need]) -> FloatMatrix:
        """Give the cosine of the nearest word.

        Args:
            clauses: n normalised texts.
            needs: m words asked for, each with what reports call the same.

        Returns: shape (n, m), 0…1; 1 where the clause holds the word itself.

        """
        found = np.zeros((len(clauses), len(needs)), np.float32)
        of_clauses = [_words(clause) for clause in clauses]
        different = list(dict.fromkeys(word for some in of_clauses for word in some))
        if not different or not needs:
            return found
        vectors = self._of(different)
        likeness = np.stack([(vectors @ self._of([need.word, *need.terms]).T).max(axis=1) for need in needs], axis=1)
        places = {word: place for place, word in enumerate(different)}
        for number, (clause, some) in enumerate(zip(clauses, of_clauses, strict=True)):
            if some:
                found[number] = likeness[[places[word] for word in some]].max(axis=0)
            found[number, [need.met_by(clause) for need in needs]] = 1
        return np.clip(found, 0, 1)

    def _of(self, asked: Sequence[str]) -> FloatMatrix:
        new = [word for word in asked if word not in self._vectors]
        if new:
            if len(self._vectors) + len(new) > KEPT:
                self._vectors = {}
                new = list(dict.fromkeys(asked))
            # A new dictionary rather than a changed one: other threads may be reading.
            self._vectors = self._vectors | dict(zip(new, self.encoder.encode_passages(new), strict=True))
        return np.stack([self._vectors[word] for word in asked])


@lru_cache(maxsize=KEPT)
def _words(clause: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words(clause)))
