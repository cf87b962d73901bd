from collections.abc import Callable
from pathlib import Path

import pytest
from small_index import passage

from rag.errors import IndexUnusable
from rag.index import KINDS, STANCES, facets
from rag.index.facets import facet_row


def test_facets_tell_what_passages_are(tmp_path: Path) -> None:
    """Each array gives one property of every passage; a passage without years has 0."""
    rows = [
        facet_row(0, passage("甲", kind="head", stance="other", years=())),
        facet_row(3, passage("乙", kind="items", stance="target", years=(2023,))),
        facet_row(3, passage("丙", stance="achieved", years=(2016, 2017, 2018, 2019, 2020))),
    ]
    facets.write(rows, tmp_path / "facets.npz")

    read = facets.read(tmp_path / "facets.npz", 3)

    assert len(read) == 3
    assert read.report.tolist() == [0, 3, 3]
    assert [KINDS[code] for code in read.kind] == ["head", "items", "text"]
    assert [STANCES[code] for code in read.stance] == ["other", "target", "achieved"]
    assert read.first_year.tolist() == [0, 2023, 2016]
    assert read.last_year.tolist() == [0, 2023, 2020]
    assert ((read.report == 3) & (read.stance == STANCES.index("target"))).tolist() == [False, True, False]


@pytest.mark.parametrize("damage", [lambda data: b"x" * len(data), lambda data: data[:-40], lambda data: b""])
def test_a_damaged_file_is_unusable(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """Garbage, a cut file and an empty one are told as such, with what to do."""
    path = tmp_path / "facets.npz"
    facets.write([facet_row(0, passage("甲"))], path)
    path.write_bytes(damage(path.read_bytes()))

    with pytest.raises(IndexUnusable, match=r"facets\.npz.*baogao index"):
        facets.read(path, 1)


def test_facets_of_other_passages_are_unusable(tmp_path: Path) -> None:
    """A file of another number of passages than the index has is refused."""
    facets.write([facet_row(0, passage("甲"))], tmp_path / "facets.npz")

    with pytest.raises(IndexUnusable, match="1 passages, the index has 2"):
        facets.read(tmp_path / "facets.npz", 2)
