from __future__ import annotations

from pathlib import Path

import pytest

from rag.errors import UnreadableFile
from rag.reading import find_sources, read_report

REPORT = "政府工作报告\n——2019年1月8日在石梁县第十七届人民代表大会第四次会议上\n县长 段清\n各位代表：\n新建学校六所。\n"


def write(folder: Path, name: str, content: str | bytes = REPORT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def failure(path: Path) -> str:
    """Give what the reader says of a file that it cannot read."""
    [source], _ = find_sources([path])
    with pytest.raises(UnreadableFile) as caught:
        read_report(source, path.stem)
    return str(caught.value)


def test_a_folder_is_searched_through_and_each_file_comes_once(tmp_path: Path) -> None:
    """Reports in folders below are found; hidden files, lock files of Word and READMEs are not reports."""
    kept = [write(tmp_path, "2019.txt"), write(tmp_path, "old/1999.md")]
    for name in (".hidden.txt", "~$2019.docx", "README.md", "corpus.toml"):
        write(tmp_path, name, "")

    sources, skipped = find_sources([tmp_path, kept[0]])

    assert [source.path for source in sources] == kept
    assert not skipped


@pytest.mark.parametrize(("name", "kind"), [("报告.wps", ".wps"), ("报告.jpg", ".jpg"), ("报告", "without an ending")])
def test_a_file_of_another_type_is_skipped_with_what_to_do(tmp_path: Path, name: str, kind: str) -> None:
    """What cannot be read is named with its type, and with the types that can."""
    path = write(tmp_path, name)

    sources, [skipped] = find_sources([tmp_path])

    assert not sources
    assert skipped.path == path
    assert kind in skipped.reason and ".docx" in skipped.reason and "save it as" in skipped.reason


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    """A wrong path is an error and not an empty list."""
    with pytest.raises(UnreadableFile, match="no such file or folder"):
        find_sources([tmp_path / "nothing"])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \r\n\t\n", "the file is empty"),
        ("marks.txt", "\ufeff\u200b\n---\n".encode(), "no text in it; a scan needs OCR first"),
        ("zeros.txt", bytes(64), "binary data"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "neither UTF-8 nor GB18030"),
        ("control.txt", "\x01\x02\x03\x04报告".encode(), "binary data"),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "save it again as .docx"),
        ("text.docx", REPORT.encode(), "save it again as .docx"),
        ("broken.md", "---\ntitle: [\n---\n正文。\n".encode(), "front matter"),
        ("list.md", "---\n- 一\n---\n正文。\n".encode(), "front matter"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_path(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """An error names the file, what was wrong, and what to do."""
    path = write(tmp_path, name, content)

    message = failure(path)

    assert message.startswith(str(path)) and said in message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    """UTF-8, GB18030 and UTF-16 with a mark give the same report."""
    path = write(tmp_path, "报告.txt", REPORT.encode(encoding))
    [source], _ = find_sources([path])

    assert read_report(source, "报告").report.region == "石梁县"


def test_corpus_toml_overrides_what_was_inferred(tmp_path: Path) -> None:
    """What stands in corpus.toml goes before the text, and is never unsure."""
    path = write(tmp_path, "报告2018.txt", "各位代表：\n全区新建学校六所，平安青石建设，健康青石建设，美丽青石建设。\n")
    [source], _ = find_sources([path])
    inferred = read_report(source, path.stem).report
    write(tmp_path, "corpus.toml", '["报告2018.txt"]\nregion = "石梁县"\nyear = 2019\ndate = 2019-01-08\n')

    [source], _ = find_sources([path])
    report = read_report(source, path.stem).report

    assert (inferred.region, inferred.year, inferred.unsure) == ("青石区", 2018, {"region", "year"})
    assert (report.region, report.level, report.year, report.date) == ("石梁县", "县", 2019, "2019-01-08")
    assert not report.unsure


def test_front_matter_overrides_and_corpus_toml_goes_before_it(tmp_path: Path) -> None:
    """Front matter is read too; corpus.toml has the last word."""
    path = write(tmp_path, "a.md", f"---\nregion: 青石区\nspeaker: 程野\ndate: 2019-01-09\nnote: 其他\n---\n{REPORT}")
    write(tmp_path, "corpus.toml", '["a.md"]\nregion = "安澜市"\n')

    [source], _ = find_sources([path])
    report = read_report(source, "a").report

    assert (report.region, report.level, report.speaker, report.date) == ("安澜市", "市", "程野", "2019-01-09")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('["a.txt"]\nyear = "2019"\n', "a year such as 2025 is needed"),
        ('["a.txt"]\nyear = 19\n', "a year such as 2025 is needed"),
        ('["a.txt"]\ndate = "2019年"\n', "a day such as 2025-01-08 is needed"),
        ('["a.txt"]\nkind = "book"\n', "known are full, press, digest"),
        ('["a.txt"]\nregin = "石梁县"\n', "regin, which is not known; known are title, region"),
        ('"a.txt" = 3\n', "as a table"),
        ("[a.txt\n", "cannot be used"),
    ],
)
def test_a_wrong_setting_is_said(tmp_path: Path, settings: str, said: str) -> None:
    """A setting that cannot hold is refused with what would."""
    path = write(tmp_path, "a.txt")
    write(tmp_path, "corpus.toml", settings)

    with pytest.raises(UnreadableFile, match=said):
        read_report(find_sources([path])[0][0], "a")


def test_the_fingerprint_changes_with_file_and_settings(tmp_path: Path) -> None:
    """A file is read again when it or what corpus.toml says of it changes, and only then."""
    path = write(tmp_path, "a.txt")
    [first], _ = find_sources([path])
    before = first.fingerprint()
    assert find_sources([path])[0][0].fingerprint() == before

    write(tmp_path, "corpus.toml", '["a.txt"]\nyear = 2019\n')
    settings = find_sources([path])[0][0].fingerprint()
    write(tmp_path, "a.txt", REPORT + "改造道路十条。\n")
    changed = find_sources([path])[0][0].fingerprint()

    assert len({before, settings, changed}) == 3
