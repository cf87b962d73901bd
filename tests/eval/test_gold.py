import json
from pathlib import Path
from typing import Any

import pytest

from eval import gold
from eval.gold import Evidence, GoldError


def write(path: Path, *rows: Any) -> Path:
    path.write_text(
        "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows), "utf-8"
    )
    return path


def test_only_id_question_and_gold_are_needed(tmp_path: Path) -> None:
    """What is left out has a default; a fact may be one spelling."""
    path = write(tmp_path / "g.jsonl", {"id": "1", "question": "几处？", "gold": [["9处", "九处"], "公园"]}, "")

    (one,) = gold.read(path)

    assert (one.id, one.question, one.gold) == ("1", "几处？", (("9处", "九处"), ("公园",)))
    assert (one.type, one.lang, one.documents, one.evidence) == ("other", "zh", (), ())
    assert one.answerable


def test_a_question_is_written_as_it_was_read(tmp_path: Path) -> None:
    """Unknown fields are kept, through reading and writing."""
    row = {
        "id": "1",
        "question": "那2025年呢？",
        "gold": [],
        "type": "follow_up",
        "history": ["青石区2024年呢？"],
        "evidence": [{"document": "qingshi-2025", "section": "民生", "holds": "1.24万人"}],
        "reviewed_by": "somebody",
    }
    (one,) = gold.read(write(tmp_path / "g.jsonl", row))

    assert one.extra == {"reviewed_by": "somebody"}
    assert one.evidence == (Evidence("qingshi-2025", "1.24万人", "民生"),)
    assert not one.answerable
    assert gold.read(write(tmp_path / "again.jsonl", gold.to_line(one))) == [one]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", "no JSON"),
        ("[]", "a JSON object is needed, not a list"),
        ({"id": "2", "gold": []}, "question missing"),
        ({"id": 2, "question": "？", "gold": []}, "id: a text is needed, not a number"),
        ({"id": " ", "question": "？", "gold": []}, "id is empty"),
        ({"id": "2", "question": "？", "gold": "9处"}, "gold: a list of facts is needed"),
        ({"id": "2", "question": "？", "gold": [["9处"], []]}, "fact 2 is empty"),
        ({"id": "2", "question": "？", "gold": [[9]]}, "fact 1 must be a list of accepted spellings"),
        ({"id": "2", "question": "？", "gold": [], "evidence": [{"document": "d"}]}, "evidence: object 1: holds"),
        ({"id": "2", "question": "？", "gold": [], "forbidden": "8处"}, "forbidden: a list of texts is needed"),
        ({"id": "1", "question": "？", "gold": []}, "id '1' stands in line 1 too"),
    ],
)
def test_an_error_names_file_line_and_fault(tmp_path: Path, row: Any, said: str) -> None:
    """Every way to get a line wrong is told with its place."""
    path = write(tmp_path / "g.jsonl", {"id": "1", "question": "？", "gold": []}, "", row)

    with pytest.raises(GoldError) as raised:
        gold.read(path)

    assert str(raised.value).startswith(f"{path}, line 3: ")
    assert said in str(raised.value)


def test_a_file_that_is_not_there_or_empty_is_told(tmp_path: Path) -> None:
    """Nothing to ask is an error too."""
    with pytest.raises(GoldError, match="cannot be read"):
        gold.read(tmp_path / "none.jsonl")
    with pytest.raises(GoldError, match="holds no question"):
        gold.read(write(tmp_path / "g.jsonl", ""))
