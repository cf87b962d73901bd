"""Noun phrases in English: lists, names, and how many there are."""

from __future__ import annotations

import pytest

from rag.english.nouns import noun, proper, things


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (
            "低空经济、人工智能等未来产业",
            "industries of the future such as the low-altitude economy and artificial intelligence",
        ),
        ("城镇、农村居民", "urban and rural residents"),
        ("农村公路建设", "construction of rural roads"),
        ("青柏至云汐高速公路", "Qingbai–Yunxi expressway (青柏至云汐高速公路)"),
        ("地铁5号线青岚段", "Metro Line 5 (Qinglan section)"),
        ("第三届青岚夜话", ""),
    ],
)
def test_a_noun_phrase_is_said_where_each_part_is_known(text: str, english: str) -> None:
    """Lists keep their order, names their Chinese."""
    assert noun(text) == english


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("保障性租赁住房380套", "380 units of government-subsidized rental housing"),
        ("城中村6万户", "urban villages for 60,000 households"),
        ("市级公园、小学等3个项目", "3 projects including city-level parks and primary schools"),
        ("技能人才3万人次", ""),  # attendances, not people
        ("效率20%", ""),
    ],
)
def test_how_many_there_are_is_said_of_what_is_counted(text: str, english: str) -> None:
    """A unit that counts something else than what is named leaves the phrase in Chinese."""
    assert things(text) == english


@pytest.mark.parametrize("text", ["弘扬", "深度", "智慧安防社区", "海洋强省", "新进展"])
def test_common_words_are_no_names(text: str) -> None:
    """Only what a dictionary of places knows, or ends like a name, is written in Latin letters."""
    assert proper(text) == ""
