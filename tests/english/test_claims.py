"""What an English question claims: ranks, grades and ordinals in Chinese, figures in base units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rag.english.claims import claimed_figures, claims, counted_in_english, spelled_out


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Did Qingshi enter the county's top three?", "全县前3"),
        ("Is the lake still Class IV?", "IV类"),
        ("Did it rank second in the country?", "全国第2位"),
        ("Was it the 9th Winter Fair?", "第9届"),
        ("Did the zone win first prize?", "一等"),
        ("Is it among the top 100 districts?", ""),
    ],
)
def test_what_turns_an_answer_round_is_put_into_chinese(question: str, said: str) -> None:
    """The top hundred are the name of a list and no rank."""
    assert claims(question) == said


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Did it exceed 50 million passengers?", 50_000_000),
        ("Has life expectancy reached 80?", 80),
        ("Did output reach 45,000 in 2019?", 45_000),
        ("Did it complete 13 projects in 2024?", 13),
    ],
)
def test_a_bare_count_is_a_claimed_figure_and_a_year_is_none(question: str, value: int) -> None:
    """Of what is counted, the words around it tell."""
    assert [figure.value for figure in claimed_figures(question)] == [Decimal(value)]


def test_ordinals_of_events_lines_and_lengths_lead_to_how_reports_write_them() -> None:
    """No list of words could hold them all."""
    found = [one.terms for one in spelled_out("How long is line 9, begun before the 9th Fair?")]
    assert found == [("全长", "总长", "长度"), ("9号线",), ("第9届", "第九届")]


def test_the_number_of_things_wanted_is_read() -> None:
    """Where a question says how many."""
    assert [counted_in_english(f"Which {what} lead?") for what in ("three industries", "industries")] == [3, 0]
