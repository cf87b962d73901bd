"""What several years tell together, what a term stands for in full, and near misses of state and indicator."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build
from rag.opening import together
from rag.sides import of_another_state

NANYUN = """南云区2025年政府工作报告
——2025年1月9日在南云区第六届人民代表大会第四次会议上
区长　陆知行

一、2024年工作回顾
——这四年，产业结构不断优化。数字产业占规上工业比重从18.2%提高到26.7%，重点行业全部完成改造。
2024年，全年新建绿道12公里。万元地区生产总值能耗四年累计下降11.3%，提前完成任务。
中心城区新增停车位1900个。云岭大桥3月动工，全长1.8公里。南云龙舟赛重新开赛，12条龙舟下水。科技园二期投资6.4亿元。区中医院新院区设床位450张。社会消费品零售总额增长5.2%。
同时，我们也看到，老城区停车难没有根本缓解，车位缺口仍有2.1万个。

二、2025年工作安排
云岭大桥主体完工，2026年6月建成通车。试点“先试后买”，即企业先免费试用设备，满意后再签合同，不满意的由厂家收回。
深化“慢城三治”。在细治上下功夫，整治背街小巷40条。在智治上求突破，接入摄像头800路。在共治上聚合力，组建志愿队60支。

名词小释
夜谈会：干部晚上到村民院里听意见，当场能办的当场办，办不了的五天内答复。
"""


@pytest.fixture(scope="module")
def nanyun(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report."""
    folder = tmp_path_factory.mktemp("together")
    (folder / "nanyun-2025.txt").write_text(NANYUN, "utf-8")
    config = Config(index=folder / "index")
    build([folder / "nanyun-2025.txt"], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("“十四五”前四年南云区数字产业在规上工业里的占比怎么变的？", ["18.2%", "26.7%"]),
        ("“十四五”头四年南云区万元GDP能耗总共降了多少？", ["11.3%"]),
        ("南云区停车难，到底还缺多少个车位？", ["2.1万个"]),
        ("云岭大桥什么时候能走上？", ["2026年6月"]),
        ("南云区的“先试后买”是怎么个买法？", ["免费试用", "签合同", "收回"]),
        ("南云区的“慢城三治”是哪三治？", ["细治", "智治", "共治"]),
        ("南云区的“夜谈会”是搞什么的？", ["听意见", "五天内答复"]),
    ],
)
def test_what_is_asked_is_told_in_full(nanyun: Assistant, question: str, told: list[str]) -> None:
    """Years in any words meet years in any words; a term is unfolded to its end; what is lacking is no addition."""
    text = nanyun.answer(question).text

    assert all(one in text for one in told), text


@pytest.mark.parametrize(
    "question",
    [
        "南云区2024年固定资产投资增长百分之几？",
        "南云龙舟赛2024年哪个队拿了冠军？",
        "科技园一期总共花了多少钱？",
        "区中医院新院区一年接诊多少病人？",
        "“十四五”前四年南云区一共新建多少公里绿道？",
    ],
)
def test_a_neighbour_does_not_answer(nanyun: Assistant, question: str) -> None:
    """Another indicator, part or year is no answer."""
    assert nanyun.answer(question).declined


@pytest.mark.parametrize(
    ("asked", "told", "another"),
    [
        ("还缺多少车位", "新增车位300个", True),
        ("还缺多少车位", "车位缺口300个", False),
        ("还剩几家企业", "企业由29家整合为18家", False),
        ("how many households still have to sign", "已签约206户", True),
    ],
)
def test_what_is_lacking_or_left(asked: str, told: str, another: bool) -> None:
    """What was done does not tell what is left."""
    assert of_another_state(asked, told) == another


@pytest.mark.parametrize(
    ("text", "years"),
    [("四年累计修路80公里", (2020, 2021, 2022, 2023)), ("今后三年累计投资9亿元", ()), ("修路80公里", ())],
)
def test_years_that_a_clause_counts(text: str, years: tuple[int, ...]) -> None:
    """They end with the last year that its passage speaks of."""
    assert together(text, 2023) == years
