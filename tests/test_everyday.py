"""Questions in the words of the street, on two invented reports of one town: what reports call it, how much, and whether it was done."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build
from rag.lexicon import lexicon
from rag.marks import MARK

NANHU_2024 = """南湖县2024年政府工作报告
——2024年1月12日在南湖县第九届人民代表大会第三次会议上
南湖县县长　许知远

一、2023年工作回顾
干部赴外地招商26次，签约项目31个。改善牧民居住条件870户，改造农村户厕1240座。
改造老旧小区7个，惠及居民2600户。安全生产事故起数、死亡人数分别下降8.4%、12.5%。接待游客46万人次、实现旅游收入3.2亿元。
农村自来水普及率由81.2%提高到93.4%。沿江公路建成通车，县城到市区的车程由两小时缩短为40分钟。

二、2024年重点工作
新增公办学位900个。云岭景区索道“五一”前投入运营。
"""
NANHU_2025 = """南湖县2025年政府工作报告
——2025年1月10日在南湖县第九届人民代表大会第四次会议上
南湖县县长　许知远

一、2024年工作回顾
三所学校如期投用，扩充公办学位1150个。新增城镇就业3120人。

二、2025年重点工作
新建养老机构2家。
"""


@pytest.fixture(scope="module")
def nanhu(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows two reports of one county."""
    folder = tmp_path_factory.mktemp("nanhu")
    for year, text in ((2024, NANHU_2024), (2025, NANHU_2025)):
        (folder / f"nanhu-{year}.txt").write_text(text, "utf-8")
    config = Config(index=folder / "index")
    build([folder / "nanhu-2024.txt", folder / "nanhu-2025.txt"], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("村里喝上自来水的人家占几成了？", "93.4%"),  # a rate that moved is a share
        ("从县城坐车到市区现在得多长时间？", "40分钟"),
        ("2023年跑出去拉投资跑了多少趟？", "26次"),  # 趟 is what reports count in 次
        ("2023年牧民家的茅厕改了多少座？", "1240座"),  # and not the households beside
        ("2023年出事故死的人少了多少？", "12.5%"),
        ("2023年来玩的人给县里撂下多少钱？", "3.2亿元"),  # no number of visitors
        ("2023年老房子翻新让多少人家沾光？", "2600户"),  # by its verb before the thing, and not how many estates
        ("云岭的缆车啥时候能坐上？", "“五一”前"),
        ("2024年学校多了多少个上学名额？", "1150个"),  # what was done, not what was promised
        ("2024年城里新找到工作的有多少人？", "3120人"),
    ],
)
def test_words_of_the_street_find_what_reports_write(nanhu: Assistant, question: str, told: str) -> None:
    """The answer holds the figure asked for."""
    assert told in MARK.sub("", nanhu.answer(question).text)


def test_a_thing_that_no_report_names_is_not_answered_with_another(nanhu: Assistant) -> None:
    """Reports have a name for what parents are paid; these never speak of it."""
    answer = nanhu.answer("2024年生娃补贴给多少钱？").text

    assert answer.startswith("报告中没有找到")


def test_what_a_saying_leads_to_leads_on_to_its_other_names() -> None:
    """城镇新增就业 is 新增城镇就业 in another report."""
    terms = {term for expansion in lexicon().expand("城里新找到工作的") for term in expansion.terms}

    assert {"城镇新增就业", "新增城镇就业"} <= terms
