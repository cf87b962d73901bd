"""Four small reports of three places, whose figures can be compared."""

from pathlib import Path

from rag.index import Index
from rag.index.build import build
from tests.index.small_index import KeywordEncoder

REPORTS = {
    "qingshi-2024": (
        "青石区",
        2024,
        "2023年，地区生产总值增长5.7%。",
        "2024年，地区生产总值增长6%以上，城镇新增就业1.2万人。",
    ),
    "qingshi-2025": (
        "青石区",
        2025,
        "2024年，全区GDP增长5.4%，城镇新增就业1.3万人。",
        "2025年，地区生产总值增长5.5%左右。",
    ),
    "baishui-2025": (
        "白水县",
        2025,
        "2024年，地区生产总值增长6.1%，其中第三产业增长7%。",
        "2025年，居民收入与经济增长同步。",
    ),
    "nanhu-2025": ("南湖镇", 2025, "2024年，新建公园3处。", "2025年，新建公园5处。"),
}


def compared_index(folder: Path) -> Index:
    """Write the reports into a folder and index them."""
    for name, (region, year, review, plan) in REPORTS.items():
        (folder / f"{name}.md").write_text(
            f"---\nregion: {region}\nyear: {year}\ntitle: {year}年政府工作报告\n---\n\n"
            f"# {year}年政府工作报告\n\n## 一、{year - 1}年工作回顾\n\n{review}\n\n## 二、{year}年工作目标\n\n{plan}\n",
            "utf-8",
        )
    build([folder], folder / "index", KeywordEncoder())
    return Index.open(folder / "index")
