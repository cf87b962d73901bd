"""Answers in a terminal."""

import io

from rich.console import Console

from rag.records import Answer, Question
from rag.terminal import show_answer


def printed(text: str) -> str:
    """Give what a terminal 40 columns wide shows of an answer."""
    out = io.StringIO()
    show_answer(Answer(Question("问"), text, (), (), (), False, "extractive"), Console(file=out, width=40))
    return out.getvalue()


def test_a_table_is_drawn_with_lines():
    """Its cells stand under one another, without the signs of Markdown; what stands around it stays."""
    shown = printed(
        "增速：\n| 地区 | 结果 |\n| --- | --- |\n| 青石区 | 5.4%[1] |\n| 白水县 | 6.1%[2] | 多 |\n共查看4份报告。"
    )

    assert "│ 青石区 │ 5.4%[1] │" in shown
    assert "---" not in shown and "| " not in shown
    assert shown.startswith("增速：\n") and shown.endswith("共查看4份报告。\n")


def test_a_line_with_one_upright_is_text():
    """Only what begins and ends with one is a row."""
    assert printed("甲 | 乙[1]") == "甲 | 乙[1]\n"
