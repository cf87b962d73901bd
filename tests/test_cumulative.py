"""What was done in all years up to now is told as such, and not as what one year did."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build

QINGSHI = """青石区2025年政府工作报告
——2025年1月8日在青石区第九届人民代表大会第四次会议上
区长　顾南舟

一、2024年工作回顾
城乡面貌持续改善。累计创建绿美村庄35个，累计建成口袋公园126处、绿道88公里。新建充电桩400个，累计建成2600个。打造精品街区6条，累计达到19条。
创新动能持续增强。高新技术企业总数达到312家，净增46家。
"""


@pytest.fixture(scope="module")
def qingshi(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report."""
    folder = tmp_path_factory.mktemp("cumulative")
    (folder / "qingshi-2025.txt").write_text(QINGSHI, "utf-8")
    config = Config(index=folder / "index")
    build([folder / "qingshi-2025.txt"], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("青石区2024年创建了多少个绿美村庄？", "累计创建绿美村庄35个", "\0"),
        ("青石区2024年建成口袋公园多少处？", "累计126处", "\0"),
        ("青石区2024年新建了多少充电桩？", "400个", "2600"),
        ("青石区2024年打造了几条精品街区？", "6条", "19"),
        ("青石区精品街区一共有多少条？", "累计达到19条", "\0"),
        ("青石区2024年净增高新技术企业多少家？", "46家", "312"),
    ],
)
def test_a_year_is_not_told_what_all_years_did(qingshi: Assistant, question: str, told: str, not_told: str) -> None:
    """The year's own figure goes before the one of all years, which is never told without 累计."""
    text = qingshi.answer(question).text
    assert told in text and not_told not in text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("青石区2024年创建了35个绿美村庄吗？", "报告讲的是累计数。"),
        ("青石区到2024年底累计创建了35个绿美村庄吗？", "是的。"),
        ("青石区2024年新建了2600个充电桩吗？", "没有。"),
        ("青石区2024年新建了400个充电桩吗？", "是的。"),
        ("青石区2024年净增了312家高新技术企业吗？", "没有。"),
        ("青石区2024年净增了46家高新技术企业吗？", "是的。"),
    ],
)
def test_a_sum_of_all_years_bears_out_nothing_about_one(qingshi: Assistant, question: str, verdict: str) -> None:
    """A figure told with 累计 or as the total confirms neither what a year did nor what was added."""
    assert qingshi.answer(question).text.startswith(verdict)
