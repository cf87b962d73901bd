"""The things that a clause names beside each other, and where the first and the last of them end."""

from __future__ import annotations

import pytest

from rag.english.items import Items, items_of


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("长春、松原、白城入选首批试点", Items(("长春", "松原", "白城"), "…入选首批试点")),
        ("陶瓷、竹编、漆器三大产业产值分别增长3%、4%和5%", Items(("陶瓷", "竹编", "漆器"), "…三大产业产值")),
        ("青石湖、南湖被命名为湿地", None),
        ("陶瓷、竹编、漆器增长，青石、南湖、东岭入选", None),
    ],
)
def test_items_are_parted_where_one_clause_names_three_or_more(text: str, items: Items | None) -> None:
    """Which of two clauses names what is asked for is not clear."""
    assert items_of(text) == items
