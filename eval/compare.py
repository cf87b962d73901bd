"""Hold two runs against each other, question by question: Run, Run → differences with intervals.

The interval of a difference is that of the paired bootstrap (Efron & Tibshirani, "An Introduction to the Bootstrap",
1993, chapter 13; for retrieval Sakai, SIGIR 2006): questions are drawn anew with replacement, the differences of the
drawn ones averaged, and the middle 95 % of many such averages kept. What differs by chance of the questions alone
has an interval around 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.measures import MEASURES, Score
from eval.run import Run, RunError

RESAMPLES = 10_000
CONFIDENCE = 0.95
SEED = 20250109
"""Fixed, so that a comparison can be repeated."""
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Difference:
    """How much a measure differs between two runs, over the questions that have it in both."""

    measure: str
    questions: int
    first: float
    second: float
    low: float
    high: float
    """Bounds of the interval of `second - first`."""

    @property
    def difference(self) -> float:
        """How much the second is better."""
        return self.second - self.first

    @property
    def certain(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side."""

    first: Run
    second: Run
    differences: tuple[Difference, ...]
    lost: tuple[str, ...]
    """Ids of the questions that only the first answers rightly."""
    won: tuple[str, ...]
    """Those that only the second does."""


def compare(first: Run, second: Run) -> Comparison:
    """Compare two runs over the questions that both have.

    Raises:
        RunError: if they share none.

    """
    ones, others = _by_id(first), _by_id(second)
    shared = [id_ for id_ in ones if id_ in others]
    if not shared:
        raise RunError(f"{first.directory} and {second.directory} share no question; compare runs of one gold set")
    judged = dict.fromkeys(name for each in (*first.scores, *second.scores) for name in each.judged)
    differences = []
    for measure in (*MEASURES, *judged):
        pairs = [(ones[id_].value(measure), others[id_].value(measure)) for id_ in shared]
        known = [(one, other) for one, other in pairs if one is not None and other is not None]
        if known:
            differences.append(paired(measure, [one for one, _ in known], [other for _, other in known]))
    return Comparison(
        first=first,
        second=second,
        differences=tuple(differences),
        lost=tuple(id_ for id_ in shared if ones[id_].right > others[id_].right),
        won=tuple(id_ for id_ in shared if ones[id_].right < others[id_].right),
    )


def paired(measure: str, first: Sequence[float], second: Sequence[float]) -> Difference:
    """Compare the values of one measure, question by question; at least one."""
    low, high = interval(np.array(second, float) - np.array(first, float))
    return Difference(measure, len(first), float(np.mean(first)), float(np.mean(second)), low, high)


def interval(values: Sequence[float] | np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[float, float]:
    """Give the percentile bootstrap interval of a mean."""
    known = np.asarray(values, float)
    random = np.random.default_rng(SEED)
    draws = (random.integers(0, len(known), (_AT_ONCE, len(known))) for _ in range(RESAMPLES // _AT_ONCE))
    means = np.concatenate([known[drawn].mean(axis=1) for drawn in draws])
    tail = 50 * (1 - CONFIDENCE)
    low, high = np.percentile(means, [tail, 100 - tail])
    return float(low), float(high)


def _by_id(run: Run) -> dict[str, Score]:
    return {each.id: each for each in run.scores}
