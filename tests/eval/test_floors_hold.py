"""The quick evaluation of every run of the tests: no fall of the bundled corpus goes unseen."""

from pathlib import Path

from rag import cli
from rag.config import CORPUS

FLOORS = Path(__file__).resolve().parents[2] / "eval" / "floors.toml"


def test_answers_on_the_bundled_corpus_stay_above_their_floors(tmp_path: Path) -> None:
    """Each type of question in dev, and the measures over all, are held against eval/floors.toml."""
    index = str(tmp_path / "index")
    assert cli.main(["index", str(CORPUS), "--index", index]) == 0

    status = cli.main(
        ["eval", "--split", "dev", "--index", index, "--out", str(tmp_path / "runs"), "--floors", str(FLOORS)]
    )

    assert status == 0
