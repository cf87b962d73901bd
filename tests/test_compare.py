"""Tables of one indicator through places and years."""

from decimal import Decimal
from pathlib import Path

import pytest

from rag import tables
from rag.compare import Comparison, NoFigures, asked_names, compare, differing
from rag.index import Index
from rag.index.build import build
from tests.figures.compared import compared_index
from tests.index.small_index import KeywordEncoder


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Four small reports of three places."""
    return compared_index(tmp_path_factory.mktemp("compare"))


def cells(comparison: Comparison) -> list[tuple[str, int, list[str], list[str]]]:
    """Give each row as texts."""
    return [
        (row.region, row.years[-1], [f.words for f in row.target], [f.words for f in row.result])
        for row in comparison.rows
    ]


def test_target_and_result_stand_apart_by_place_and_year(index: Index) -> None:
    """The target set in one report meets the result told in the next."""
    comparison = compare(index, "GDP增速")

    assert cells(comparison) == [
        ("白水县", 2024, [], ["6.1%"]),
        ("青石区", 2023, [], ["5.7%"]),
        ("青石区", 2024, ["6%以上"], ["5.4%"]),
        ("青石区", 2025, ["5.5%左右"], []),
    ]


def test_a_result_is_held_against_its_target(index: Index) -> None:
    """5.4 % after 以上 6 % is missed by 0.6 points; 1.3 after 1.2 is met; without both nothing is said."""
    growth = {row.years: row for row in compare(index, "地区生产总值").rows if row.region == "青石区"}
    jobs = {row.years: row for row in compare(index, "城镇新增就业").rows}

    assert (growth[(2024,)].met, str(growth[(2024,)].gap)) == (False, "-0.6")
    assert jobs[(2024,)].met is True
    assert growth[(2025,)].met is None


def test_every_report_is_looked_at_and_those_without_are_named(index: Index) -> None:
    """The remark counts what was covered and names what has no figure."""
    comparison = compare(index, "地区生产总值", years=[2025])

    assert len(comparison.covered) == 4
    assert {report.id for report in comparison.without} == {"qingshi-2024", "baishui-2025", "nanhu-2025"}
    assert "白水县2025" in tables.written(comparison, lambda _: 1).remarks[0]


def test_an_unknown_indicator_is_refused_with_names_that_sound_alike(index: Index) -> None:
    """Nothing is made up; what there is is offered."""
    with pytest.raises(NoFigures, match="城镇新增就业"):
        compare(index, "农民工就业")


def test_an_indicator_is_known_by_its_other_names(index: Index) -> None:
    """English, short and everyday names lead to the same rows; 增速 is no part of a name."""
    assert asked_names("GDP growth", index) == asked_names("经济增速", index) == ("地区生产总值",)


def test_a_written_table_has_a_citation_in_each_cell(index: Index) -> None:
    """Empty cells are said to be empty, differences are computed."""
    comparison = compare(index, "地区生产总值增速", regions=["青石区"])
    figures = list(comparison.figures)
    table = tables.written(comparison, lambda figure: figures.index(figure) + 1)

    assert table.header == ("地区", "年份", "目标", "结果", "结果减目标（计算）")
    assert table.rows[1] == ("青石区", "2024", "6%以上[2]", "5.4%[3]", "−0.6个百分点 · 未达到")
    assert table.rows[2][3:] == (tables.EMPTY, tables.EMPTY)
    assert "| 青石区 | 2024 | 6%以上[2] |" in tables.markdown(table)


def test_a_csv_row_is_a_figure_with_its_sentence(index: Index) -> None:
    """Values are plain numbers in base units, each beside its proof."""
    lines = tables.as_csv(compare(index, "城镇新增就业"), index.passage_of).splitlines()

    assert lines[1].startswith("城镇新增就业,青石区,2024,target,12000,,人,1.2万人,qingshi-2024,")
    assert lines[1].endswith("城镇新增就业1.2万人。")


def test_a_chart_joins_no_years_across_a_gap(tmp_path: Path) -> None:
    """Of a year between two others of which nothing is told, the line has a hole; markup of a document is text."""
    for year, growth in ((2022, "5.1%"), (2025, "5.4%")):
        (tmp_path / f"{year}.md").write_text(
            f"---\nregion: <b>青石区\nyear: {year}\n---\n\n# 报告\n\n## {year - 1}年工作回顾\n\n地区生产总值增长{growth}。\n",
            "utf-8",
        )
    build([tmp_path], tmp_path / "index", KeywordEncoder())
    (line,) = tables.chart(compare(Index.open(tmp_path / "index"), "地区生产总值")).data

    assert dict(zip(line.x, line.y, strict=True)) == {"2021": 5.1, "2022": None, "2023": None, "2024": 5.4}
    assert line.name == "&lt;b&gt;青石区 结果"


def test_a_difference_is_said_in_english_too() -> None:
    """Percentage points for shares; other units as printed, with all their digits."""
    assert tables.gap_words(Decimal("-0.6"), "%", "en") == "−0.6 percentage points"
    assert tables.gap_words(Decimal(12000), "人", "en") == "+12,000人"
    assert tables.gap_words(Decimal(12000), "人") == "+1.2万人"


def test_a_chart_draws_targets_and_results_with_chinese_labels(index: Index) -> None:
    """One line each; a year without a figure has no point."""
    drawn = tables.chart(compare(index, "地区生产总值增速"))

    lines = {trace.name: dict(zip(trace.x, trace.y, strict=True)) for trace in drawn.data}
    assert lines["青石区 结果"] == {"2023": 5.7, "2024": 5.4}
    assert lines["青石区 目标"] == {"2024": 6.0, "2025": 5.5}


def test_what_two_reports_tell_differently_is_found(tmp_path: Path) -> None:
    """The same indicator, place and year with unlike values is listed with both; equal ones are not."""
    for name, jobs in (("a", "1.2万人"), ("b", "1.3万人")):
        (tmp_path / f"{name}.md").write_text(
            f"---\nregion: 青石区\nyear: 2025\n---\n\n# 报告\n\n## 2024年工作回顾\n\n城镇新增就业{jobs}。粮食总产量30万吨。\n",
            "utf-8",
        )
    build([tmp_path], tmp_path / "index", KeywordEncoder())

    (row,) = differing(Index.open(tmp_path / "index"))

    assert [figure.words for figure in row.result] == ["1.2万人", "1.3万人"]
