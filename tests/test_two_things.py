"""Two things, or two years, held against each other: the verdict first, and no figure of anything else."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build

XIWAN = {
    2024: """溪湾县2024年政府工作报告
——2024年1月9日在溪湾县第八届人民代表大会第三次会议上
县长　莫清远

一、2023年工作回顾
固定资产投资增长8.2%，社会消费品零售总额增长7.4%。

二、2024年工作安排
主要预期目标是：固定资产投资增长7%，社会消费品零售总额增长6%。新增公共停车位3000个、公共充电桩1200个。
""",
    2025: """溪湾县2025年政府工作报告
——2025年1月8日在溪湾县第八届人民代表大会第四次会议上
县长　莫清远

一、2024年工作回顾
受房地产开发投资下降12.5%拖累，固定资产投资完成96.8亿元，不升反降3.1%；社会消费品零售总额增长5.6%。
竹器产业集群达到49亿元、增长12.9%，茶饮产业达到31亿元、增长10.4%。
外贸出口增长8.7%，进口增长6.9%。公共停车位新增3240个，公共充电桩新建1386个。

二、2025年工作安排
主要预期目标是：固定资产投资增长4%，社会消费品零售总额增长5.5%。
""",
}


@pytest.fixture(scope="module")
def xiwan(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows two reports of one place."""
    folder = tmp_path_factory.mktemp("xiwan")
    for year, text in XIWAN.items():
        (folder / f"xiwan-{year}.txt").write_text(text, "utf-8")
    config = Config(index=folder / "index")
    build([folder], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "verdict", "figures", "difference"),
    [
        ("2024年溪湾竹器跟茶饮两个产业谁涨得更猛，各是多少？", "竹器", ("12.9%", "10.4%"), "高2.5个百分点"),
        ("溪湾县2024年新增公共停车位和公共充电桩哪个多？", "停车位更多：", ("3240个", "1386个"), "多1854个"),
        ("溪湾县2024年出口和进口哪个增长快？", "出口", ("8.7%", "6.9%"), "高1.8个百分点"),
        ("溪湾县2023年和2024年社会消费品零售总额哪年增得快？", "2023年更快：", ("7.4%", "5.6%"), "高1.8个百分点"),
        ("溪湾县2023年和2024年固定资产投资增速哪年高？", "2023年更高：", ("8.2%", "不升反降3.1%"), "高11.3个百分点"),
        ("In Xiwan, which grew faster in 2024: imports or exports?", "Faster for", ("8.7%", "6.9%"), "1.8 percentage"),
    ],
)
def test_two_are_told_with_their_verdict_and_nothing_else(
    xiwan: Assistant, question: str, verdict: str, figures: tuple[str, str], difference: str
) -> None:
    """No target beside what was reached, and no figure of a third thing."""
    first, one, other, last = xiwan.answer(question).text.splitlines()

    assert first.startswith(verdict)
    assert all(figure in one + other for figure in figures)
    assert difference in last
    assert "目标" not in one + other


def test_the_one_that_is_not_told_is_named(xiwan: Assistant) -> None:
    """A figure of the other alone would be half an answer, and that of a third thing none."""
    text = xiwan.answer("溪湾县2024年社会消费品零售总额增速和一般公共预算收入增速哪个高？").text

    assert "社会消费品零售总额增长5.6%" in text
    assert "没有找到" in text
    assert "一般公共预算收入" in text
    assert "更高" not in text
