"""First vectors from which words stand near which: tokenised texts -> matrix of vectors.

Positive pointwise mutual information of pairs within a window, context counts to the power of 0.75, factored by a
truncated SVD with the singular values halved in the exponent (Levy, Goldberg and Dagan 2015, "Improving
Distributional Similarity with Lessons Learned from Word Embeddings"). Translations and lexicon rows count as texts
in which every word stands near every other, which draws the languages together.
Not here: what makes texts alike (contrast.py).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse  # type: ignore[import-untyped, unused-ignore]
from sklearn.utils.extmath import randomized_svd  # type: ignore[import-untyped, unused-ignore]

from embeddings.training.tokens import Ragged

FloatMatrix = npt.NDArray[np.float32]

_CHUNK = 4_000_000  # tokens counted at a time
_COMMON = 1e-4  # a word more frequent than this is left out of some windows (Mikolov et al. 2013)


def count_window(texts: Ragged, size: int, *, window: int, rng: np.random.Generator) -> sparse.csr_matrix:
    """Count the pairs that stand within a window of a text, after frequent words were dropped at random.

    Args:
        texts: one row a text.
        size: number of pieces.
        window: greatest distance, in words that remain.
        rng: decides which words are dropped.

    Returns: symmetric (size, size); near pairs count up to 1, those at the window's end 1 / window.

    """
    share = np.bincount(texts.ids, minlength=size) / max(1, len(texts.ids))
    keep = np.minimum(1.0, np.sqrt(_COMMON / np.maximum(share, 1e-12)))
    keep[0] = 0.0  # the unknown piece has no meaning
    row_of = np.repeat(np.arange(len(texts), dtype=np.int32), np.diff(texts.starts))
    kept = rng.random(len(texts.ids), dtype=np.float32) < keep[texts.ids]
    ids, row_of = texts.ids[kept], row_of[kept]
    total = sparse.csr_matrix((size, size), dtype=np.float32)
    for start in range(0, len(ids), _CHUNK):
        part, rows = ids[start : start + _CHUNK], row_of[start : start + _CHUNK]
        for distance in range(1, window + 1):
            same = rows[distance:] == rows[:-distance]
            weight = np.full(np.count_nonzero(same), 1 - (distance - 1) / window, np.float32)
            pairs = part[:-distance][same], part[distance:][same]
            total = total + sparse.coo_matrix((weight, pairs), shape=(size, size)).tocsr()
    return total + total.T


def count_groups(groups: Ragged, size: int) -> sparse.csr_matrix:
    """Count every two different words of a group once, whatever their distance: symmetric (size, size)."""
    member = sparse.csr_matrix((np.ones(len(groups.ids), np.float32), groups.ids, groups.starts), (len(groups), size))
    member.sum_duplicates()
    member.data[:] = 1
    counts = (member.T @ member).tocsr()
    counts.setdiag(0)
    counts.eliminate_zeros()
    return counts


def vectors(counts: sparse.csr_matrix, dim: int, *, seed: int) -> FloatMatrix:
    """Factor the counts.

    Args:
        counts: symmetric (n, n).
        dim: length of the vectors.
        seed: of the randomised SVD.

    Returns: (n, dim); unit rows, and rows of zeros for words that were never counted.

    """
    pairs = counts.tocoo()
    word = np.asarray(counts.sum(axis=1)).ravel()
    context = word**0.75
    context /= context.sum()
    information = np.log(pairs.data / (np.maximum(word, 1e-9)[pairs.row] * context[pairs.col]))
    positive = information > 0
    matrix = sparse.csr_matrix(
        (information[positive].astype(np.float32), (pairs.row[positive], pairs.col[positive])), counts.shape
    )
    left, values, _ = randomized_svd(matrix, dim, n_oversamples=16, n_iter=2, random_state=seed)
    found = (left * np.sqrt(values)).astype(np.float32)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    return np.where(length > 0, found / np.maximum(length, 1e-9), 0).astype(np.float32)
