"""`baogao bench`: that it measures; how fast this machine is, no test says."""

from pathlib import Path

import pytest

from rag import cli


def test_bench_prints_a_figure_for_each_step(small_corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Indexing, a cold question, memory, and the steps of an answer."""
    assert cli.main(["bench", str(small_corpus)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [
        "index",
        "index",
        "baogao",
        "baogao",
        "lexicon",
        "understand",
        "retrieve",
        "answer",
        "stamp",
    ]
    assert all(line.endswith(("s", "MB")) for line in lines)
