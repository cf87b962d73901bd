"""Questions that leave what they ask about to the one before, and what is asked for besides, on one invented report."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build

XIHE = """溪禾区{year}年政府工作报告
——{year}年1月12日在溪禾区第五届人民代表大会第{session}次会议上
溪禾区区长　许听泉

一、{before}年工作回顾
{done}

二、{year}年工作安排
{plan}
"""
DONE_2023 = """2023年，全区地区生产总值310亿元、增长6.1%。溪禾剧院主体封顶。新增文化驿站6座。
区残疾人康复中心投入使用，设床位90张。接待游客210万人次，旅游收入18亿元，分别增长12.5%、16.3%。
溪谷创业园入驻企业210家，各类服务机构35家，基金规模达3亿元。"""
PLAN_2024 = """今年主要预期目标是：地区生产总值增长6%左右，粮食产量4.2万吨以上。
溪禾剧院总投资2.6亿元，力争9月底投用，设座位1200个；月塘路全长3.4公里，总投资0.8亿元。"""
DONE_2024 = """2024年，全区地区生产总值329亿元、增长5.7%，粮食产量4.35万吨、增长2.1%。溪禾剧院8月16日正式投用，设座位1260个。
文化驿站新增9座，总数达到31座。提高低保标准，农村低保由每人每年6200元提高到6800元。"""
PLAN_2025 = """今年主要预期目标是：地区生产总值增长5.5%左右。新建区老年医院，设床位300张，11月启用。新增文化驿站5座。
财政收入增长5%，达到28.6亿元。打通断头路4条，新增停车泊位900个。建一座年产600吨的酱菜厂，投资1800万元。"""


@pytest.fixture(scope="module")
def xihe(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows two reports of one place."""
    folder = tmp_path_factory.mktemp("xihe")
    for year, session, done, plan in ((2024, "三", DONE_2023, PLAN_2024), (2025, "四", DONE_2024, PLAN_2025)):
        text = XIHE.format(year=year, before=year - 1, session=session, done=done, plan=plan)
        (folder / f"xihe-{year}.txt").write_text(text, "utf-8")
    config = Config(index=folder / "index")
    build(sorted(folder.glob("*.txt")), config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("溪禾区2025年财政收入的增幅和总额目标各是多少？", ("5%", "28.6亿元"), ("没有找到",)),
        ("溪禾区2025年计划打通几条断头路、增加多少停车位？", ("4条", "900个"), ("没有找到",)),
        ("溪禾区2025年要建的酱菜厂，投资和年产量分别是多少？", ("1800万元", "600吨"), ("没有找到", "4.35万吨")),
        ("溪禾区GDP增速，2024年目标和最后结果分别是多少？", ("6%左右", "5.7%"), ("没有找到",)),
        (
            "溪禾区GDP从2023年到2024年是怎么变的？总量和增速都要。",
            ("310亿元", "6.1%", "329亿元", "5.7%"),
            ("没有找到",),
        ),
        ("溪谷创业园入驻了多少家企业，园里的基金有多大规模？", ("210家", "3亿元"), ("没有找到",)),
        ("月塘路的全长和宽度分别是多少？", ("3.4公里", "没有找到"), ("2.6亿元",)),
        ("溪禾区2024年新增文化驿站和总数各多少座？", ("9座", "31座"), ("没有找到",)),
        ("区老年医院什么时候启用？有多少张床位？", ("11月", "300张"), ("90张",)),
        ("月塘路有多长，总投资多少？", ("3.4公里", "0.8亿元"), ("2.6亿元",)),
        ("溪禾剧院是哪天投用的？", ("8月16日",), ("9月底",)),
        ("溪禾区2024年GDP总量和增速各是多少？", ("329亿元", "5.7%"), ("6%左右",)),
        ("溪禾区粮食2024年定的产量是多少，年底的成绩单是多少？", ("4.2万吨以上", "4.35万吨"), ("没有找到",)),
        ("溪禾区GDP增速2024年目标、2024年实际、2025年目标依次是多少？", ("6%左右", "5.7%", "5.5%左右"), ()),
        ("溪禾区2023年旅游收入多少，比上年涨还是跌、幅度多少？", ("接待游客", "18亿元", "16.3%"), ()),
        ("溪禾区2024年一共有多少座文化驿站？", ("31座",), ("没有找到",)),
        ("咱溪禾区农村吃低保的，现在一年能领多少钱？", ("6800元",), ("没有找到",)),
    ],
)
def test_each_question_is_answered_of_its_own_thing(
    xihe: Assistant, question: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    """What is counted of a thing comes from where that is told; a result goes before a plan, a total before what was added."""
    text = xihe.answer(question).text

    assert all(words in text for words in told)
    assert not any(words in text for words in untold)
