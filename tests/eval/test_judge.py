import logging

import pytest
from llm_server import LlmServer, Make

from eval import judge
from eval.judge import NAMES
from rag.errors import BackendError


def test_a_judge_grades_from_nought_to_one(llm: LlmServer, gold: Make, answered: Make) -> None:
    """It reads question, facts, passages and answer; 4 and 5 of 5 are 0.75 and 1."""
    llm.say = lambda _: '评分如下：{"忠实": 4, "完整": 5}'

    found = judge.judge([gold()], {"q1": answered("12400人[1]。", "新增就业1.24万人")}, llm.profile, jobs=1)

    assert found == {"q1": dict(zip(NAMES, (0.75, 1.0), strict=True))}
    asked = llm.requests[0]["messages"][1]["content"]
    for told in ("青石区2024年新增了多少城镇就业？", "1.24万人 / 12400", "[1]", "新增就业1.24万人", "12400人[1]。"):
        assert told in asked


def test_what_cannot_be_judged_is_left_out(
    llm: LlmServer, gold: Make, answered: Make, caplog: pytest.LogCaptureFixture
) -> None:
    """A failed answer is not shown to the judge; a judge without grades is noted."""
    llm.say = lambda _: "不好说"
    answers = {"q1": answered("12400人"), "q2": answered("", error="TimeoutError")}

    with caplog.at_level(logging.WARNING):
        assert judge.judge([gold(), gold(id="q2")], answers, llm.profile, jobs=2) == {}

    assert len(llm.requests) == 1
    assert "q1: not judged: the judge gives no grades" in caplog.text


@pytest.mark.parametrize("said", ["", "{}", '{"忠实": 9, "完整": 5}', '{"忠实": "好", "完整": 5}', '{"忠实": 4}'])
def test_grades_must_be_grades(said: str) -> None:
    """From 1 to 5, both."""
    with pytest.raises(BackendError, match="the judge gives"):
        judge.grades(said)
