"""The stamps in words: on the terminal, in Chinese and English."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from rag.records import Answer, Doubt, FigureCheck, Question
from rag.stamp.spoken import explained, symbol
from rag.terminal import show_answer

CHECKS = (
    FigureCheck("6.1%", (1,), "written"),
    FigureCheck("12,400人", (1,), "converted"),
    FigureCheck("0.9个百分点", (1, 2), "computed", computed_from=("6.1%", "5.2%")),
    FigureCheck("4.5%", (), "written", (Doubt("year", "2021年"), Doubt("stance", "目标"))),
    FigureCheck("7.7%", (), "missing"),
)
ANSWER = Answer(
    Question("问"), "答。", (), (), CHECKS, declined=False, backend="extractive", unsupported=("建成大桥。",)
)


def shown(answer: Answer) -> str:
    """Print an answer as to a wide terminal."""
    out = io.StringIO()
    show_answer(answer, Console(file=out, width=200))
    return out.getvalue()


def test_every_stamp_is_said_in_plain_words() -> None:
    """What is found, computed, doubtful or missing, and a sentence without proof."""
    text = shown(ANSWER)

    assert "✓ 6.1%  与引文一致\n" in text
    assert "✓ 12,400人  与引文一致，写法或单位不同" in text
    assert "= 0.9个百分点  由6.1%、5.2%算出" in text
    assert "⚠ 4.5%  引文说的是2021年；引文说的是目标" in text
    assert "⚠ 7.7%  引文中没有找到这个数字" in text
    assert "⚠ 没有引文支持：建成大桥。" in text


def test_an_english_question_has_english_stamps() -> None:
    """The check's own words are translated, the passage's stay."""
    text = shown(replace(ANSWER, question=Question("?", lang="en")))

    assert "⚠ 4.5%  the source speaks of another year: 2021年; the source gives it as a target" in text
    assert "⚠ no source supports this: 建成大桥。" in text


def test_a_citation_that_was_moved_is_told() -> None:
    """The sign is that of a figure found."""
    check = FigureCheck("6.1%", (2,), "written", moved=True)

    assert (symbol(check), explained(check, "zh")) == ("✓", "引用已改到写有这个数字的段落")
