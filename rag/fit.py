"""Put the windows of clauses in order by how well they answer a question: Question + Hit[] → Candidate[], best first.

What speaks for and against each window is measured (features.py) and weighed (weights.py).
Not here: the words of the answer (backends/extractive).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.features import FEATURES, Features
from rag.records import Hit, Passage, Question
from rag.weights import weights
from rag.windows import Clause, Window, parsed
from rag.words import normalise

if TYPE_CHECKING:
    from rag.alike import Alike
    from rag.index.arrays import FloatArray
    from rag.index.index import Index

AROUND, ABOVE = 0.6, 0.5
"""What words of the question cover of it that stand around a window, and in the headings above it."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A window of clauses with what speaks for it; two are the same only if they are one object."""

    hit: Hit
    window: Window
    features: FloatArray
    """By the places of features.FEATURES."""
    score: float
    confidence: float
    """How likely the window answers the question; 0…1."""

    @property
    def passage(self) -> Passage:
        """The passage it stands in."""
        return self.hit.passage

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text[slice(*self.window.span)]

    @property
    def sentence(self) -> str:
        """The sentence around it."""
        return self.passage.text[slice(*self.window.sentence)]

    @property
    def around(self) -> str:
        """The sentence with the headings above it, normalised."""
        return normalise(" ".join([self.sentence, *self.passage.context.sections]))

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses."""
        return parsed(self.passage.text)[self.window.first : self.window.last + 1]

    @property
    def coverage(self) -> float:
        """Share of the question's words, by weight, that the window and what is around it hold; 0…1."""
        of = dict(zip(FEATURES, self.features.tolist(), strict=True))
        return float(of["words inside"] + of["terms inside"] + AROUND * of["words around"] + ABOVE * of["words above"])

    def reasons(self) -> list[tuple[str, float]]:
        """Give what each feature adds to the score, most telling first."""
        added = self.features * weights().windows
        return sorted(((name, float(one)) for name, one in zip(FEATURES, added, strict=True) if one), key=_size)


def candidates(question: Question, hits: Sequence[Hit], index: Index, alike: Alike) -> list[Candidate]:
    """Rate the windows of some hits that are of the kind asked for.

    Args:
        question: as understood.
        hits: passages with the scores of the retriever.
        index: that they come from.
        alike: words beside each other, by the bundled model.

    Returns: candidates, best first.

    """
    measured = Features(question, index, alike).measure(hits)
    learned = weights()
    scores = learned.scores(measured.features)
    chances = learned.confident(measured.features, scores)
    order = [place for place in np.argsort(-scores, kind="stable") if measured.answers[place]]
    rated = []
    for place in order:
        hit, window = measured.windows[place]
        rated.append(Candidate(hit, window, measured.features[place], float(scores[place]), float(chances[place])))
    return rated


def texts_of(hits: Sequence[Hit]) -> list[Hit]:
    """Keep the hits whose clauses may answer: not headings and heads, unless there is nothing else."""
    return [hit for hit in hits if hit.passage.kind in ("text", "appendix", "items")] or list(hits)


def _size(reason: tuple[str, float]) -> float:
    return -abs(reason[1])
