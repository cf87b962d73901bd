from pathlib import Path

from rag.index.ids import report_ids


def ids(*paths: str) -> list[str]:
    return report_ids([Path("/files", path) for path in paths])


def test_a_report_is_named_by_its_stem() -> None:
    """Files of different stems need no more."""
    assert ids("a/qingshi-2023.md", "b/qingshi-2024.txt") == ["qingshi-2023", "qingshi-2024"]


def test_the_folder_tells_files_of_one_stem_apart() -> None:
    """Only those that share a stem take the folder's name."""
    assert ids("qingshi/2023.md", "yunling/2023.md", "yunling/2024.md") == ["qingshi-2023", "yunling-2023", "2024"]


def test_the_ending_tells_files_of_one_folder_apart() -> None:
    """The same report as two formats gives two ids."""
    assert ids("a/2023.md", "a/2023.docx", "b/2023.md") == ["a-2023-md", "a-2023-docx", "b-2023"]


def test_a_number_is_the_last_resort() -> None:
    """No two files ever share an id, not even where a stem looks like another's longer name."""
    assert ids("x/a/2023.md", "y/a/2023.md") == ["a-2023-md", "a-2023-md-2"]
    assert len(set(ids("a/2023.md", "b/2023.md", "c/a-2023.md", "c/a-2023.txt", "d/c-a-2023.md"))) == 5
