"""Whether reports tell the same figure alike."""

from pathlib import Path

import pytest

from rag.index import Index
from rag.index.build import build
from rag.overview import overview
from rag.question import understand
from tests.index.small_index import KeywordEncoder

_REPORT = "---\nregion: 青石区\nyear: {year}\ntitle: {year}年政府工作报告\n---\n\n# {year}年政府工作报告\n\n## 一、工作回顾\n\n{text}\n"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Two reports that tell of 2023: its growth unlike, its new flats alike, its hospital beds once."""
    folder: Path = tmp_path_factory.mktemp("agreement")
    for year, text in (
        (2024, "2023年，地区生产总值增长5.7%，新建人才公寓300套，新增医院床位120张。"),
        (2025, "2023年，地区生产总值增长5.6%，新建人才公寓300套。"),
    ):
        (folder / f"q-{year}.md").write_text(_REPORT.format(year=year, text=text), "utf-8")
    build([folder], folder / "index", KeywordEncoder())
    return Index.open(folder / "index")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("各份报告对青石区2023年GDP增速的说法一致吗？", "各报告说法不同（这里不判断哪个准确）："),
        ("两份报告说的青石区2023年新建人才公寓数字一样吗？", "各报告说法一致："),
        ("两份报告说的青石区2023年新增医院床位数字一样吗？", "只有一份报告讲到，无从对照："),
        ("有没有哪个指标在不同报告里说法不一样？", "各报告说法不同（这里不判断哪个准确）："),
        ("Do the reports agree on GDP growth in 2023?", "The reports differ (which is right is not judged here):"),
    ],
)
def test_reports_are_held_against_each_other(question: str, said: str, index: Index) -> None:
    """They agree, differ, or one alone tells."""
    found = overview(understand(question, index.reports), index)

    assert found is not None
    assert found.text.splitlines()[0] == said


def test_each_figure_is_told_with_its_report(index: Index) -> None:
    """And with its citation."""
    found = overview(understand("各份报告对青石区2023年GDP增速的说法一致吗？", index.reports), index)

    assert found is not None
    assert found.text.splitlines()[1:] == [
        "- 青石区2024年报告：青石区2023年地区生产总值增长5.7%[1]",
        "- 青石区2025年报告：青石区2023年地区生产总值增长5.6%[2]",
    ]
