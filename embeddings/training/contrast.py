"""Train the vectors so that texts that mean alike lie close: pairs -> weights.

A text is the mean of its pieces' vectors. Each query is to find its passage among all passages of the batch, and
each passage its query: softmax over cosines times a scale (van den Oord et al. 2018, "InfoNCE"; the loss that
sentence-transformers calls MultipleNegativesRankingLoss). Now and then a word is broken into its parts, so that
these learn to stand in for words that are no piece.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from embeddings.training.pairs import PairSource
from embeddings.training.tokens import Ids, Ragged

if TYPE_CHECKING:
    import torch

FloatMatrix = npt.NDArray[np.float32]
log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """How long and how strongly to train."""

    steps: int = 2000
    batch: int = 1024
    """Pairs in a step."""
    rate: float = 4e-3
    """Greatest learning rate of Adam: reached after a twentieth of the steps, then falling to 0 in a line."""
    scale: float = 20.0
    """What cosines are multiplied by."""
    broken: float = 0.02
    """Share of the words that are broken into parts."""


def train(
    weights: FloatMatrix,
    sources: Sequence[tuple[PairSource, float]],
    parts: Ragged,
    schedule: Schedule,
    rng: np.random.Generator,
) -> FloatMatrix:
    """Train the vectors.

    Args:
        weights: (n, dim), the first vectors; row 0, the unknown piece, stays 0.
        sources: where pairs are drawn from, and how often each is asked.
        parts: for each piece the pieces it may be broken into.
        schedule: how long and how strongly.
        rng: draws sources, pairs and broken words.

    Returns: (n, dim), the trained vectors.

    """
    import torch

    table = torch.nn.EmbeddingBag.from_pretrained(torch.tensor(weights), freeze=False, mode="mean", padding_idx=0)
    optimiser = torch.optim.Adam(table.parameters(), lr=schedule.rate, betas=(0.9, 0.99), fused=True)
    share = np.array([weight for _, weight in sources])
    started, mean = time.monotonic(), 0.0
    for step in range(schedule.steps):
        source, _ = sources[rng.choice(len(sources), p=share / share.sum())]
        queries, passages = source.draw(schedule.batch, rng)
        for group in optimiser.param_groups:
            group["lr"] = schedule.rate * min(20 * (step + 1) / schedule.steps, 1 - step / schedule.steps)
        optimiser.zero_grad()
        loss = _loss(
            _texts(table, queries, parts, schedule, rng), _texts(table, passages, parts, schedule, rng), schedule
        )
        loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
        optimiser.step()
        mean += (loss.item() - mean) / min(step + 1, 100)
        if (step + 1) % 200 == 0:
            log.info("step %d of %d, loss %.3f, %.0f s", step + 1, schedule.steps, mean, time.monotonic() - started)
    return table.weight.detach().numpy()


def _texts(
    table: torch.nn.EmbeddingBag, texts: Sequence[Ids], parts: Ragged, schedule: Schedule, rng: np.random.Generator
) -> torch.Tensor:
    import torch

    broken = [_break(text, parts, schedule.broken, rng) for text in texts]
    offsets = np.cumsum([0, *map(len, broken[:-1])])
    pooled: torch.Tensor = table(torch.from_numpy(np.concatenate(broken)), torch.from_numpy(offsets))
    return torch.nn.functional.normalize(pooled)


def _loss(queries: torch.Tensor, passages: torch.Tensor, schedule: Schedule) -> torch.Tensor:
    import torch

    scores = queries @ passages.T * schedule.scale
    target = torch.arange(len(scores))
    cross_entropy = torch.nn.functional.cross_entropy
    return (cross_entropy(scores, target) + cross_entropy(scores.T, target)) / 2


def _break(text: Ids, parts: Ragged, share: float, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    broken = np.flatnonzero(rng.random(len(text)) < share)
    if not len(broken):
        return text.astype(np.int64)
    pieces = [parts[piece] if i in set(broken) else text[i : i + 1] for i, piece in enumerate(text)]
    return np.concatenate(pieces).astype(np.int64)
