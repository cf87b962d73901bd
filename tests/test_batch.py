"""The batch format, which scripts of others rely on."""

import json
from pathlib import Path

import pytest

from rag import cli
from rag.batch import read_questions
from rag.config import Config
from rag.errors import BaogaoError


def test_a_batch_answers_every_question_in_order(small_config: Config, tmp_path: Path) -> None:
    """The keys are those of the documented format, exactly."""
    asked = [("b", "青石区2023年优良天数是多少？"), ("a", "临江区2023年优良天数是多少？")]
    questions = tmp_path / "q.jsonl"
    questions.write_text("\n".join(json.dumps({"id": i, "question": q}, ensure_ascii=False) for i, q in asked), "utf-8")
    out = tmp_path / "a.jsonl"

    status = cli.main(["ask", "--batch", str(questions), "--out", str(out), "--index", str(small_config.index)])

    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert status == 0
    assert [row["id"] for row in rows] == ["b", "a"]
    assert set(rows[0]) == {
        "id", "question", "answer", "declined", "citations", "retrieved", "figures", "unsupported", "notes",
        "backend", "seconds", "understood",
    }  # fmt: skip
    assert set(rows[0]["citations"][0]) == {"n", "document", "title", "section", "quote", "text"}
    assert set(rows[0]["retrieved"][0]) == {"document", "section", "text", "score"}
    assert rows[0]["citations"][0]["document"] == "qingshi-2024"
    assert rows[0]["figures"] == [
        {"text": "301天", "supported_by": [1], "found": "written", "doubts": [], "computed_from": [], "moved": False}
    ]
    assert rows[0]["backend"] == "extractive"
    assert [row["declined"] for row in rows] == [False, True]
    understood = rows[0]["understood"]
    assert "空气质量优良天数" in understood.pop("terms")
    assert understood == {
        "regions": ["青石区"], "places": [], "years": [[2023]], "report_years": [], "stance": None, "resolved": []
    }  # fmt: skip
    assert rows[1]["understood"]["places"] == ["临江区"]


def test_at_most_ten_retrieved_passages_are_listed_best_first(
    assistant: object, small_config: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    """--json prints the same object."""
    cli.main(["ask", "青石区2023年新建口袋公园多少处？", "--json", "--index", str(small_config.index)])

    scores = [row["score"] for row in json.loads(capsys.readouterr().out)["retrieved"]]
    assert 0 < len(scores) <= 10
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(("line", "told"), [("{", "not JSON"), ('{"id": 1}', "question"), ("[]", "object")])
def test_a_bad_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    """The error says which line, and what is needed."""
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": 1, "question": "?"}\n' + line, "utf-8")

    with pytest.raises(BaogaoError, match=rf"line 2.*{told}"):
        read_questions(path)


def test_a_failed_batch_leaves_no_half_written_file(small_config: Config, tmp_path: Path) -> None:
    """Questions that cannot be read write nothing."""
    (tmp_path / "q.jsonl").write_text("oops", "utf-8")

    status = cli.main(
        [
            "ask",
            "--batch",
            str(tmp_path / "q.jsonl"),
            "--out",
            str(tmp_path / "a.jsonl"),
            "--index",
            str(small_config.index),
        ]
    )

    assert status == 2
    assert [path.name for path in tmp_path.iterdir()] == ["q.jsonl"]
