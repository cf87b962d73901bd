import json
from pathlib import Path

import pytest

from eval import answers
from eval.answers import Answered, AnswersError, CheckedFigure, Cited, Found, Seconds
from rag.records import Tokens

FULL = Answered(
    id="q1",
    question="青石区2024年新增了多少城镇就业？",
    answer="1.24万人[1]。",
    citations=(
        Cited(1, "qingshi-2025", "青石区2025年政府工作报告", "回顾 › 民生", "1.24万人", "城镇新增就业1.24万人"),
    ),
    retrieved=(Found("qingshi-2025", "回顾 › 民生", "城镇新增就业1.24万人", 1.5),),
    figures=(CheckedFigure("1.24万人", (1,)),),
    backend="local",
    seconds=Seconds(0.1, 0.5, 0.2),
    tokens=Tokens(900, 20),
)


def test_an_answer_is_read_as_it_was_written(tmp_path: Path) -> None:
    """With all that may be there, and with the least."""
    least = Answered(id="q2", question="？", error="TimeoutError")
    path = tmp_path / "answers.jsonl"
    path.write_text(f"{answers.to_line(FULL)}\n{answers.to_line(least)}\n", "utf-8")

    assert list(answers.read(path).values()) == [FULL, least]
    assert "tokens" not in json.loads(answers.to_line(least))


def test_of_a_file_cut_short_the_last_line_is_passed_over(tmp_path: Path) -> None:
    """Only where the writer may have been stopped."""
    path = tmp_path / "answers.jsonl"
    path.write_text(f"{answers.to_line(FULL)}\n{answers.to_line(FULL)[:50]}", "utf-8")

    assert list(answers.read(path, cut_short=True).values()) == [FULL]
    with pytest.raises(AnswersError, match="line 2: not in the batch format"):
        answers.read(path)
