"""The shares of the three sectors, which reports tell as one ratio."""

import pytest

from rag.question import understand
from rag.question.sectors import RATIO_NAMES, dealt_out


@pytest.mark.parametrize(
    ("asked", "word"),
    [("去年第三产业占比多少？", "第三产业"), ("服务业占经济的比重是多少？", "服务业"), ("二产占GDP多少", "二产")],
)
def test_a_sectors_share_is_looked_for_in_the_ratio(asked: str, word: str) -> None:
    """However the sector is called, the name of the ratio stands for it."""
    expansions = {one.asked: one.terms for one in understand(asked, ()).expansions}

    assert expansions[word] == RATIO_NAMES


def test_a_share_of_something_else_is_no_part_of_the_ratio() -> None:
    """农业 in a question about its machines is looked for as it stands."""
    assert all(one.terms != RATIO_NAMES for one in understand("农业机械占地多少亩？", ()).expansions)


def test_the_parts_of_the_last_ratio_are_named() -> None:
    """Where a ratio moved, it is the one reached whose order is told."""
    told = "三次产业结构由9:41:50调整为8:40:52"

    assert dealt_out(told) == f"{told}（一、二、三产）"
