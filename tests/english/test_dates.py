from __future__ import annotations

import pytest

from rag.english.dates import dates
from rag.records import Context

CONTEXT = Context("青石区", 2025, "", (), (2024,), "achieved")


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("南湖路10月15日建成通车", ["October 15, 2024"]),
        ("南湖路于2019年6月28日通车", ["June 28, 2019"]),
        ("3月19日至20日举办交易会", ["March 19–20, 2024"]),
        ("去年5月投入运行", ["May 2024"]),
        ("今年10月通水", ["October 2025"]),
        ("6月底前搬迁12户", ["by the end of June 2024"]),
        ("上半年开工，力争2026年底通航", ["the first half of 2024", "the end of 2026"]),
        ("三季度投产", ["the third quarter of 2024"]),
        ("历时9年、用了3个月", []),
    ],
)
def test_a_date_is_said_with_its_year(text: str, english: list[str]) -> None:
    """The year is the one named, else that of the passage."""
    assert [date.english for date in dates(text, CONTEXT)] == english


def test_a_year_that_several_could_be_is_left_out() -> None:
    """A passage about five years does not tell in which of them June was."""
    context = Context("青石区", 2026, "", (), (2021, 2022, 2023, 2024, 2025), "achieved")
    assert [date.english for date in dates("6月28日通车", context)] == ["June 28"]
