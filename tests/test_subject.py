"""The subject that a sentence leaves to the one before, and the columns of a table's row."""

import pytest

from rag.subject import left_out
from rag.windows import column_of, windows

ROW = "外贸总额，2021年预期目标：增长12%；2021年完成情况：46亿元，增长18%。"


@pytest.mark.parametrize(
    ("text", "words", "subject"),
    [
        ("陶瓷产业瞄准高端化发力。产值达到78亿元。", "产值达到78亿元", "陶瓷产业"),
        ("陶瓷产业瞄准高端化发力。拓展海外市场。产值达到78亿元。", "产值达到78亿元", "陶瓷产业"),
        ("陶瓷产业重点推动出口。产业规模突破10亿元。", "产业规模突破10亿元", "陶瓷"),
        ("陶瓷产业瞄准高端化发力。茶叶产值达到78亿元。", "茶叶产值达到78亿元", ""),
        (ROW, "2021年完成情况", "外贸总额，"),
    ],
)
def test_what_a_sentence_or_column_is_said_of_stands_before_it(text: str, words: str, subject: str) -> None:
    """Only words that name nothing of their own are given the subject before them."""
    assert left_out(text, text.index(words)) == subject


def test_a_figure_of_a_row_is_of_the_column_before_it() -> None:
    """The head of its column tells whether a figure was planned or reached."""
    heads = {ROW[slice(*window.span)]: column_of(ROW, window) for window in windows(ROW)}

    assert heads["增长12%"] == "2021年预期目标"
    assert heads["增长18%"] == "2021年完成情况"
