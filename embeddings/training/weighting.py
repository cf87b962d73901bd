"""From vectors of words to the first weights of the model: rare words and parts filled in, frequent words made small."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse  # type: ignore[import-untyped, unused-ignore]

from embeddings.training.tokens import Ragged

FloatMatrix = npt.NDArray[np.float32]
FloatArray = npt.NDArray[np.float64]

_TRUST = 20.0  # occurrences at which a word's own vector counts as much as that of its parts
_SMOOTH = 1e-3  # the share of the text at which a word's weight is halved


def fill_in(vectors: FloatMatrix, counts: FloatArray, parts: Ragged) -> FloatMatrix:
    """Give parts the mean of the words they stand in, and draw rare words towards the mean of their parts.

    Args:
        vectors: (n, dim), unit rows or zeros.
        counts: how often each piece stands in the texts.
        parts: for each piece the pieces it is cut into when it may not be whole; itself where it is a part.

    Returns: (n, dim); unit rows, and zeros where nothing is known.

    """
    n = len(vectors)
    uses = sparse.csr_matrix((np.ones(len(parts.ids), np.float32), parts.ids, parts.starts), (n, n))
    uses.sum_duplicates()
    weighted = uses.T @ (vectors * np.sqrt(counts)[:, None].astype(np.float32))
    composed = _unit(uses @ _unit(weighted))
    own = (counts / (counts + _TRUST))[:, None].astype(np.float32)
    return _unit(own * vectors + (1 - own) * composed)


def frequency_weights(counts: FloatArray, latin: npt.NDArray[np.bool_]) -> FloatArray:
    """Weigh words by a / (a + p) (Arora, Liang and Ma 2017), p being the share within the word's own script.

    Args:
        counts: how often each piece stands in the texts.
        latin: which pieces are latin words.

    """
    share = np.zeros(len(counts))
    for script in (latin, ~latin):
        share[script] = counts[script] / max(1.0, counts[script].sum())
    return _SMOOTH / (_SMOOTH + share)


def _unit(rows: FloatMatrix) -> FloatMatrix:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.where(length > 1e-9, rows / np.maximum(length, 1e-9), 0).astype(np.float32)
