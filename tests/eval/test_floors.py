from pathlib import Path

import pytest
from llm_server import Make

from eval import floors
from eval.measures import score, totals
from rag.errors import ConfigError


def test_what_lies_below_its_floor_is_told(gold: Make, answered: Make, tmp_path: Path) -> None:
    """A measure at its floor stands; one below, or one that is not there, has fallen."""
    path = tmp_path / "floors.toml"
    path.write_text('[all]\nright = 0.5\n"recall@5" = 0.6\n[list]\nright = 0.1\n', "utf-8")
    scores = [score(gold(), answered(text)) for text in ("1.24万人", "9人")]

    fallen = floors.fallen({"all": totals(scores)}, floors.read(path))

    assert fallen == ["all: recall@5 0.000, floor 0.600", "list: right not measured, floor 0.100"]


@pytest.mark.parametrize("text", ["right = 0.5", "[all]\nright = 'much'", "["])
def test_other_files_are_refused(text: str, tmp_path: Path) -> None:
    """The message names the file."""
    (tmp_path / "floors.toml").write_text(text, "utf-8")

    with pytest.raises(ConfigError, match=r"floors\.toml"):
        floors.read(tmp_path / "floors.toml")
