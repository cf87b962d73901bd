"""The years that a sentence opens with."""

import pytest

from rag.opening import context_of
from rag.records import Context, Passage

CONTEXT = Context("青石区", 2025, "政府工作报告", ("二、今年工作",), (2025,), "target")


@pytest.mark.parametrize(
    ("text", "words", "years", "stance"),
    [
        ("从2019年到2023年，企业增加40家，收入达到8亿元。", "收入", tuple(range(2019, 2024)), "achieved"),
        ("企业40家，比2023年多2家，收入达到8亿元。", "收入", (2025,), "target"),
        ("到2027年，收入达到8亿元。", "收入", (2027,), "target"),
        ("与“十五五”目标相衔接，收入达到8亿元。", "收入", (2025,), "target"),
    ],
)
def test_a_window_is_of_the_years_its_sentence_opens_with(
    text: str, words: str, years: tuple[int, ...], stance: str
) -> None:
    """What is over was reached; a year named later on is none of the sentence's own."""
    passage = Passage("q#0", "q", "text", text, (0, len(text)), ((0, 0),), CONTEXT)
    context = context_of(passage, (text.find(words), len(text) - 1))

    assert (context.years, context.stance) == (years, stance)
