"""The table of the comparison view, as HTML."""

import re
from pathlib import Path

import pytest

from rag.compare import compare, differing
from rag.index import Index
from rag.index.build import build
from tests.figures.compared import compared_index
from tests.index.small_index import KeywordEncoder
from ui.compared import differences, shown, sources, unknown
from ui.texts import EN, ZH


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Four small reports of three places."""
    return compared_index(tmp_path_factory.mktemp("compared"))


def rows(html: str) -> list[list[str]]:
    """Give the cells of a table as a person sees them."""
    plain = re.sub(r'<span class="bg-unseen">[^<]*</span>', "", html).replace("\u2060", "")
    lines = re.findall(r"<tr>(.*?)</tr>", plain)
    return [[re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[dh].*?</t[dh]>", line)] for line in lines]


def test_places_stand_in_rows_and_years_in_columns(reports: Index) -> None:
    """Target and result apart, every figure with its mark; an empty cell says so; what is computed says that."""
    drawn = shown(compare(reports, "GDP增速"), reports, ZH)

    assert rows(drawn) == [
        ["地区", "2023", "2024", "2025"],
        ["结果", "目标", "结果", "结果减目标（计算）", "目标"],
        ["白水县", "未提", "未提", "6.1%[1]", "", "未提"],
        ["青石区", "5.7%[2]", "6%以上[3]", "5.4%[4]", "−0.6个百分点 未达到", "5.5%左右[5]"],
    ]
    assert 'colspan="3">2024</th>' in drawn
    assert "共查看4份报告，其中1份没有这项数据：南湖镇2025。" in drawn


def test_the_years_of_one_place_stand_in_rows(reports: Index) -> None:
    """In English with English words; figures stay as printed beside their English."""
    drawn = shown(compare(reports, "GDP增速", regions=["青石区"]), reports, EN)

    assert rows(drawn)[0] == ["Year", "Target", "Result", "Result − target (computed)"]
    assert rows(drawn)[2] == ["2024", "6% or more (6%以上)[2]", "5.4%[3]", "−0.6 percentage points missed"]


def test_a_place_or_year_that_was_chosen_is_never_left_out(reports: Index) -> None:
    """Where nothing is told of it, its cells are empty and say so."""
    found = compare(reports, "GDP增速", regions=["白水县", "南湖镇"], years=[2024, 2025])
    drawn = shown(found, reports, ZH, places=["白水县", "南湖镇"], years=[2024, 2025])

    assert rows(drawn) == [
        ["地区", "2024", "2025"],
        ["结果", "结果"],
        ["白水县", "6.1%[1]", "未提"],
        ["南湖镇", "未提", "未提"],
    ]


def test_every_mark_leads_to_the_card_of_its_sentence(reports: Index) -> None:
    """The sentence is marked, the figure stands out of it."""
    found = compare(reports, "城镇新增就业")
    table, cards = shown(found, reports, ZH), sources(found, reports, ZH)

    marks = re.findall(r'href="#(src-compare-\d+)"', table)
    assert marks == re.findall(r'<article class="bg-card" id="([^"]+)"', cards) == ["src-compare-1", "src-compare-2"]
    assert "<mark>2024年，地区生产总值增长6%以上，城镇新增就业<b>1.2万人</b>。</mark>" in cards
    assert re.findall(r'class="bg-back" href="#([^"]+)"', cards) == re.findall(r'id="(cite-compare-\d+)"', table)


def test_what_reports_tell_differently_is_drawn_with_both_sentences(tmp_path: Path) -> None:
    """Every name and sentence of a report is escaped, here and in the table, its files and its cards."""
    for name, jobs in (("a", "1.2万人"), ("b", "1.3万人")):
        (tmp_path / f"{name}.md").write_text(
            f"---\nregion: 青石区\nyear: 2025\ntitle: <i>{name}\n---\n\n# 报告\n\n## 2024年工作回顾\n\n"
            f"城镇新增就业{jobs}，<img src=x onerror=alert(1)></textarea>粮食总产量30万吨。\n",
            "utf-8",
        )
    build([tmp_path], tmp_path / "index", KeywordEncoder())
    index = Index.open(tmp_path / "index")
    found = compare(index, "城镇新增就业")
    drawn = differences(differing(index), index, ZH)

    assert re.findall(r"<mark>([^<]+)</mark>", drawn) == ["1.2万人", "1.3万人"]
    for html in (drawn, shown(found, index, ZH), sources(found, index, ZH)):
        assert "&lt;img" in html and "<img" not in html and "<i>" not in html
    assert ZH.none_differs in differences([], index, ZH)


def test_an_unknown_name_is_answered_with_names_that_sound_alike() -> None:
    """Each can be pressed; the name asked for is escaped."""
    drawn = unknown("<b>就业", ["城镇新增就业"], EN)

    assert "No report holds a figure of “&lt;b&gt;就业”." in drawn
    assert '<button type="button" class="bg-near" lang="zh-CN">城镇新增就业</button>' in drawn
