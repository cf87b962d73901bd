"""What a question counts in."""

import pytest

from rag.question import understand


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("审议了多少件法规草案？", "件"),
        ("出台了几部规章？", "部"),
        ("发射了几颗？", "颗"),
        ("医院有多少张床？", "张"),
        ("新建了多少万亩高标准农田？", "亩"),
        ("游客占了几成？", "%"),
        ("增速高几个点？", "%"),
        ("农民收入提高多少？", ""),
        ("出去招商跑了多少趟？", "次"),
        ("班列开了多少趟？", "趟"),
        ("拉来的钱到账多少？", "元"),
        ("被骗的钱少了多少？", ""),
        ("有多少项目开工？", ""),
        ("有多少家庭受益？", ""),
        ("一共有多少家长者饭堂？", "家"),
        ("有多少家长参加？", ""),
        ("有多少村医来学习？", ""),
        ("几年来建了好几所学校吗？", ""),
    ],
)
def test_the_measure_word_behind_how_many_is_the_unit(text: str, unit: str) -> None:
    """家 of 家庭 and 项 of 项目 measure nothing, and 好几所 asks nothing."""
    assert understand(text, []).unit == unit


def test_how_asks_for_more_only_behind_a_question() -> None:
    """GDP多少，增速怎样 asks twice; 消费怎么样，零售额多少 leads up to one question."""
    assert len(understand("GDP是多少，增速怎样？", []).parts) == 2
    assert not understand("消费怎么样，零售额是多少？", []).parts


def test_a_measure_word_does_not_run_into_the_next_word() -> None:
    """件|市人大代表 is cut behind the measure word."""
    assert "件 市人大代表建议" in understand("办理了多少件市人大代表建议？", []).topic
