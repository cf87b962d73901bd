"""Yes or no about two invented reports: whose a figure is, by what measure, by when, of how many, and what became of a plan."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build

BAISHUI_2023 = """白水县2023年政府工作报告
——2023年1月12日在白水县第九届人民代表大会第二次会议上
县长　程晚舟

一、2022年工作回顾
2022年，一般公共预算收入21.4亿元，剔除减税因素增长5.2%，自然口径下降2.3%。
新增规上工业企业6户、省级农业龙头企业2户。外贸进出口38.6亿元，下降3.4%，其中出口29.1亿元、增长2.6%。
上年承诺的12件惠民实事，11件按期办结。

二、2023年工作安排
启动西岭门站扩建，日供气能力由3万方提高到5万方，2024年6月通气。
"""
BAISHUI_2024 = """白水县2024年政府工作报告
——2024年1月15日在白水县第九届人民代表大会第三次会议上
县长　程晚舟

一、2023年工作回顾
西岭门站扩建受管材到货影响延期，通气日期由原定今年6月推后到10月。
云渡大桥因河床流沙，桩基返工两次，没能赶在年底前通车。
县图书馆新馆5月20日开馆。暴雨冲毁水渠4条，没有伤亡；12月初水渠已全部修好。

二、2024年工作安排
整顿矿山秩序，小煤窑全部清零。
提速建设青石水库，开工青渡高铁，建成白青高速。
"""


@pytest.fixture(scope="module")
def baishui(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows two reports."""
    folder = tmp_path_factory.mktemp("baishui")
    for name, text in (("baishui-2023", BAISHUI_2023), ("baishui-2024", BAISHUI_2024)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    config = Config(index=folder / "index")
    build(sorted(folder.glob("*.txt")), config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("白水县2022年新增省级农业龙头企业6户，对吗？", "不是"),
        ("白水县2022年新增规上工业企业6户，对吗？", "是的"),
        ("2022年白水县一般公共预算收入按自然口径算是增长的吗？", "不是"),
        ("2022年白水县一般公共预算收入剔除减税因素后是增长的吗？", "是的"),
        ("白水县2022年出口是增长的吗？", "是的"),
        ("白水县2022年承诺的12件惠民实事，全都按时办完了吧？", "不是全部"),
        ("西岭门站扩建2024年6月能通气吗？", "不是"),
        ("云渡大桥2023年底通车了吗？", "没有"),
        ("云渡大桥没能在2023年底通车，对吗？", "是的"),
        ("白水县图书馆新馆是不是赶在2023年4月底前开馆的？", "不是"),
        ("2023年暴雨冲毁的水渠，白水县都修好了没？", "是的"),
        ("青石水库是不是2024年就能建成？", "没有这样说"),
        ("白水县2024年是打算把小煤窑全部清掉吗？", "是的"),
    ],
)
def test_the_verdict_is_that_of_what_is_told(baishui: Assistant, question: str, verdict: str) -> None:
    """A figure of another thing, measure, date or plan affirms nothing."""
    assert baishui.answer(question).text.startswith(f"{verdict}。")
