import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from small_index import JOBS, PARKS, ROADS, KeywordEncoder, write_report

import rag.reading
from rag.errors import IndexUnusable, UnreadableFile
from rag.index import STANCES, Index, build
from rag.words import words

FILES = [
    "index.sqlite",
    "vectors.faiss",
    "facets.npz",
    *(f"bm25/{name}.npy" for name in ("words", "ends", "columns", "rows", "scores")),
]


def texts(index: Index, report_id: str) -> str:
    return "\n".join(passage.text for passage in index.passages(index.rows_of(report_id)))


def serving(directory: Path) -> Path:
    return directory / "generations" / (directory / "current").read_text().strip()


def test_what_was_read_can_be_searched(reports: Path, directory: Path) -> None:
    """Both searches find the passage that speaks of what is asked, with its report and context."""
    encoder = KeywordEncoder()
    summary = build([reports], directory, encoder)
    index = Index.open(directory)

    by_words, _ = index.sparse_search(words("改造了多少公里道路"), 1)
    by_vector, _ = index.dense_search(encoder.encode_queries(["道路"])[0], 1)

    assert (index.encoder, index.encoder_fingerprint, index.dim) == ("keywords", "1", 4)
    assert len(index) == summary.passages == len(index.facets) > 2
    assert [report.id for report in index.reports] == ["qingshi-2023", "yunling-2024"]
    for row in (by_words[0], by_vector[0]):
        assert "86公里" in index.passage(row).text
        assert index.passage(row).context.region == "云岭县"
        assert row in index.rows_of("yunling-2024")
        assert index.facets.report[row] == 1
        assert STANCES[index.facets.stance[row]] == "achieved"


def test_a_passage_is_searched_by_its_own_text(reports: Path, directory: Path) -> None:
    """Place and year, which the facets tell, are no words of it; headings are found in the passage that lists them."""
    build([reports], directory, KeywordEncoder())
    index = Index.open(directory)

    by_place, _ = index.sparse_search(words("云岭县2024年"), 50)
    by_heading, _ = index.sparse_search(words("工作回顾"), 50)

    assert not any(index.passage(row).kind == "text" for row in by_place)
    assert not any(index.passage(row).kind == "text" for row in by_heading)


def test_a_search_keeps_to_the_rows_allowed(reports: Path, directory: Path) -> None:
    """A mask of the facets restricts both searches to one report."""
    encoder = KeywordEncoder()
    build([reports], directory, encoder)
    index = Index.open(directory)
    allowed = index.facets.report == 0

    for rows, _ in (
        index.sparse_search(words("政府工作报告道路"), 50, allowed=allowed),
        index.dense_search(encoder.encode_queries(["道路"])[0], 50, allowed=allowed),
    ):
        assert len(rows)
        assert set(rows.tolist()) <= set(index.rows_of("qingshi-2023"))


def test_spans_point_into_the_text_of_the_file(reports: Path, directory: Path) -> None:
    """The file's text comes back unchanged, and a passage's span is where it stands in it."""
    build([reports], directory, KeywordEncoder())
    index = Index.open(directory)
    text = index.report_text("qingshi-2023")

    assert text == (reports / "qingshi-2023.md").read_text("utf-8")
    found = next(passage for passage in index.passages(index.rows_of("qingshi-2023")) if PARKS in passage.text)
    start, end = found.origin(found.text.index(PARKS), found.text.index(PARKS) + len(PARKS))
    assert text[start:end] == PARKS


def test_only_changed_files_are_read_and_embedded(
    reports: Path, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of three files one changes, one stays and one is new: the one that stays is neither read nor embedded."""
    build([reports], directory, KeywordEncoder())
    write_report(reports / "yunling-2024.md", "云岭县", 2024, ROADS.replace("86", "97"))
    write_report(reports / "anlan-2024.md", "安澜市", 2024, "粮食总产量12亿斤。")
    encoder, read, real = KeywordEncoder(), [], rag.reading.read_report
    monkeypatch.setattr(rag.reading, "read_report", lambda source, name: read.append(name) or real(source, name))

    summary = build([reports], directory, encoder)
    index = Index.open(directory)

    assert (summary.added, summary.changed, summary.unchanged) == (["anlan-2024"], ["yunling-2024"], ["qingshi-2023"])
    assert (summary.removed, summary.skipped) == ([], [])
    assert sorted(read) == ["anlan-2024", "yunling-2024"]
    assert not any("公园" in text for text in encoder.seen)
    assert "97公里" in texts(index, "yunling-2024")
    assert PARKS in texts(index, "qingshi-2023")
    assert index.dense_search(encoder.encode_queries(["公园"])[0], 1)[0][0] in index.rows_of("qingshi-2023")


def test_a_grown_index_equals_one_built_at_once(reports: Path, directory: Path, tmp_path: Path) -> None:
    """Passages, vectors and scores do not tell whether they were copied or made."""
    build([reports / "yunling-2024.md"], directory, KeywordEncoder())
    build([reports], directory, KeywordEncoder())
    build([reports], tmp_path / "fresh", KeywordEncoder())
    grown, fresh = Index.open(directory), Index.open(tmp_path / "fresh")
    everything = range(len(fresh))

    assert grown.reports == fresh.reports
    assert grown.passages(everything) == fresh.passages(everything)
    assert np.array_equal(grown.vectors(everything), fresh.vectors(everything))
    for asked in ("口袋公园", "道路提高2.5个百分点", "云岭县"):
        wanted, found = fresh.sparse_search(words(asked), 50), grown.sparse_search(words(asked), 50)
        assert (found[0].tolist(), found[1].tolist()) == (wanted[0].tolist(), wanted[1].tolist())


def test_files_that_are_gone_leave_the_index(reports: Path, directory: Path) -> None:
    """The index holds what the paths hold, and nothing from before."""
    build([reports], directory, KeywordEncoder())
    (reports / "yunling-2024.md").unlink()

    summary = build([reports], directory, KeywordEncoder())
    index = Index.open(directory)

    assert (summary.removed, summary.unchanged) == (["yunling-2024"], ["qingshi-2023"])
    assert [report.id for report in index.reports] == ["qingshi-2023"]
    assert index.sparse_search(words("云岭县"), 5)[0].tolist() == []


def test_a_moved_file_is_read_again(reports: Path, directory: Path) -> None:
    """The report's path is the one it has now."""
    build([reports], directory, KeywordEncoder())
    (reports / "2023").mkdir()
    (reports / "qingshi-2023.md").rename(reports / "2023" / "qingshi-2023.md")

    assert build([reports], directory, KeywordEncoder()).changed == ["qingshi-2023"]
    assert Path(Index.open(directory).reports[0].path).parent.name == "2023"


def test_another_encoder_embeds_everything_again(reports: Path, directory: Path) -> None:
    """Vectors of two encoders are never mixed."""
    build([reports], directory, KeywordEncoder("1"))
    encoder = KeywordEncoder("2")

    summary = build([reports], directory, encoder)

    assert (summary.changed, summary.unchanged) == (["qingshi-2023", "yunling-2024"], [])
    assert len(encoder.seen) == summary.passages
    assert Index.open(directory).encoder_fingerprint == "2"


def test_what_cannot_be_read_is_skipped_with_its_reason(reports: Path, directory: Path) -> None:
    """One empty file does not keep the others out, and the summary names it."""
    (reports / "empty.txt").write_text("")

    summary = build([reports], directory, KeywordEncoder())

    assert [(skip.path.name, skip.reason) for skip in summary.skipped] == [("empty.txt", "the file is empty")]
    assert summary.added == ["qingshi-2023", "yunling-2024"]


def test_nothing_to_index_leaves_the_old_index(reports: Path, directory: Path, tmp_path: Path) -> None:
    """A folder without reports is an error that names the reasons, and the index stays as it was."""
    build([reports], directory, KeywordEncoder())
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "scan.txt").write_text(" ")

    with pytest.raises(UnreadableFile, match=r"no report to index(.|\n)*scan\.txt: the file is empty"):
        build([tmp_path / "other"], directory, KeywordEncoder())
    assert len(Index.open(directory).reports) == 2


def test_reports_of_one_name_are_told_apart(directory: Path, tmp_path: Path) -> None:
    """Files of one stem take their folders' names, for their passages too."""
    write_report(tmp_path / "qingshi" / "2023.md", "青石区", 2023, PARKS)
    write_report(tmp_path / "yunling" / "2023.md", "云岭县", 2023, JOBS)

    build([tmp_path / "qingshi", tmp_path / "yunling"], directory, KeywordEncoder())
    index = Index.open(directory)

    assert [report.id for report in index.reports] == ["qingshi-2023", "yunling-2023"]
    assert {passage.report_id for passage in index.passages(index.rows_of("yunling-2023"))} == {"yunling-2023"}


def test_progress_tells_each_step(reports: Path, directory: Path) -> None:
    """Whoever watches sees every step in turn, never more done than there is."""
    told: list[tuple[int, int, str]] = []

    build([reports], directory, KeywordEncoder(), progress=lambda *step: told.append(step))

    assert list(dict.fromkeys(label for _, _, label in told)) == ["reading", "embedding", "cutting words", "writing"]
    assert all(0 <= done <= total for done, total, _ in told)


KILLED = """
import os, signal, sys
from pathlib import Path
from small_index import KeywordEncoder
from rag.index import build

def kill(done, total, label):
    if label == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

build([Path(sys.argv[1])], Path(sys.argv[2]), KeywordEncoder(), progress=kill)
"""


@pytest.mark.parametrize("step", ["reading", "embedding", "cutting words", "writing"])
def test_a_killed_build_leaves_the_old_index_serving(reports: Path, directory: Path, step: str) -> None:
    """Whenever a builder is killed, the old generation answers, and the next build clears up."""
    build([reports], directory, KeywordEncoder())
    write_report(reports / "yunling-2024.md", "云岭县", 2024, ROADS.replace("86", "97"))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}

    ended = subprocess.run([sys.executable, "-c", KILLED, reports, directory, step], env=environment, check=False)

    assert ended.returncode == -signal.SIGKILL
    assert len(list((directory / "generations").iterdir())) == 2
    assert "86公里" in texts(Index.open(directory), "yunling-2024")

    assert build([reports], directory, KeywordEncoder()).changed == ["yunling-2024"]
    assert "97公里" in texts(Index.open(directory), "yunling-2024")
    assert sorted(path.name for path in (directory / "generations").iterdir()) == ["000001", "000002"]


def test_two_builders_do_not_meet(reports: Path, directory: Path) -> None:
    """A build that begins while another is at work is refused, and the first one ends well."""
    refused: list[IndexUnusable] = []

    def begin_another(done: int, total: int, label: str) -> None:
        if label == "embedding":
            with pytest.raises(IndexUnusable, match="another `baogao index`") as caught:
                build([reports], directory, KeywordEncoder())
            refused.append(caught.value)

    build([reports], directory, KeywordEncoder(), progress=begin_another)

    assert refused
    assert len(Index.open(directory).reports) == 2


def test_an_open_index_outlives_the_next_ones(reports: Path, directory: Path) -> None:
    """A reader goes on in the generation it opened, however often the index is built meanwhile."""
    encoder = KeywordEncoder()
    build([reports], directory, encoder)
    index = Index.open(directory)
    (reports / "yunling-2024.md").unlink()
    for _ in range(3):
        build([reports], directory, encoder)

    rows, _ = index.sparse_search(words("道路"), 1)

    assert "86公里" in index.passage(rows[0]).text
    assert index.dense_search(encoder.encode_queries(["道路"])[0], 1)[0].tolist() == rows.tolist()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", [Path.unlink, lambda path: os.truncate(path, 100)])
def test_an_index_with_a_damaged_file_does_not_open(
    reports: Path, directory: Path, name: str, damage: Callable[[Path], object]
) -> None:
    """Whichever file is missing or cut short, the message names it and says to build again."""
    build([reports], directory, KeywordEncoder())
    damage(serving(directory) / name)

    with pytest.raises(IndexUnusable, match=f"{name}.*baogao index"):
        Index.open(directory)


@pytest.mark.parametrize("name", FILES)
def test_building_again_repairs_a_damaged_index(reports: Path, directory: Path, name: str) -> None:
    """A file whose contents have changed is not copied from: everything is read and embedded anew."""
    build([reports], directory, KeywordEncoder())
    path = serving(directory) / name
    data = path.read_bytes()
    path.write_bytes(data[:-8] + b"\xaa" * 8)

    assert build([reports], directory, KeywordEncoder()).added == ["qingshi-2023", "yunling-2024"]
    assert PARKS in texts(Index.open(directory), "qingshi-2023")


def test_a_directory_that_cannot_be_written_is_told(reports: Path, tmp_path: Path) -> None:
    """A path that runs through a file gives a message, not a traceback."""
    (tmp_path / "file").write_text("")

    with pytest.raises(IndexUnusable, match="could not be written"):
        build([reports], tmp_path / "file" / "index", KeywordEncoder())


def test_an_index_may_be_moved(reports: Path, directory: Path, tmp_path: Path) -> None:
    """An index directory works wherever it stands, whatever signs are in its path."""
    build([reports], directory, KeywordEncoder())
    shutil.move(directory, tmp_path / "报告 索引 50%?#1")

    assert len(Index.open(tmp_path / "报告 索引 50%?#1").reports) == 2


def test_opening_loads_no_heavy_library(reports: Path, directory: Path) -> None:
    """Import and open need neither torch nor bm25s; import alone not even FAISS."""
    build([reports], directory, KeywordEncoder())
    code = (
        "import sys; from pathlib import Path; from rag.index import Index\n"
        "print('faiss' in sys.modules)\n"
        "Index.open(Path(sys.argv[1]))\n"
        "print(sorted({'torch', 'bm25s', 'scipy', 'sentence_transformers', 'transformers'} & set(sys.modules)))"
    )

    printed = subprocess.check_output([sys.executable, "-c", code, directory], text=True, cwd=Path(__file__).parents[2])

    assert printed.split("\n")[:2] == ["False", "[]"]
