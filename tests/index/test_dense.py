from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rag.errors import IndexUnusable
from rag.index import dense
from rag.index.arrays import FloatMatrix
from rag.index.dense import Dense

VECTORS = np.array([[1, 0], [0.6, 0.8], [0, 1], [-1, 0], [0.6, 0.8]], np.float32)
EAST = np.array([1, 0], np.float32)


def opened(vectors: FloatMatrix, folder: Path) -> Dense:
    path = folder / "vectors.faiss"
    dense.write(vectors, path)
    return Dense(path, passages=len(vectors), dim=vectors.shape[1])


def random_units(n: int, dim: int) -> FloatMatrix:
    vectors = np.random.default_rng(7).standard_normal((n, dim), np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_nearest_first_with_cosines(tmp_path: Path) -> None:
    """Rows come by falling cosine, equal ones by rising row."""
    rows, scores = opened(VECTORS, tmp_path).search(EAST, 4)

    assert rows.tolist() == [0, 1, 4, 2]
    assert scores == pytest.approx([1, 0.6, 0.6, 0])


def test_never_more_than_exist(tmp_path: Path) -> None:
    """A k beyond the passages gives all of them, negative cosines too."""
    rows, scores = opened(VECTORS, tmp_path).search(EAST, 50)

    assert rows.tolist() == [0, 1, 4, 2, 3]
    assert scores[-1] == pytest.approx(-1)


def test_only_allowed_rows(tmp_path: Path) -> None:
    """Rows that are masked do not take the place of others."""
    allowed = np.array([False, True, True, False, False])

    assert opened(VECTORS, tmp_path).search(EAST, 3, allowed)[0].tolist() == [1, 2]


def test_nothing_allowed_finds_nothing(tmp_path: Path) -> None:
    """A mask without any row gives an empty answer."""
    assert opened(VECTORS, tmp_path).search(EAST, 3, np.zeros(5, np.bool_))[0].tolist() == []


def test_a_question_without_meaning_finds_nothing(tmp_path: Path) -> None:
    """A vector of zeros is near to nothing."""
    rows, scores = opened(VECTORS, tmp_path).search(np.zeros(2, np.float32), 3)

    assert (rows.tolist(), scores.tolist()) == ([], [])


def test_the_mask_counts_from_the_first_row(tmp_path: Path) -> None:
    """Each row is allowed or not for itself, beyond the first eight too."""
    vectors, allowed = random_units(100, 8), np.zeros(100, np.bool_)
    allowed[[3, 8, 64, 99]] = True

    assert set(opened(vectors, tmp_path).search(vectors[5], 100, allowed)[0].tolist()) == {3, 8, 64, 99}


def test_a_large_index_finds_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond FLAT_ROWS a graph finds what comparing every vector finds, and a masked search is exact."""
    monkeypatch.setattr(dense, "FLAT_ROWS", 500)
    vectors, query = random_units(2000, 16), random_units(2001, 16)[-1]
    allowed = np.arange(2000) % 50 == 3
    cosines = vectors @ query
    index = opened(vectors, tmp_path)

    rows, _ = index.search(query, 10)
    within, scores = index.search(query, 10, allowed)

    assert len(set(rows.tolist()) & set(np.argsort(-cosines)[:10].tolist())) >= 9
    assert within.tolist() == np.argsort(-np.where(allowed, cosines, -2))[:10].tolist()
    assert scores == pytest.approx(cosines[within], abs=1e-5)
    assert np.array_equal(index.vectors(range(40, 43)), vectors[40:43])


def test_vectors_come_back_as_they_were(tmp_path: Path) -> None:
    """The next generation can copy the vectors of a report."""
    assert np.array_equal(opened(VECTORS, tmp_path).vectors(range(1, 4)), VECTORS[1:4])


def test_a_vector_of_another_encoder_is_refused(tmp_path: Path) -> None:
    """The message names both dimensions."""
    with pytest.raises(IndexUnusable, match="2 dimensions, the question's has 3"):
        opened(VECTORS, tmp_path).search(np.ones(3, np.float32), 1)


@pytest.mark.parametrize("damage", [lambda data: b"x" * len(data), lambda data: data[:-4], lambda data: b""])
def test_a_damaged_file_is_unusable(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """Garbage, a cut file and an empty one are told as such, with what to do."""
    path = tmp_path / "vectors.faiss"
    dense.write(VECTORS, path)
    path.write_bytes(damage(path.read_bytes()))

    with pytest.raises(IndexUnusable, match=r"vectors\.faiss.*baogao index"):
        Dense(path, passages=5, dim=2)


def test_vectors_of_other_passages_are_unusable(tmp_path: Path) -> None:
    """A file of another number of vectors than the index has passages is refused."""
    path = tmp_path / "vectors.faiss"
    dense.write(VECTORS, path)

    with pytest.raises(IndexUnusable, match="5 vectors of 2 dimensions, the index 6 passages"):
        Dense(path, passages=6, dim=2)
