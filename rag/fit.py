"""Rate how well clauses answer a question: Question + Hit[] → Candidate[], best first.

Windows of neighbouring clauses are rated by the words of the question that they hold (rare words count more, and
words of the sentence and headings around them count in part, since a clause leaves out its subject), by meaning (vectors),
by a figure of the unit asked for, and by where the retriever ranked their passage. Not here: the words of the answer.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rag.clauses import Window, windows
from rag.figures.extract import FigureSpan, figures
from rag.periods import periods
from rag.records import Hit, Passage, Question
from rag.retrieve import query_words
from rag.words import normalise, words

if TYPE_CHECKING:
    from embeddings.encoder import Encoder
    from rag.index.index import Index

AROUND = 0.6
"""What a word of the question counts that stands in the sentence around the window."""
ABOVE = 0.5
"""What a word of the question counts that stands in the headings."""

_GROWTH = re.compile(r"增长|增速|下降|提高|改善|上升|减少|增加|增幅|涨")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A window of clauses with what speaks for it."""

    hit: Hit
    window: Window
    coverage: float
    """Share of the question's words, by weight, that the window and what is around it hold; 0…1."""
    likeness: float
    """Cosine of the question's and the window's vectors."""
    score: float

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


class Fit:
    """Rates the windows of some hits for one question."""

    def __init__(self, question: Question, index: Index, encoder: Encoder) -> None:
        self.question = question
        self.index = index
        self.encoder = encoder

    @cached_property
    def weights(self) -> dict[str, float]:
        """Words of the question → what each weighs: rare ones more (inverse document frequency)."""
        n = len(self.index)
        asked = [word for word in query_words(self.question) if word != self.question.unit]
        return {word: math.log(1 + n / (1 + self.index.document_frequency(word))) for word in asked}

    @cached_property
    def total(self) -> float:
        """Weight of all words of the question."""
        return sum(self.weights.values()) or 1.0

    def candidates(self, hits: Sequence[Hit]) -> list[Candidate]:
        """Rate every window of the hits.

        Returns: candidates, best first.

        """
        found = [(hit, window) for hit in hits for window in windows(hit.passage.text)]
        if not found:
            return []
        texts = [hit.passage.text[slice(*window.span)] for hit, window in found]
        query = self.encoder.encode_queries([self.question.topic or self.question.text])[0]
        likeness = self.encoder.encode_passages(texts) @ query
        top = max((hit.score for hit in hits), default=1.0) or 1.0
        rated = [
            self._rate(hit, window, text, float(alike), hit.score / top)
            for (hit, window), text, alike in zip(found, texts, likeness, strict=True)
        ]
        return sorted(rated, key=lambda candidate: -candidate.score)

    def _rate(self, hit: Hit, window: Window, text: str, likeness: float, rank: float) -> Candidate:
        coverage, inside = self._coverage(hit.passage, window, text)
        score = 0.45 * coverage + 0.35 * inside + 0.25 * max(likeness, 0.0) + 0.25 * rank - 0.0012 * len(text)
        score += self._figure(text) + self._context(hit.passage, text)
        return Candidate(hit, window, coverage, likeness, score)

    def _coverage(self, passage: Passage, window: Window, text: str) -> tuple[float, float]:
        """Give the covered share of the question with and without what is around the window."""
        around = normalise(passage.text[slice(*window.sentence)])
        above = normalise(" ".join(passage.context.sections))
        own, plain = set(words(text)), normalise(text)
        with_context = inside = 0.0
        for word, weight in self.weights.items():
            if word in own or word in plain:
                inside += weight
                with_context += weight
            elif word in around:
                with_context += AROUND * weight
            elif word in above:
                with_context += ABOVE * weight
        return with_context / self.total, inside / self.total

    def _figure(self, text: str) -> float:
        """Reward a figure of the unit asked for where a figure is asked for."""
        if self.question.kind not in ("figure", "compare"):
            return 0.0
        found = figures(normalise(text))
        if not found:
            return -0.35
        return 0.15 if any(self._of_unit(figure) for figure in found) else -0.1

    def _of_unit(self, figure: FigureSpan) -> bool:
        wanted = self.question.unit
        if not wanted:
            return True
        if wanted == "%":
            return figure.unit in ("%", "百分点", "‰")
        if wanted.endswith("元"):
            return figure.unit in ("元", "美元")
        if wanted in ("人", "名", "位", "届"):
            return figure.unit in ("人", "人次", wanted)
        return figure.unit.endswith(wanted.lstrip("万亿")) or wanted.endswith(figure.unit or "?")

    def _context(self, passage: Passage, text: str) -> float:
        """Hold the window's own years and the passage's stance against the question's."""
        score = 0.0
        named = {year for period in periods(text, passage.context.report_year) for year in period.years}
        if self.question.years and named:
            score += 0.1 if named & set(self.question.years) else -0.3
        if self.question.stance and passage.context.stance not in (self.question.stance, "other"):
            score -= 0.2
        if self.question.unit == "%" and _GROWTH.search(self.question.text):
            score += 0.05 if _GROWTH.search(text) else -0.05
        return score
