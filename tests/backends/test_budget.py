"""Prompts within what a model reads."""

from dataclasses import replace

import pytest

from rag.backends import budget
from rag.backends.prompts import messages
from rag.config import LlmProfile
from rag.errors import BackendError
from rag.records import Context, Hit, Passage, Question

QUESTION = Question("青石区修了几条路？")
CONTEXT = Context("青石区", 2023, "青石区政府工作报告", ("一、工作回顾",), (2022,), "achieved")
ROOMY = LlmProfile(name="m", base_url="http://127.0.0.1:9/v1", model="m")


def hit(n: int, score: float) -> Hit:
    text = f"第{n}条路长1.2万米。" * 40
    return Hit(Passage(f"p{n}", "r", "text", text, (0, len(text)), ((0, 0),), CONTEXT), score)


HITS = (hit(1, 0.9), hit(2, 0.8), hit(3, 0.0), hit(4, 0.0))


def test_everything_fits_into_a_large_context() -> None:
    """Nothing is left out."""
    assert budget.fitting(QUESTION, HITS, ROOMY) == HITS


def test_the_least_relevant_are_left_out_whole() -> None:
    """From the last one on, until prompt and answer fit; no passage is changed."""
    whole = budget.of_messages(messages(QUESTION, HITS[:2]))
    narrow = replace(ROOMY, max_tokens=100, context_tokens=whole + 100)

    assert budget.fitting(QUESTION, HITS, narrow) == HITS[:2]
    assert budget.fitting(QUESTION, HITS, replace(narrow, context_tokens=whole + 99)) == HITS[:1]


def test_the_order_tells_which_is_the_least_relevant() -> None:
    """Not the scores: the head of a report leads where its speaker is asked for, and has none."""
    mixed = (HITS[2], HITS[0], HITS[1])
    whole = budget.of_messages(messages(QUESTION, mixed[:2]))

    assert budget.fitting(QUESTION, mixed, replace(ROOMY, max_tokens=1, context_tokens=whole + 1)) == mixed[:2]


def test_a_context_without_room_for_one_passage_is_told() -> None:
    """The error names the setting."""
    passage = replace(HITS[0].passage, text="修路三条。" * 400)
    long = replace(HITS[0], passage=passage)
    with pytest.raises(BackendError, match="context_tokens = 2100"):
        budget.fitting(QUESTION, [long, long], replace(ROOMY, max_tokens=100, context_tokens=2100))


@pytest.mark.parametrize(
    ("text", "least"),
    [
        # Counted by hand for a vocabulary without any Chinese word: a token a character, a digit, a sign.
        ("全年城镇新增就业1.24万人，增长6.1%。", 22),
        ("2,024", 5),
        ("Qingshi District", 4),
        ("", 0),
    ],
)
def test_tokens_are_counted_from_above(text: str, least: int) -> None:
    """The count is no less than that of a poor vocabulary, and not more than thrice it."""
    assert least <= budget.tokens(text) <= 3 * least
