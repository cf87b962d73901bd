"""Places, people, offices, sessions and dates in English."""

from __future__ import annotations

import pytest

from rag.english.proper import day, office, person, place, session


@pytest.mark.parametrize(
    ("region", "english"),
    [
        ("青石区", "Qingshi District (青石区)"),
        ("西安市", "Xi'an City (西安市)"),
        ("陕西省", "Shaanxi Province (陕西省)"),
        ("内蒙古自治区", "Inner Mongolia Autonomous Region (内蒙古自治区)"),
        ("", ""),
    ],
)
def test_a_place_is_written_with_its_level(region: str, english: str) -> None:
    """Readings that pinyin does not give are known."""
    assert place(region) == english


def test_a_name_of_a_person_has_its_surname_first() -> None:
    """Surnames of two characters and those read otherwise are known."""
    assert person("江远帆") == "Jiang Yuanfan (江远帆)"
    assert person("欧阳明") == "Ouyang Ming (欧阳明)"
    assert person("单小波") == "Shan Xiaobo (单小波)"


def test_offices_sessions_and_dates_are_written_out() -> None:
    """With the Chinese words; what is of another kind stays as printed."""
    assert office("青石区人民政府代理区长") == "Acting District Head (代理区长)"
    assert office("党组书记") == "党组书记"
    assert (
        session("青石区第十八届人民代表大会第四次会议")
        == "the 4th session of the 18th People's Congress (第十八届人民代表大会第四次会议)"
    )
    assert day("2023-01-07") == "January 7, 2023"
