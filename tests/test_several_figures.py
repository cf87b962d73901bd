"""Figures asked for two at a time, in whatever measure word, and what the head of a report tells, on one invented report."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build

YUNHE_2025 = """云禾市2025年政府工作报告
——2025年1月15日在云禾市第八届人民代表大会第四次会议上
云禾市市长　方知秋

一、2024年工作回顾
2024年，全市地区生产总值920亿元、增长5.6%，第一、第三产业增加值分别增长3.4%、6.2%，城镇新增就业3.2万人。农村居民人均可支配收入增加1460元，货物进出口总额增长9.4%，其中出口增长11.2%，有进出口实绩的企业达到318家。
自觉接受人大监督和政协监督，提请市人大常委会审议法规草案7件，出台政府规章4部。办理人大代表建议186件、政协提案231件。
发射遥感卫星6颗，开行果蔬班列48列。开工改造老旧小区95个，惠及居民1.8万户。发放惠企资金2亿元，惠及企业2600家。
新增经营主体2.1万户，总量达到15.4万户，其中企业6.3万户。云禾大道修通，全长12公里，投资3.4亿元。粮食产量42亿斤，居全省第3位。

二、2025年目标任务和重点工作
2025年主要预期目标是：地区生产总值增长5.5%左右，城镇新增就业3万人以上。
智算中心算力规模突破2万P。为既有住宅加装电梯120部，新建公路安全生命防护工程260公里。
"""


@pytest.fixture(scope="module")
def yunhe(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report."""
    file = tmp_path_factory.mktemp("yunhe") / "yunhe-2025.txt"
    file.write_text(YUNHE_2025, "utf-8")
    config = Config(index=file.parent / "index")
    build([file], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("云禾市2024年提请市人大常委会审议了多少件法规草案，又出台了几部规章？", ("7件", "4部")),
        ("云禾市2024年办理了人大代表建议和政协提案各多少件？", ("186件", "231件")),
        ("云禾市2024年办了多少件人大代表建议和政协提案？", ("186件", "231件")),
        ("云禾市2024年第一产业和第三产业增加值各增长多少？", ("3.4%", "6.2%")),
        ("云禾市2024年进出口总额和出口各涨了几个百分点？", ("9.4%", "11.2%")),
        ("云禾市2025年GDP增长目标和城镇新增就业目标各是多少？", ("5.5%", "3万人")),
        ("云禾市2024年GDP是多少，增速怎样？", ("920亿元", "5.6%")),
        ("How much did Yunhe's foreign trade grow in 2024, and how many firms traded abroad?", ("9.4%", "318")),
        ("How many old neighbourhoods did Yunhe renovate, benefiting how many households?", ("95", "1.8万户")),
        ("How many market entities does Yunhe have, and how many of them are enterprises?", ("154,000", "6.3万户")),
        ("How long is Yunhe Avenue and how much did it cost?", ("12公里", "3.4亿元")),
        ("How much did Yunhe's grain output come to, and where does it rank?", ("42亿斤", "第3位")),
    ],
)
def test_two_figures_are_both_told(yunhe: Assistant, question: str, told: tuple[str, ...]) -> None:
    """From one clause or from several, and though deputies are named, which is no question about the head."""
    text = yunhe.answer(question).text

    assert all(figure in text for figure in told)
    assert "没有找到" not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("云禾市今年要新添多少个工作岗位？", "3万人"),
        ("云禾市去年农民的收入多了多少钱？", "增加1460元"),
        ("云禾市今年算力规模要做到多大？", "2万P"),
        ("云禾市去年发射了几颗卫星？", "6颗"),
        ("云禾市去年果蔬班列开了多少趟？", "48列"),
        ("云禾市去年翻新的破旧小区有多少个？", "95个"),
        ("云禾市今年给老楼装电梯，要装多少部？", "120部"),
        ("云禾市今年路边护栏要装多长？", "260公里"),
    ],
)
def test_everyday_words_and_measure_words_find_the_figure(yunhe: Assistant, question: str, told: str) -> None:
    """岗位 are told in 人, a rise of income in 元, what is reached in a unit no list holds; and 老楼 is 既有住宅."""
    assert told in yunhe.answer(question).text


@pytest.mark.parametrize(
    "question",
    ["方知秋市长是哪一天向市人代会作报告的？", "云禾市政府工作报告几月几号作的？", "云禾市这份报告哪天作的？"],
)
def test_the_day_of_a_report_is_told_however_it_is_asked(yunhe: Assistant, question: str) -> None:
    """The head of the report tells it."""
    assert "2025年1月15日" in yunhe.answer(question).text
