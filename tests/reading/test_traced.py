from __future__ import annotations

import re

from rag.reading.clean import close_up, repair
from rag.reading.traced import Traced


def cleaned(text: str, *, body: bool = True) -> str:
    return close_up(repair(Traced.of(text, 0)), body=body).text


def test_letters_keep_their_place_when_the_spaces_between_them_go() -> None:
    """Of 政 府 工 作 报 告 each letter still points to itself."""
    text = "政 府 工 作 报 告"

    traced = close_up(repair(Traced.of(text, 0)), body=False)

    assert traced.text == "政府工作报告"
    assert [text[origin] for origin in traced.origins] == list(traced.text)


def test_runs_begin_wherever_a_character_does_not_follow_its_neighbour() -> None:
    """Two pieces of a file give two runs and one span."""
    joined = Traced.joined([Traced.of("甲乙", 3), Traced.of("丙", 9)])

    assert joined.runs == ((0, 3), (2, 9))
    assert joined.span == (3, 10)


def test_nothing_has_the_empty_span() -> None:
    """An empty text stands nowhere."""
    assert Traced.of("  ", 4).strip().span == (0, 0)


def test_markup_goes_and_its_words_stay() -> None:
    """Marks of Markdown and HTML around words are left out."""
    assert cleaned("**PM<sub>2.5</sub>**平均浓度为[28](https://example.org/a)微克") == "PM2.5平均浓度为28微克"


def test_spaces_inside_numbers_and_beside_digits_go() -> None:
    """A scan sets spaces round numbers."""
    assert cleaned("完成投资 71 亿元，增长 5 .6 %。") == "完成投资71亿元，增长5.6%。"


def test_a_day_and_a_time_are_not_run_together() -> None:
    """The time behind a date is no part of its number."""
    assert "10 09:30" in cleaned("发布时间 2020-02-10 09:30")


def test_full_width_forms_become_half_width_and_half_width_marks_wide() -> None:
    """Digits are half-width, the punctuation of Chinese text full-width."""
    assert cleaned("增长７．８％,其中(含园区)新增１２家") == "增长7.8%，其中（含园区）新增12家"


def test_a_lost_comma_between_words_comes_back_in_running_text_only() -> None:
    """A space between two words stands for a comma in a paragraph, and for itself in a heading."""
    assert cleaned("扩大投资 促进消费") == "扩大投资，促进消费"
    assert cleaned("扩大投资 促进消费", body=False) == "扩大投资 促进消费"


def test_a_pattern_inside_another() -> None:
    """Only what stands inside the outer match is left out."""
    traced = Traced.of("a b (c d)", 0).without(re.compile(" "), inside=re.compile(r"\(.*\)"))

    assert traced.text == "a b (cd)"


def test_radicals_become_the_characters_they_look_like() -> None:
    """Fonts of PDF files name signs of a dictionary's index in place of characters, also where text was copied from one."""
    assert cleaned("⻘⽯区⼈⺠⽣活改善，⻓⼤⻔店开业") == "青石区人民生活改善，长大门店开业"
