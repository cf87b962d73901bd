from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from small_index import passage

from rag.errors import IndexUnusable
from rag.index.store import Store, StoreWriter, sources
from rag.records import Report

REPORT = Report(
    id="qingshi-2023",
    path="files/qingshi-2023.md",
    title="青石区2023年政府工作报告",
    region="青石区",
    level="区",
    within="安澜市",
    year=2023,
    date="2023-01-09",
    session="第九届人民代表大会第三次会议",
    speaker="某某",
    office="区长",
    kind="digest",
    unsure=frozenset({"date", "speaker"}),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index.sqlite"


def test_records_come_back_as_they_were(path: Path) -> None:
    """Report, text and passages are equal to those stored."""
    passages = [passage("新建公园12处。"), passage("指标", number=1, kind="outline", stance="target", years=())]
    writer = StoreWriter(path)
    assert writer.add(REPORT, "原文\r\n 全文", passages, source="files/q.md", fingerprint="f1") == (0, range(2))
    assert writer.add(Report("b", "b.txt"), "", [passage("乙")], source="b.txt", fingerprint="f2") == (1, range(2, 3))
    writer.close()

    store = Store(path)

    assert [stored.report for stored in store.reports] == [REPORT, Report("b", "b.txt")]
    assert [(stored.source, stored.fingerprint, stored.rows) for stored in store.reports] == [
        ("files/q.md", "f1", range(2)),
        ("b.txt", "f2", range(2, 3)),
    ]
    assert store.text(0) == "原文\r\n 全文"
    assert store.passages([1, 0]) == passages[::-1]


def test_many_rows_come_in_the_order_asked_for(path: Path) -> None:
    """More rows than fit in one query keep their order, repeats included."""
    writer = StoreWriter(path)
    writer.add(REPORT, "", [passage(f"第{n}句。", number=n) for n in range(1200)], source="", fingerprint="")
    writer.close()
    rows = [*range(1199, -1, -1), 7, 7]

    assert [found.text for found in Store(path).passages(rows)] == [f"第{row}句。" for row in rows]


def test_threads_may_read_at_once(path: Path) -> None:
    """Passages asked for by several threads are not mixed up."""
    writer = StoreWriter(path)
    writer.add(REPORT, "", [passage(f"第{n}句。", number=n) for n in range(50)], source="", fingerprint="")
    writer.close()
    store = Store(path)

    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda n: store.passages([n % 50])[0].text, range(400)))

    assert texts == [f"第{n % 50}句。" for n in range(400)]


@pytest.mark.parametrize("damage", [lambda data: b"x" * len(data), lambda data: data[:2000], lambda data: b""])
def test_a_damaged_file_is_unusable(path: Path, damage: Callable[[bytes], bytes]) -> None:
    """Garbage, a cut file and an empty one are told as such, with what to do."""
    writer = StoreWriter(path)
    writer.add(REPORT, "文" * 5000, [passage("甲")], source="", fingerprint="")
    writer.close()
    path.write_bytes(damage(path.read_bytes()))

    with pytest.raises(IndexUnusable, match=r"index\.sqlite.*baogao index"):
        Store(path)


def test_damage_found_while_reading_is_told(path: Path) -> None:
    """Pages overwritten after the first are noticed when they are asked for."""
    writer = StoreWriter(path)
    writer.add(REPORT, "文" * 50000, [passage("甲")], source="", fingerprint="")
    writer.close()
    data = path.read_bytes()
    store = Store(path)
    path.write_bytes(data[:16384] + b"\xff" * (len(data) - 16384))

    with pytest.raises(IndexUnusable, match="baogao index"):
        store.text(0)


def test_the_files_of_an_index_are_told_whatever_its_version(tmp_path: Path) -> None:
    """So that an index of the bundled corpus can be made anew after an upgrade; a file that is none tells nothing."""
    writer = StoreWriter(tmp_path / "store")
    writer.add(REPORT, "", [passage("甲。")], source="files/q.md", fingerprint="f1")
    writer.close()
    (tmp_path / "none").write_bytes(b"no database at all")

    assert sources(tmp_path / "store") == ["files/q.md"]
    assert sources(tmp_path / "none") == []
