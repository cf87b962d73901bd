"""Answers that hold one thing against another, out of an invented report: ranks, rivals, points, town and country."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build

SONGXI_2025 = """松溪市2025年政府工作报告
——2025年1月8日在松溪市第六届人民代表大会第四次会议上
市长　叶知秋

各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议。

一、2024年工作回顾
经济运行稳中向好。全市地区生产总值增长5.2%，快于2023年0.9个百分点。社会消费品零售总额增长4.8%，增幅高于全省0.6个百分点。固定资产投资增长3.1%。
乡村振兴取得新成效。茶叶总产量达到3.2万吨，稳居全省第4位。一百二十个行政村通了快递，松溪成为全省第二个举办竹文化节的县级市。
民生福祉持续改善。全体居民人均可支配收入增长5.9%，城乡居民人均可支配收入分别增长4.7%、6.4%。城镇新增就业1.35万人。

二、2025年工作安排
2025年主要预期目标是：地区生产总值增长5%左右，城镇新增就业1.2万人，全体居民人均可支配收入与经济增长同步。
"""


@pytest.fixture(scope="module")
def songxi(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report."""
    folder = tmp_path_factory.mktemp("songxi")
    (folder / "songxi-2025.txt").write_text(SONGXI_2025, "utf-8")
    config = Config(index=folder / "index")
    build([folder / "songxi-2025.txt"], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "begins", "told"),
    [
        ("松溪市2024年茶叶总产量进全省前三了吗？", "没有", "稳居全省第4位"),
        ("松溪市2024年茶叶总产量排进全省前五了吗？", "是的", "稳居全省第4位"),
        ("松溪是全省头一个举办竹文化节的县级市吗？", "不是", "全省第二个"),
        ("松溪市2024年社会消费品零售总额增速跑赢全省了吗？", "是的", "高于全省0.6个百分点"),
        ("松溪市2024年社会消费品零售总额增速低于全省吗？", "不是", "高于全省0.6个百分点"),
        ("松溪市2024年进出口总额增长比全省快吗？", "报告中没有找到", "进出口总额"),
        ("松溪市2024年固定资产投资增速高于全省吗？", "没有这样说", "固定资产投资增长3.1%"),
        ("松溪市2024年老百姓收入的涨幅有没有跑赢经济增速？", "是的", "高0.7个百分点（计算得出）"),
        ("松溪市今年居民收入的目标是要跑赢经济增速吗？", "不是", "与经济增长同步"),
        ("松溪市去年城镇居民收入增速比农村居民快吗？", "不是", "农村居民人均可支配收入增长6.4%"),
        ("Did Songxi's household income grow faster than the economy in 2024?", "Yes", "0.7 percentage points"),
        ("Did Songxi's retail sales grow faster than the provincial average in 2024?", "Yes", "高于全省0.6个百分点"),
    ],
)
def test_a_verdict_rests_on_the_clause_or_the_figures_that_decide(
    songxi: Assistant, question: str, begins: str, told: str
) -> None:
    """Ranks, the first of a kind, the country around, and another indicator."""
    text = songxi.answer(question).text

    assert text.startswith(begins)
    assert told in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("松溪市去年的经济增速比前一年提高了多少个百分点？", "快于2023年0.9个百分点"),
        ("松溪市去年城镇居民和农村居民的收入，谁涨得更快？各涨了多少？", "高1.7个百分点（计算得出）"),
        ("松溪市去年城镇居民收入增速快还是农村居民快？", "高1.7个百分点（计算得出）"),
        ("松溪市去年茶叶总产量在全省排第几？", "稳居全省第4位"),
        ("松溪市去年城乡居民收入分别增长多少？", "农村居民人均可支配收入增长6.4%"),
        ("松溪市去年城里人和农村人谁的收入涨得快？", "农村居民人均可支配收入增长更快"),
        ("松溪市今年的城镇新增就业目标，跟去年实际完成的数比怎么样？", "少1500人（计算得出）"),
        ("2024年松溪市GDP比2023年增长多少？", "2024年，松溪市地区生产总值增长5.2%"),
        ("松溪市去年GDP增长6.8%，主要靠什么？", "与提问所说不同"),
    ],
)
def test_both_sides_are_told_and_how_far_they_differ(songxi: Assistant, question: str, told: str) -> None:
    """Points for points, a figure for each side, and a premise that another figure corrects."""
    assert told in songxi.answer(question).text


def test_a_rate_is_no_answer_to_how_far_it_is_from_another(songxi: Assistant) -> None:
    """Where no clause tells the points, the answer declines."""
    assert songxi.answer("松溪市去年固定资产投资增速比前一年提高了多少个百分点？").declined
