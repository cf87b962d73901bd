"""The second half of a question, and yes or no from what falls or is only planned, on one invented report."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build

LUSHAN = """芦杉县2026年政府工作报告
——2026年1月14日在芦杉县第九届人民代表大会第五次会议上
芦杉县县长　祁远舟

一、2025年工作回顾
地区生产总值增长5.2%，粮食总产量36.4万吨，城镇新增就业2100人。
规上工业增加值增长7.1%，高于全国1.2个百分点；服务业增加值增长7.9%，高于全国0.4个百分点。
粮食总产再创新高，连续五年位居全市首位，增量1.3万吨。
新增中小学学位850个。学位未达预期，是因为芦东学校施工中遇到溶洞，停工四个月。
接待游客数量和游客总花费分别增长9.3%、12.5%，其中，入境游客数量和花费分别增长31.6%、35.2%。
涉企行政检查数量下降53%。五年来人均预期寿命提高1岁以上。

二、“十五五”时期主要目标
未来五年，常住人口城镇化率达到62%，风电和光伏装机占比达到48%，人均预期寿命提高到81.2岁。

三、2026年工作安排
抓好4条在建公路，今年建成芦北、杉河公路，公路里程突破900公里，2027年、2028年分别建成芦西、杉南公路。
"""


@pytest.fixture(scope="module")
def lushan(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report."""
    folder = tmp_path_factory.mktemp("lushan")
    (folder / "lushan-2026.txt").write_text(LUSHAN, "utf-8")
    config = Config(index=folder / "index")
    build([folder / "lushan-2026.txt"], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("2025年芦杉县粮食总产量是多少，比上一年增产多少？", ("36.4万吨", "1.3万吨"), ("2100人",)),
        ("2025年芦杉县城镇新增就业多少人，比上年多了多少？", ("2100人", "没有找到"), ("1.3万吨", "5.2%")),
        ("2025年芦杉县新增中小学学位多少个，没达到预期的原因是什么？", ("850个", "溶洞"), ()),
        ("“十五五”时期芦杉县常住人口城镇化率、风电和光伏装机占比分别要达到多少？", ("62%", "48%"), ("没有找到",)),
        ("去年来芦杉县的外国游客多了几成？", ("31.6%",), ()),
        (
            "2025年芦杉县规上工业和服务业，哪个的增加值增速领先全国更多？",
            ("规模以上工业增加值增速领先全国更多", "1.2个百分点", "0.4个百分点"),
            (),
        ),
        ("芦杉县今年要建成哪几条公路？", ("芦北、杉河",), ("芦西", "杉南")),
        ("芦杉县去年对企业的行政检查有没有砍掉一半以上？", ("是的", "53%"), ()),
        ("芦杉县去年对企业的行政检查有没有砍掉六成以上？", ("没有", "53%"), ("没有这个数",)),
        ("芦杉县人均预期寿命现在已经到81.2岁了吧？", ("没有，只有计划", "81.2岁"), ("1岁以上",)),
    ],
)
def test_both_halves_of_a_question_are_answered(
    lushan: Assistant, question: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    """Each half is told of its own thing and year, or said to be missing."""
    text = lushan.answer(question).text

    assert all(words in text for words in told), text
    assert not any(words in text for words in untold), text
