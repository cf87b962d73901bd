from __future__ import annotations

import pytest

from rag.periods import periods


def years(text: str, reference: int | None = 2025) -> list[tuple[int, int]]:
    """Give first and last year of each period that a text names."""
    return [(period.years[0], period.years[-1]) for period in periods(text, reference)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年", [(2024, 2024)]),
        ("2024年度", [(2024, 2024)]),
        ("2024 年", [(2024, 2024)]),
        ("2024石梁县", [(2024, 2024)]),
        ("2024张湾区", [(2024, 2024)]),
        ("GDP 2024?", [(2024, 2024)]),
        ("2017—2021年", [(2017, 2021)]),
        ("2017年至2021年", [(2017, 2021)]),
        ("2017-2021年", [(2017, 2021)]),
        ("到2035年", [(2035, 2035)]),
        ("二〇二四年", [(2024, 2024)]),
        ("二○二四年", [(2024, 2024)]),
        ("二零二四年", [(2024, 2024)]),
        ("二0二四年", [(2024, 2024)]),
        ("到二三五年", [(2035, 2035)]),
        ("一九八四年", [(1984, 1984)]),
        ("2023年和2024年", [(2023, 2023), (2024, 2024)]),
        ("24年石梁县", [(2024, 2024)]),
    ],
)
def test_years_by_number(text: str, found: list[tuple[int, int]]) -> None:
    """Years are read in digits, in Chinese numerals and as ranges."""
    assert years(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "2000亩",
        "1950个",
        "2024元",
        "2000余户",
        "1.2024",
        "20245",
        "12024",
        "2000张床位",
        "2000年代",
        "2010多人",
        "连续14年",
        "近百分之七五，",
    ],
)
def test_numbers_that_are_no_years(text: str) -> None:
    """A number with a unit behind it counts things."""
    assert years(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“一五”计划", [(1953, 1957)]),
        ("“二五”时期", [(1958, 1962)]),
        ("“三五”时期", [(1966, 1970)]),
        ("六五计划", [(1981, 1985)]),
        ("第七个五年计划", [(1986, 1990)]),
        ("“十五”时期", [(2001, 2005)]),
        ("“十三五”时期", [(2016, 2020)]),
        ("十四五", [(2021, 2025)]),
        ("“十四五”规划", [(2021, 2025)]),
        ("“十四五”末", [(2025, 2025)]),
        ("第十五个五年规划", [(2026, 2030)]),
        ("during the 13th Five-Year Plan period", [(2016, 2020)]),
        ("“十五五”开局之年", [(2026, 2030)]),
        ("全省第十五，", []),
        ("一五一十", []),
        ("八五折", []),
    ],
)
def test_five_year_plans(text: str, found: list[tuple[int, int]]) -> None:
    """The plans give their years, from the first to those to come; 第十五 is a rank."""
    assert years(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("今年", [(2025, 2025)]),
        ("去年", [(2024, 2024)]),
        ("前年", [(2023, 2023)]),
        ("明年", [(2026, 2026)]),
        ("上年", [(2024, 2024)]),
        ("过去一年", [(2024, 2024)]),
        ("过去的一年", [(2024, 2024)]),
        ("一年来", [(2024, 2024)]),
        ("新的一年", [(2025, 2025)]),
        ("过去五年", [(2020, 2024)]),
        ("过去的五年", [(2020, 2024)]),
        ("五年来", [(2020, 2024)]),
        ("近三年", [(2022, 2024)]),
        ("五年主要成就", [(2020, 2024)]),
        ("今后五年", [(2025, 2029)]),
        ("未来三年", [(2025, 2027)]),
        ("2024年暨过去五年", [(2024, 2024), (2020, 2024)]),
        ("三年行动", []),
    ],
)
def test_relative_words(text: str, found: list[tuple[int, int]]) -> None:
    """Relative words are counted from the year of the report: it reviews the years before and plans its own."""
    assert years(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“十三五”前四年", [(2016, 2019)]),
        ("“十三五”以来的四年", [(2016, 2019)]),
        ("“十四五”最后两年", [(2024, 2025)]),
        ("“十五五”头一年", [(2026, 2026)]),
        ("“十四五”期间", [(2021, 2025)]),
    ],
)
def test_years_of_a_plan_that_are_fewer_than_all(text: str, found: list[tuple[int, int]]) -> None:
    """The words behind the name of a plan may leave but some of its years."""
    assert years(text) == found


def test_without_a_reference_relative_words_stay_open() -> None:
    """今年 means nothing where the year of the report is not known; a number still does."""
    assert years("今年与2024年，过去五年", None) == [(2024, 2024)]


def test_where_a_period_stands_and_whether_it_is_relative() -> None:
    """Each period knows its words."""
    text = "去年和“十四五”时期"

    found = periods(text, 2025)

    assert [(text[slice(*period.span)], period.relative) for period in found] == [("去年", True), ("“十四五”", False)]


def test_nothing_names_nothing() -> None:
    """An empty text has no periods."""
    assert years("") == []


def test_a_year_ends_a_sentence() -> None:
    """A full stop behind a year is no decimal point."""
    assert [period.years for period in periods("in 2022. And 2023.5", None)] == [(2022,)]
