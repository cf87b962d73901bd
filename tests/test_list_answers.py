"""What is said where things are to be named: all of them, those about something, or only how many there are."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build

WORKS = (
    "改造建成年代较早的老旧小区60个",
    "治理早晚高峰容易拥堵的路口12处",
    "为2万名中小学生开展心理健康测评",
    "打造能看病吃饭的银发服务中心5个",
    "建成面向快递外卖小哥的驿站70个",
    "为100名残疾儿童提供康复救助",
    "为500名生活困难的患者免费提供药物",
    "为7万名城乡妇女免费开展“两癌”筛查",
    "建成全天开放的社区服务综合体20个",
    "提升10所学校和5家医院的周边环境",
    "实施山区农村供水提升工程50处",
    "在车站和商场布设急救设备70处",
    "新增主城区公共停车泊位3000个",
    "建成村村能用的电商服务站45个",
    "举办送到家门口的文艺演出200场",
    "为6000户家庭更换用旧的燃气软管",
    "开通连接园区和地铁的公交8条",
    "资助1200名困难家庭的大学新生",
    "新建城乡孩子都能去的图书角90个",
    "免费培训想要就业创业的群众5000人",
)
QINGLING_2025 = f"""青岭县2025年政府工作报告
——2025年1月16日在青岭县第七届人民代表大会第四次会议上
青岭县县长　陆知微

一、2024年工作回顾
全县地区生产总值增长5.3%。云锦纺织入选省级绿色工厂名单。青岭茶场荣获全国茶叶金奖。为群众办理民生好事8件。
县中医院入围全国基层医院百强。外贸进出口在对外需求下降两成的情况下增长12%。
二、2025年重点工作
续建东溪中学、西溪小学等5所学校，启动建设柳林小学、石门小学这2所。新建敬老院6处。推进青岭机场前期工作，力争岭安高铁建成通车。
遴选提出惠民实项25件。发放育儿补贴，入园保育费全部免除。
各位代表！今年我们将办好20件民生实事，包括：{"；".join(WORKS)}。我们将一件一件办好，让群众看得见、摸得着、得实惠。
"""


@pytest.fixture(scope="module")
def qingling(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report, whose long list is cut in two."""
    file = tmp_path_factory.mktemp("qingling") / "qingling-2025.txt"
    file.write_text(QINGLING_2025, "utf-8")
    config = Config(index=file.parent / "index")
    build([file], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


def test_a_list_goes_on_in_the_next_passage(qingling: Assistant) -> None:
    """Both passages are cited, and none of the items is missing."""
    answer = qingling.answer("青岭县2025年的20件民生实事都有什么？")
    assert answer.text.splitlines()[1:] == [f"• {work}" for work in WORKS]
    assert len(answer.citations) == 2


def test_of_a_list_those_about_something_are_given(qingling: Assistant) -> None:
    """They hold the word, or one that is like it; what is left out is said."""
    told = qingling.answer("青岭县2025年的20件民生实事里，跟老人有关的有哪些？").text.splitlines()
    assert "共20项" in told[0]
    assert told[1:] == [f"• {WORKS[3]}"]


def test_things_that_are_only_counted_are_said_to_be(qingling: Assistant) -> None:
    """Their number is told, and that they are not named; where the question knows the number, nothing is."""
    assert "25件[1]。报告只说了数量，没有逐项列出。" in qingling.answer("青岭县2025年提出了哪些惠民实项？").text
    assert qingling.answer("青岭县2025年那25件惠民实项逐条是什么？").declined


def test_honours_are_gathered_from_all_passages(qingling: Assistant) -> None:
    """A clause each, those of the level asked for."""
    told = qingling.answer("青岭县2024年获得了哪些国家级荣誉？").text
    assert told.splitlines()[1:] == ["• 青岭茶场荣获全国茶叶金奖", "• 县中医院入围全国基层医院百强"]


def test_more_of_the_same_is_told_with_it(qingling: Assistant) -> None:
    """The next clause names as many as it counts, and leaves their class to the one before."""
    told = qingling.answer("青岭县2025年计划新建几所学校？").text
    assert "5所学校" in told
    assert "这2所" in told


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("青岭县2025年会不会开工建机场？", "没有这样说。"),
        ("岭安高铁今年能通车吗？", "是的。"),
        ("青岭县2025年上幼儿园还要交保育费吗？", "不是。"),
        ("青岭县2024年的外贸进出口到底涨没涨？", "是的。"),
    ],
)
def test_a_verdict_goes_no_further_than_the_report(qingling: Assistant, question: str, verdict: str) -> None:
    """A plan is no work begun, what is free is not paid for, and under what a thing moved is not how it moved."""
    assert qingling.answer(question).text.startswith(verdict)
