"""What each feature of a window is worth, and how sure an answer must be: weights.json → Weights.

The file is made by `baogao eval fit` (eval/fit.py) and can be read: a weight for each name of features.FEATURES.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rag.errors import ConfigError
from rag.features import FEATURES

if TYPE_CHECKING:
    from rag.index.arrays import FloatArray, FloatMatrix

FILE = Path(__file__).parent / "weights.json"
SCORE = "score"
"""What confidence rests on beside features of the window."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Linear weights, learned."""

    windows: FloatArray
    """Shape (FEATURES,): of the score by which windows are put in order."""
    confidence: FloatArray
    """Shape (FEATURES + 1,): of the log-odds that a window answers; the last is that of SCORE."""
    bias: float
    sure: float
    """A window answers from this confidence on; below it, the answer declines."""

    def scores(self, features: FloatMatrix) -> FloatArray:
        """Give the score of each row of features."""
        return features @ self.windows

    def confident(self, features: FloatMatrix, scores: FloatArray) -> FloatArray:
        """Give the probability that each window answers its question; 0…1."""
        whole = np.column_stack([features, scores])
        chance: FloatArray = 1 / (1 + np.exp(-(whole @ self.confidence + self.bias)))
        return chance


def read(path: Path) -> Weights:
    """Read weights.

    Raises:
        ConfigError: if the file does not hold a weight for each feature.

    """
    told = json.loads(path.read_text("utf-8"))
    missing = [name for name in FEATURES if name not in told["windows"]]
    if missing:
        raise ConfigError(f"{path}: no weight for {missing[0]!r}. Run `baogao eval fit` again.")
    confidence = told["confidence"]
    return Weights(
        windows=np.array([told["windows"][name] for name in FEATURES], np.float32),
        confidence=np.array([confidence.get(name, 0.0) for name in (*FEATURES, SCORE)], np.float32),
        bias=told["bias"],
        sure=told["sure"],
    )


@cache
def weights() -> Weights:
    """Give the weights that come with baogao."""
    return read(FILE)
