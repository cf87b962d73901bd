from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from bm25s import BM25

from rag.errors import IndexUnusable
from rag.index.sparse import Sparse, SparseWriter

PASSAGES = [
    ["新建", "公园", "公园", "12"],
    ["就业", "人员", "就业", "增加"],
    ["公园", "道路", "改造", "道路", "养护"],
    ["道路"],
    [],
    ["粮食", "增加"],
]


def opened(folder: Path, passages: Sequence[Sequence[str]] = PASSAGES) -> Sparse:
    writer = SparseWriter()
    for words in passages:
        writer.add(words)
    writer.write(folder / "bm25")
    return Sparse(folder / "bm25", passages=len(passages))


@pytest.mark.parametrize("question", [["公园"], ["道路", "公园"], ["增加", "增加", "就业", "12"], ["粮食", "无人机"]])
def test_scores_are_those_of_bm25s(tmp_path: Path, question: list[str]) -> None:
    """What is read from the files is what bm25s itself computes."""
    bm25 = BM25()
    bm25.index(PASSAGES, show_progress=False)
    wanted = bm25.get_scores(question)

    rows, scores = opened(tmp_path).search(question, 10)

    assert sorted(rows.tolist()) == np.flatnonzero(wanted).tolist()
    assert scores == pytest.approx(wanted[rows])
    assert scores.tolist() == sorted(scores.tolist(), reverse=True)


def test_a_weight_multiplies_what_a_word_adds(tmp_path: Path) -> None:
    """Weight 3 counts as much as the word three times; weight 0 as if it were not there."""
    index = opened(tmp_path)

    weighted = index.search(["公园", "道路", "粮食"], 10, [3.0, 1.0, 0.0])
    repeated = index.search(["公园", "公园", "公园", "道路"], 10)

    assert weighted[0].tolist() == repeated[0].tolist()
    assert weighted[1] == pytest.approx(repeated[1])


def test_unknown_words_find_nothing(tmp_path: Path) -> None:
    """Words that no passage holds give no rows, rather than rows of score 0."""
    rows, scores = opened(tmp_path).search(["无人机", "", "\udce5", "~"], 5)

    assert (rows.tolist(), scores.tolist()) == ([], [])


def test_no_words_find_nothing(tmp_path: Path) -> None:
    """An empty question gives no rows."""
    assert opened(tmp_path).search([], 5)[0].tolist() == []


def test_only_allowed_rows(tmp_path: Path) -> None:
    """Rows that are masked do not take the place of others."""
    allowed = np.array([False, True, True, True, True, True])

    assert opened(tmp_path).search(["公园", "道路"], 2, None, allowed)[0].tolist() == [2, 3]


def test_equal_scores_stay_in_the_order_of_rows(tmp_path: Path) -> None:
    """Of equal passages the first come, also where k cuts between them."""
    index = opened(tmp_path, [["就业"], ["公园", "乙"], ["公园", "丙"], ["公园", "丁"], ["公园"]])

    assert index.search(["公园"], 3)[0].tolist() == [4, 1, 2]
    assert index.search(["公园"], 9)[0].tolist() == [4, 1, 2, 3]
    assert index.search(["公园"], 0)[0].tolist() == []


def test_every_word_is_found_in_a_large_vocabulary(tmp_path: Path) -> None:
    """The look-up finds each word, the first and the last included, and none between."""
    words = [f"{chr(0x4E00 + n * 7)}{n}" for n in range(1000)]
    index = opened(tmp_path, [[word] for word in words])

    assert [index.search([word], 2)[0].tolist() for word in words] == [[n] for n in range(1000)]
    assert [index.search([word + "x"], 2)[0].tolist() for word in words[:50]] == [[]] * 50


def test_passages_without_any_word_can_be_indexed(tmp_path: Path) -> None:
    """An index whose passages are all bare punctuation opens and finds nothing."""
    assert opened(tmp_path, [[], []]).search(["公园"], 5)[0].tolist() == []


@pytest.mark.parametrize("name", ["words", "ends", "columns", "rows", "scores"])
@pytest.mark.parametrize("damage", [lambda data: b"x" * len(data), lambda data: data[:-4], lambda data: b"", None])
def test_a_damaged_file_is_unusable(tmp_path: Path, name: str, damage: Callable[[bytes], bytes] | None) -> None:
    """Garbage, a cut file, an empty one and a missing one are told as such, with what to do."""
    opened(tmp_path)
    path = tmp_path / "bm25" / f"{name}.npy"
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage(path.read_bytes()))

    with pytest.raises(IndexUnusable, match="baogao index"):
        Sparse(tmp_path / "bm25", passages=len(PASSAGES))


def test_rows_that_do_not_exist_are_told(tmp_path: Path) -> None:
    """Damage that leaves the files readable is noticed when a search meets it."""
    opened(tmp_path)
    np.save(tmp_path / "bm25" / "rows.npy", np.load(tmp_path / "bm25" / "rows.npy") + 1000)

    with pytest.raises(IndexUnusable, match="baogao index"):
        Sparse(tmp_path / "bm25", passages=len(PASSAGES)).search(["公园"], 3)
