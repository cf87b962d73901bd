"""Measure retrieval on a public benchmark in SQuAD form (CMRC 2018, DRCD): which paragraph answers which question.

Every paragraph is a passage, every question has the one it was written for. Words alone, vectors alone and both
together are measured, by the same index files, words, encoder, fusion and bundled reranker as the product's. Its filters
by place, year and stance have nothing to hold on to here.
"""

from __future__ import annotations

import json
import lzma
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from embeddings.encoder import BUNDLED, load
from eval import retrieval
from eval.gold import GoldError
from rag.config import Config
from rag.index import dense
from rag.index.sparse import Sparse, SparseWriter
from rag.rerank import BestClause
from rag.retrieve import CANDIDATES, RERANKED, covered, scaled
from rag.words import words

if TYPE_CHECKING:
    from embeddings.encoder import Encoder
    from rag.index.arrays import FloatArray, IntArray

DEPTH = 10
"""Passages measured of each ranking."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Paragraphs and questions."""

    name: str
    paragraphs: tuple[str, ...]
    questions: tuple[tuple[str, int], ...]
    """Each with the number of its paragraph, from 0."""


@dataclass(frozen=True, slots=True)
class Leg:
    """What one way of searching scores."""

    name: str
    means: retrieval.Scores
    milliseconds: float
    """Mean time of a question."""


def read(path: Path) -> Benchmark:
    """Read a file in SQuAD form, plain or compressed with xz; a paragraph that comes twice is taken once.

    Raises:
        GoldError: if it cannot be read or is of another form.

    """
    paragraphs: dict[str, int] = {}
    questions = []
    try:
        raw = path.read_bytes()
        for article in json.loads(lzma.decompress(raw) if path.suffix == ".xz" else raw)["data"]:
            for paragraph in article["paragraphs"]:
                number = paragraphs.setdefault(str(paragraph["context"]), len(paragraphs))
                questions += [(str(asked["question"]), number) for asked in paragraph["qas"]]
    except (OSError, lzma.LZMAError) as error:
        raise GoldError(f"{path}: cannot be read ({error})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{path}: not in SQuAD form ({type(error).__name__}: {error})") from error
    if not questions:
        raise GoldError(f"{path}: holds no question")
    return Benchmark(path.name.partition(".")[0], tuple(paragraphs), tuple(questions))


def measure(benchmark: Benchmark, encoder: Encoder, config: Config) -> list[Leg]:
    """Search for the paragraph of every question.

    Args:
        benchmark: paragraphs and questions.
        encoder: makes the vectors.
        config: holds the weights of the fusion.

    Returns: BM25, dense and hybrid.

    """
    reranker = BestClause(load(BUNDLED))
    with tempfile.TemporaryDirectory() as folder:
        sparse, vectors = _index(benchmark.paragraphs, encoder, Path(folder))

        def by_words(text: str) -> tuple[IntArray, FloatArray]:
            return sparse.search(list(dict.fromkeys(words(text))), CANDIDATES)

        def by_vectors(text: str) -> tuple[IntArray, FloatArray]:
            return vectors.search(encoder.encode_queries([text])[0], CANDIDATES)

        def by_both(text: str) -> tuple[IntArray, FloatArray]:
            fused = np.zeros(len(benchmark.paragraphs), np.float32)
            rows, scores = by_words(text)
            fused[rows] += config.sparse_weight * covered(scores, sparse.full_score(list(dict.fromkeys(words(text)))))
            rows, scores = by_vectors(text)
            fused[rows] += config.dense_weight * scaled(scores)
            first = np.argsort(-fused, kind="stable")[:RERANKED]
            clauses = reranker.best(text, [benchmark.paragraphs[row] for row in first])
            fused[first] += config.rerank_weight * scaled(clauses)
            order = np.argsort(-fused, kind="stable")[:DEPTH]
            return order, fused[order]

        legs = {"BM25": by_words, "dense": by_vectors, "hybrid": by_both}
        return [_leg(name, search, benchmark.questions) for name, search in legs.items()]


def _index(paragraphs: Sequence[str], encoder: Encoder, folder: Path) -> tuple[Sparse, dense.Dense]:
    writer = SparseWriter()
    for paragraph in paragraphs:
        writer.add(words(paragraph))
    writer.write(folder / "bm25")
    dense.write(encoder.encode_passages(paragraphs), folder / "vectors.faiss")
    count = len(paragraphs)
    return Sparse(folder / "bm25", passages=count), dense.Dense(
        folder / "vectors.faiss", passages=count, dim=encoder.dim
    )


def _leg(
    name: str,
    search: Callable[[str], tuple[IntArray, FloatArray]],
    questions: Sequence[tuple[str, int]],
) -> Leg:
    started = time.perf_counter()
    rankings = {str(n): [str(row) for row in search(text)[0][:DEPTH]] for n, (text, _) in enumerate(questions)}
    seconds = time.perf_counter() - started
    wanted = {str(n): {str(paragraph)} for n, (_, paragraph) in enumerate(questions)}
    scores = retrieval.of_many(wanted, rankings)
    means = {name: fmean(each[name] for each in scores.values()) for name in retrieval.NAMES}
    return Leg(name, means, 1000 * seconds / len(questions))
