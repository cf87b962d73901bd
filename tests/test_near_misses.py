"""Near misses: a figure of another thing than the one asked for is declined, the thing itself is told."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build
from rag.sides import of_another_denominator, of_another_side, of_each_alone

QINGSHI = """青石区2024年政府工作报告
——2024年1月10日在青石区第八届人民代表大会第三次会议上
区长　顾南舟

一、2023年工作回顾
2023年，全区一般公共预算收入52.4亿元，增长6.1%。外贸出口38.6亿元，增长4.2%。建成区绿化覆盖率达到41.8%。
民生福祉持续增进。全年发放育儿补贴资金2400万元，城乡低保标准提高到每人每月980元。新建、改扩建学校9所，新增学位3200个。常住人口城镇化率达到71.5%，城镇新增就业1.2万人。
城市活力不断增强。全年接待游客86万人次，滨河栈道对游客开放，青云路延伸1.6公里。智能装备产业产值增长7.4%。规上工业中，“三强”产业增加值占比达到62.5%。区中医院搬入新址。
"""


@pytest.fixture(scope="module")
def qingshi(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report."""
    folder = tmp_path_factory.mktemp("near")
    (folder / "qingshi-2024.txt").write_text(QINGSHI, "utf-8")
    config = Config(index=folder / "index")
    build([folder / "qingshi-2024.txt"], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    "question",
    [
        "青石区2023年一般公共预算支出是多少？",
        "青石区2023年进口额是多少亿元？",
        "青石区2023年森林覆盖率是多少？",
        "青石区最低工资标准是每月多少？",
        "青石区育儿补贴每个孩子能领多少钱？",
        "青石区2023年新建了几家医院？",
        "青石区一共有多少常住人口？",
        "青石区的智能装备产业投了多少钱？",
        "青石区2023年规上工业增加值增长多少？",
        "滨河栈道有多长？",
        "青石区有没有提到人工智能？",
    ],
)
def test_a_figure_of_another_thing_does_not_answer(qingshi: Assistant, question: str) -> None:
    """A near miss is declined, however near it sounds."""
    assert qingshi.answer(question).declined


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青石区2023年一般公共预算收入是多少？", "52.4亿元"),
        ("青石区2023年出口了多少？", "38.6亿元"),
        ("青石区低保每人每月多少钱？", "980元"),
        ("青石区2023年发了多少育儿补贴？", "2400万元"),
        ("青石区2023年新建、改扩建了几所学校？", "9所"),
        ("青云路延伸了多长？", "1.6公里"),
    ],
)
def test_the_thing_itself_is_told(qingshi: Assistant, question: str, told: str) -> None:
    """What the report tells of the thing asked about is no near miss."""
    assert told in qingshi.answer(question).text


def test_what_each_gets_is_not_what_there_is() -> None:
    """每千人口, 人均 and 亩均 answer for nothing else, unless income or its like is asked for, which is told by the head."""
    assert of_another_denominator("有多少张床位", ["每千人口床位数达到6.8张"])
    assert of_another_denominator("公园绿地面积是多少", ["人均公园绿地面积14平方米"])
    assert of_another_denominator("村民人均增收多少", ["村民户均增收2300元"])
    assert of_another_denominator("能耗总量下降多少", ["万元gdp能耗下降3.2%"])
    assert not of_another_denominator("能耗下降多少", ["万元gdp能耗下降3.2%"])
    assert not of_another_denominator("居民收入是多少", ["居民人均可支配收入3.6万元"])
    assert not of_another_denominator("生产总值是多少", ["人均生产总值8万元", "地区生产总值420亿元"])


def test_a_side_is_told_from_the_others() -> None:
    """Sides exclude each other; words of both stand for either, and what has no sides for all."""
    assert of_another_side("进口额是多少", "外贸出口38亿元")
    assert of_another_side("外贸出口是多少", "外贸进出口总额90亿元")
    assert not of_another_side("农村居民收入是多少", "城乡居民人均可支配收入分别增长4%、6%")
    assert not of_another_side("居民收入是多少", "城镇居民人均可支配收入32000元")
    assert of_each_alone("一共发放补贴多少亿元", "每人每月补贴300元")
    assert of_another_side("pm2.5平均浓度是多少", "空气质量综合指数同比改善5.7%")
    assert of_another_side("境外游客多少人次", "接待游客28万人次")
    assert of_another_side("大桥过一趟收多少钱", "大桥总投资3亿元")
    assert of_another_side("每亩补贴多少元", "发放补贴300万元")
    assert not of_another_side("每亩补贴多少元", "按每亩120元补贴")
