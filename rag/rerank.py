"""Rate the first passages anew, each for itself: Question + Passage[] → scores.

A passage of ten clauses answers by one of them, which the vector of the whole blurs: the bundled reranker holds the
question against each clause, by the bundled static model. A cross-encoder reads question and passage together, which is
better still where one is on this machine; it takes the place of the bundled one by its name. Not here: what a score
counts beside those of the searches, and place and year (retrieve.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from embeddings import cross_encoder
from embeddings.encoder import BUNDLED
from rag.clauses import clauses, sentences
from rag.records import Passage, Question
from rag.retrieve import query_text

if TYPE_CHECKING:
    from embeddings.cross_encoder import CrossEncoder
    from embeddings.encoder import Encoder
    from rag.index.arrays import FloatArray

NONE = "none"
"""The setting that leaves the order of the searches as it is."""


class Reranker(Protocol):
    """What rates passages for a question."""

    def scores(self, question: Question, passages: Sequence[Passage]) -> FloatArray:
        """Rate passages.

        Args:
            question: as understood.
            passages: n passages, in any order.

        Returns: shape (n,), the better the higher; on any scale.

        """
        ...


def load(name: str, bundled: Encoder) -> Reranker | None:
    """Load a reranker.

    Args:
        name: "bundled", "none", or a cross-encoder: a folder or a name on the hub.
        bundled: the bundled model, for the clauses.

    Raises:
        ModelMissing: if the name is neither a folder with a model nor in the local cache.

    """
    if name == NONE:
        return None
    return BestClause(bundled) if name == BUNDLED else Together(cross_encoder.load(name))


class BestClause:
    """Rates a passage by the clause that is nearest to the question."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def scores(self, question: Question, passages: Sequence[Passage]) -> FloatArray:
        """Give the cosine of each passage's best clause."""
        return self.best(query_text(question), [passage.text for passage in passages])

    def best(self, query: str, texts: Sequence[str]) -> FloatArray:
        """Give the cosine of each text's best clause."""
        if not texts:
            return np.zeros(0, np.float32)
        cut = [_clauses(text) for text in texts]
        likeness = self._encoder.encode_passages([clause for one in cut for clause in one])
        cosines = likeness @ self._encoder.encode_queries([query])[0]
        starts = np.cumsum([0, *(len(one) for one in cut[:-1])])
        return np.maximum.reduceat(cosines, starts)


class Together:
    """Rates a passage by a cross-encoder, which sees the place, years and headings before it too."""

    def __init__(self, model: CrossEncoder) -> None:
        self._model = model

    def scores(self, question: Question, passages: Sequence[Passage]) -> FloatArray:
        """Give what the model makes of the question as asked and each passage."""
        return self._model.scores(question.text, [f"{one.context.line}\n{one.text}" for one in passages])


def _clauses(text: str) -> list[str]:
    return [text[slice(*clause)] for one in sentences(text) for clause in clauses(text, one)] or [text]
