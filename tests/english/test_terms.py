"""Names of indicators in English: tables, composition, and what is not known."""

from __future__ import annotations

import pytest

from rag.english.terms import english_term, glossary, named
from rag.figures.indicators import names


def test_every_indicator_of_the_table_has_an_english_name() -> None:
    """An indicator added to one table is missed in the other."""
    assert [name for name in names() if not english_term(name)] == []


@pytest.mark.parametrize(
    ("term", "english"),
    [
        ("地区生产总值", "GDP"),
        ("新增城镇就业", "new urban jobs"),
        ("新改建农村公路", "rural roads built or rebuilt"),
        ("建成社区公园、幼儿园", "community parks and kindergartens completed"),
        ("餐饮业营业额", ""),
        ("市重点项目年度计划投资", "planned investment for the year in city key projects"),
        ("全社会研发经费支出占GDP比重", "R&D spending as a share of GDP"),
        ("新增市场主体总数", "total number of market entities"),
        ("改造老旧小区", "old residential communities renovated"),
        ("青石夜市摊位", ""),
    ],
)
def test_a_term_is_named_where_each_part_is_known(term: str, english: str) -> None:
    """What is put together keeps every part; one unknown part leaves the whole in Chinese."""
    assert english_term(term) == english


def test_a_name_without_english_stays_chinese() -> None:
    """In quotation marks, where a known one stands in brackets."""
    assert named("青石夜市") == "“青石夜市”"
    assert named("地区生产总值") == "GDP (地区生产总值)"


def test_a_text_is_explained_by_its_longest_known_terms() -> None:
    """Terms of two characters, which mean many things, explain nothing."""
    assert glossary("南湖镇扩大公益性岗位规模") == [("公益性岗位", "public-welfare jobs")]
