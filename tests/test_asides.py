"""What a question says of how it is to be answered."""

import pytest

from rag.question import understand


@pytest.mark.parametrize(
    "text",
    [
        "水库的库容是多少？请注明出处",
        "水库的库容是多少，请列出来源。",
        "水库的库容是多少？简单说说",
        "水库的库容是多少？把数字说出来就行",
        "用一句话回答：水库的库容是多少？",
        "说一下水库的库容是多少？",
    ],
)
def test_how_to_answer_is_no_part_of_what_is_asked(text: str) -> None:
    """Neither of the topic nor a question of its own."""
    question = understand(text, [])

    assert question.topic.replace(" ", "").strip("是的") == "水库的库容"
    assert not question.parts


def test_an_instruction_that_alone_asks_is_kept() -> None:
    """Nothing else says that a list is wanted."""
    assert understand("南湖镇的重点项目，请列出", []).kind == understand("请列出南湖镇的重点项目", []).kind
