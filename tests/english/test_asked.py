"""What an English question asks about: in its own words, and where a passage tells of it."""

from __future__ import annotations

import pytest

from rag.english.asked import narrowed, noun_phrase
from rag.question import understand
from rag.records import Report

QINGSHI = [Report("qingshi-2024", "", region="青石区", level="区", year=2024)]


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        ("How many tidal markets did Qingshi set up in 2023?", "tidal markets"),
        ("What was the rank of Qingshi's delegation at the games in 2023?", "rank of delegation at the games"),
        ("Which three layers make up the system Qingshi wants to improve?", "three layers make up the system"),
        ("By how much did fish catches in Qingshi District grow?", "fish catches"),
        ("What did its debt actually turn out to be?", "its debt"),
    ],
)
def test_what_is_asked_about_is_named_in_the_askers_words(question: str, phrase: str) -> None:
    """Without place, year and what the place is said to do."""
    assert noun_phrase(understand(question, QINGSHI)) == phrase


def test_a_long_window_is_cut_to_the_clause_that_holds_what_is_asked_about() -> None:
    """With the figure behind it where one is asked for; a short one stays whole."""
    long = (
        "持续改善群众生活，全年救助困难群众3316人次，新建改建农村公路62公里，城市公园面积稳步扩大，"
        "高新技术企业蓬勃发展，总数达到94家，群众满意度继续提高，各项事业取得新的进步"
    )
    question = understand("How many high-tech enterprises are there?", [])
    span = narrowed(long, (0, len(long)), question, figure=True)
    assert long[slice(*span)] == "高新技术企业蓬勃发展，总数达到94家"
    short = "新建公路6公里，高新技术企业94家"
    assert narrowed(short, (0, len(short)), question, figure=True) == (0, len(short))
