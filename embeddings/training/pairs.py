"""Pairs of texts that mean alike, drawn at random: tokenised data -> batches for contrast.py.

Three sources: a sentence and the paragraph around it, a sentence and its translation, an official term (alone or
in a sentence) and its everyday or English words. Words that both texts share are dropped now and then, so that the
model cannot lean on them alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from embeddings.training.tokens import Documents, Ids, IntArray, Ragged

Batch = tuple[list[Ids], list[Ids]]
"""Queries and passages; the i-th of each belong together, all others are strangers."""

FRAMES_CHINESE = (
    "怎么样",
    "有多少",
    "是多少",
    "今年有什么安排",
    "政府做了什么",
    "去年增长了多少",
    "有哪些措施",
    "怎么办",
    "今年打算怎么做",
    "完成得怎么样",
)
"""What people say around a term when they ask."""
FRAMES_ENGLISH = (
    "how many",
    "how much",
    "what about",
    "what did the government do about",
    "what is the plan for",
    "how did it change last year",
    "what was done for",
    "the target for this year",
    "is it getting better",
    "tell me about",
)

_QUERY_TOKENS = 24
_PASSAGE_TOKENS = 220


class PairSource(Protocol):
    """Where pairs come from."""

    def draw(self, n: int, rng: np.random.Generator) -> Batch:
        """Draw n pairs, or fewer where the source is small."""
        ...


@dataclass(frozen=True)
class Paragraphs:
    """A sentence and its surroundings; several paragraphs of one document meet, so that a batch tells them apart."""

    documents: Documents
    per_document: int
    overlap: float = 0.4
    """Share of the paragraphs that keep half of the sentence's words in its place."""
    estranged: float = 0.3
    """Share of the paragraphs that lose most of the words they share with the sentence."""

    def draw(self, n: int, rng: np.random.Generator) -> Batch:
        """Draw n pairs."""
        queries: list[Ids] = []
        passages: list[Ids] = []
        lengths = np.diff(self.documents.first_sentence)
        candidates = np.flatnonzero(lengths >= 4)
        while len(queries) < n:
            document = rng.choice(candidates)
            first, last = self.documents.first_sentence[document : document + 2]
            free = first
            for _ in range(self.per_document):
                width = int(rng.integers(3, 9))
                if self.per_document == 1 or lengths[document] > 40:
                    start = int(rng.integers(first, max(first + 1, last - width)))
                else:
                    start, free = free, free + width
                if start + 3 > last:
                    break
                pair = self._pair(start, min(start + width, last), rng)
                if pair is not None:
                    queries.append(pair[0])
                    passages.append(pair[1])
        return queries[:n], passages[:n]

    def _pair(self, first: int, last: int, rng: np.random.Generator) -> tuple[Ids, Ids] | None:
        sentences = self.documents.sentences
        chosen = int(rng.integers(first, last))
        query = sentences[chosen]
        if len(query) < 4:
            return None
        others = [sentences.between(first, chosen), sentences.between(chosen + 1, last)]
        if rng.random() < self.overlap:
            kept = query[rng.random(len(query)) < 0.5]
            others.insert(1, kept)
        passage = np.concatenate(others)[:_PASSAGE_TOKENS]
        query = _excerpt(query, rng)
        if rng.random() < self.estranged:
            passage = passage[~np.isin(passage, query) | (rng.random(len(passage)) < 0.3)]
        return (query, passage) if len(passage) else None


@dataclass(frozen=True)
class Translations:
    """The same sentence in two languages."""

    english: Ragged
    chinese: Ragged

    def draw(self, n: int, rng: np.random.Generator) -> Batch:
        """Draw n pairs."""
        rows = rng.choice(len(self.english), min(n, len(self.english)), replace=False)
        return [self.english[row] for row in rows], [self.chinese[row] for row in rows]


@dataclass(frozen=True)
class Terms:
    """Official terms and what people call them, as Ragged rows of phrases, bare and in frames."""

    official: Sequence[Ragged]
    everyday: Sequence[Ragged]
    english: Sequence[Ragged]
    found: Sequence[Sequence[IntArray]]
    """For each row and official phrase: the sentences of `texts` that hold it."""
    texts: Ragged
    frames_chinese: Ragged
    frames_english: Ragged

    def draw(self, n: int, rng: np.random.Generator) -> Batch:
        """Draw n rows of the lexicon and a pair from each."""
        rows = rng.choice(len(self.official), min(n, len(self.official)), replace=False)
        pairs = [self._pair(int(row), rng) for row in rows]
        return [query for query, _ in pairs], [passage for _, passage in pairs]

    def _pair(self, row: int, rng: np.random.Generator) -> tuple[Ids, Ids]:
        everyday, english = self.everyday[row], self.english[row]
        kind = rng.random()
        if kind < 0.45 and len(everyday):
            query = _framed(_any(everyday, rng), self.frames_chinese, rng)
        elif kind < 0.9 and len(english):
            query = _framed(_any(english, rng), self.frames_english, rng)
        else:
            query = _any(self.official[row], rng)
        if kind < 0.12 and len(english):
            return query, _any(english, rng)
        return query, self._passage(row, rng)

    def _passage(self, row: int, rng: np.random.Generator) -> Ids:
        phrase = int(rng.integers(len(self.official[row])))
        sentences = self.found[row][phrase]
        if len(sentences) and rng.random() < 0.7:
            first = int(rng.choice(sentences))
            return self.texts.between(first, min(first + int(rng.integers(1, 3)), len(self.texts)))[:_PASSAGE_TOKENS]
        return self.official[row][phrase]


def _any(rows: Ragged, rng: np.random.Generator) -> Ids:
    return rows[int(rng.integers(len(rows)))]


def _framed(phrase: Ids, frames: Ragged, rng: np.random.Generator) -> Ids:
    return np.concatenate([phrase, _any(frames, rng)]) if rng.random() < 0.6 else phrase


def _excerpt(sentence: Ids, rng: np.random.Generator) -> Ids:
    """Take a stretch of a sentence and leave some words out: about as much as a question says."""
    length = int(rng.integers(4, _QUERY_TOKENS))
    start = int(rng.integers(0, max(1, len(sentence) - length + 1)))
    stretch = sentence[start : start + length]
    kept = stretch[rng.random(len(stretch)) > 0.15]
    return kept if len(kept) else stretch
