"""The command line, through its entry."""

import subprocess
import sys
from pathlib import Path

import pytest

from rag import cli
from rag.config import Config

HEAVY = ("torch", "sentence_transformers", "transformers", "gradio", "openai")


def test_asking_imports_none_of_the_heavy_libraries(small_config: Config) -> None:
    """A cold start has no time for torch."""
    code = (
        "import sys; from rag.cli import main; "
        f"main(['ask', '青石区2023年优良天数是多少？', '--index', {str(small_config.index)!r}]); "
        f"print(sorted(set({HEAVY}) & set(sys.modules)))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert "301天" in printed
    assert printed.strip().endswith("[]")


def test_importing_rag_is_light() -> None:
    """The package itself loads nothing but itself."""
    code = f"import sys, rag, rag.cli; print(sorted(set({(*HEAVY, 'faiss', 'bm25s', 'rich', 'pypdfium2', 'lxml')}) & set(sys.modules)))"

    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_an_answer_is_printed_with_its_sources(small_config: Config, capsys: pytest.CaptureFixture[str]) -> None:
    """The passage stands beneath the answer."""
    assert cli.main(["ask", "青石区2023年优良天数是多少？", "--index", str(small_config.index)]) == 0

    printed = capsys.readouterr().out
    assert "301天[1]" in printed
    assert "二是城乡面貌持续改善" in printed


def test_an_answer_is_explained(small_config: Config, capsys: pytest.CaptureFixture[str]) -> None:
    """--explain prints the clauses that came first, with what spoke for each."""
    assert cli.main(["ask", "青石区2023年优良天数是多少？", "--explain", "--index", str(small_config.index)]) == 0

    printed = capsys.readouterr().out.split("依据 why")[1]
    assert "优良天数达到301天" in printed
    assert "likeness +" in printed


def test_index_says_what_it_did(small_corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files that do not go in are named with the reason; a second run finds nothing to do."""
    (tmp_path / "notes.xyz").write_text("?", "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    arguments = ["index", str(small_corpus), str(tmp_path), "--index", str(tmp_path / "idx")]

    assert cli.main(arguments) == 0
    first = capsys.readouterr().err
    assert cli.main(arguments) == 0

    assert "added 3" in first
    assert "notes.xyz" in first
    assert "empty" in first
    assert "unchanged 3" in capsys.readouterr().err


def test_reports_lists_what_was_found_out(small_config: Config, capsys: pytest.CaptureFixture[str]) -> None:
    """Place, date and speaker of each report."""
    cli.main(["reports", "--index", str(small_config.index)])

    printed = capsys.readouterr().out
    assert "江远帆" in printed
    assert "2024-01-16" in printed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ask"], "--batch"),
        (["ask", "？", "--index", "/nowhere"], "baogao index"),
        (["ask", "？", "--backend", "nobody"], "nobody"),
        (["index", "/nowhere"], "/nowhere"),
    ],
)
def test_a_mistake_ends_with_one_clear_line(
    arguments: list[str], told: str, small_config: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback; the message says what was wrong."""
    if "--index" not in arguments:
        arguments = [*arguments, "--index", str(small_config.index)]

    assert cli.main(arguments) == 2

    [line] = capsys.readouterr().err.strip().splitlines()
    assert line.startswith("baogao: ")
    assert told in line
