from __future__ import annotations

from rag.reading.tables import is_row, rows
from rag.reading.traced import Traced


def sentences(*table: str) -> list[str]:
    return [row.text for row in rows([Traced.of(line, 0) for line in table])]


def test_each_figure_is_named_by_its_column() -> None:
    """A row becomes a sentence in which the words of the header stand before each cell."""
    assert sentences("| 指标 | 2021年完成 | 2022年目标 |", "| 出口 | 46.3亿元 | 增长15% |") == [
        "出口，2021年完成：46.3亿元；2022年目标：增长15%。"
    ]


def test_an_empty_cell_does_not_shift_the_others() -> None:
    """A missing figure is passed over; the next still has the name of its own column."""
    assert sentences("| 指标 | 完成 | 目标 |", "| 出口 |  | 增长15% |") == ["出口，目标：增长15%。"]


def test_a_table_without_header_keeps_its_rows() -> None:
    """Where the first row holds figures there is no header."""
    assert sentences("| 出口 | 46.3亿元 |", "| 进口 | 12亿元 |") == ["出口，46.3亿元。", "进口，12亿元。"]


def test_a_column_that_counts_the_rows_is_left_out() -> None:
    """The name of a row stands in the column behind its number."""
    assert sentences(
        "| 序号 | 实事项目 | 计划 | 完成 |", "| 1 | 新建社区食堂 | 15家 | 16家 |", "| 2 | 改造老旧小区 | 32个 | 30个 |"
    ) == ["新建社区食堂，计划：15家；完成：16家。", "改造老旧小区，计划：32个；完成：30个。"]


def test_rows_are_cells_between_bars_or_tabs() -> None:
    """Three cells between tabs are a row; an indented line or a name behind a tab is none."""
    assert is_row("| 出口 | 46.3亿元 |")
    assert is_row("出口\t46.3亿元\t增长15%")
    assert not is_row("\t\t新建学校六所。")
    assert not is_row("县长\t段清")


def test_places_in_the_file_are_kept() -> None:
    """Header and cells point to where they stand in the file."""
    text = "| 指标 | 目标 |\n| 出口 | 增长 |"
    header, row = text.split("\n")

    [sentence] = rows([Traced.of(header, 0), Traced.of(row, len(header) + 1)])

    assert [text[i] for i, c in zip(sentence.origins, sentence.text, strict=True) if c not in "，：。"] == list(
        "出口目标增长"
    )
