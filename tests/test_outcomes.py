"""Yes and no about what became of plans, what rose or fell, halves and all, out of two invented reports of one place."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build
from rag.movement import movement, supposed

LANSHAN_2023 = """岚山区2023年政府工作报告
——2023年1月9日在岚山区第七届人民代表大会第三次会议上
区长　闻人青

各位代表：
现在，我代表区人民政府，向大会报告工作，请予审议。

一、2022年工作回顾
全年进出口总额87.2亿元，增长4.6%，城镇新增就业1.1万人。

二、2023年工作安排
坚持项目为王、实干为先，开工建设望湖大桥，年底前建成通车。新建绿道20公里，新增学位3600个。推动区水务集团信用评级提升至AA+。建成青云剧院。社会消费品零售总额增长6%。
"""
LANSHAN_2024 = """岚山区2024年政府工作报告
——2024年1月10日在岚山区第七届人民代表大会第四次会议上
区长　闻人青

各位代表：
现在，我代表区人民政府，向大会报告工作，请予审议。

一、2023年工作回顾
经济运行总体平稳。受外需收缩影响，外贸承压前行，进出口总额81.3亿元，下降6.8%。固定资产投资完成152亿元，不升反降2.1%。居民消费价格与上年持平。望湖大桥因汛期停工三个月，未能如期通车。绿道只建成14公里，少于计划的20公里。新增学位4100个，比承诺多出500个。区交投集团获评AA+，区水务集团仍为AA。建成区图书馆新馆。过夜游客占比不到三成，全年接待游客86万人次。新建公园两座，老旧小区改造开工率达到100%。省级督察反馈的15项问题，完成整改12项。高铁东站加快建设，南环路建成通车。区中医院创成二级甲等医院。

二、2024年工作安排
建成青云剧院。进出口总额增长3%。
"""


@pytest.fixture(scope="module")
def lanshan(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows two reports of one district."""
    folder = tmp_path_factory.mktemp("lanshan")
    files = [folder / "lanshan-2023.txt", folder / "lanshan-2024.txt"]
    for file, text in zip(files, (LANSHAN_2023, LANSHAN_2024), strict=True):
        file.write_text(text, "utf-8")
    config = Config(index=folder / "index")
    build(files, config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "begins", "told"),
    [
        ("岚山区2023年望湖大桥按计划通车了吗？", "没有", "未能如期通车"),
        ("岚山区2023年的绿道是不是按原定的20公里建完了？", "不是", "只建成14公里"),
        ("岚山区2023年新增的学位比承诺的多吗？", "是的", "比承诺多出500个"),
        ("岚山区水务集团2023年有没有像计划的那样拿到AA+评级？", "没有", "仍为AA"),
        ("岚山区的青云剧院按计划建成了吗？", "报告没有说完成情况", "青云剧院"),
        ("岚山区的外贸在2023年是不是往下掉的？", "是的", "下降6.8%"),
        ("岚山区2023年外贸涨了吗？", "没有", "下降6.8%"),
        ("岚山区2023年固定资产投资缩水了吗？", "是的", "不升反降2.1%"),
        ("岚山区2023年居民消费价格涨了吗？", "没有", "持平"),
        ("岚山区2023年过夜游客占到一半了吗？", "没有", "不到三成"),
        ("岚山区省级督察反馈的15项问题是不是全改完了？", "不是全部", "完成整改12项"),
        ("岚山区高铁东站2023年通车了吗？", "没有", "加快建设"),
        ("岚山区中医院是三级甲等医院吗？", "不是", "二级甲等"),
        ("岚山区2023年接待游客有没有过百万人次？", "没有", "86万人次"),
    ],
)
def test_a_verdict_rests_on_what_became_of_it(lanshan: Assistant, question: str, begins: str, told: str) -> None:
    """Not on the plan, nor on a clause that holds the topic alone."""
    text = lanshan.answer(question).text

    assert text.startswith(begins)
    assert told in text


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("进出口总额增长4.6%", 1),
        ("投资不升反降2.1%", -1),
        ("外贸由降转升", 1),
        ("规上工业增加值下降2%", -1),
        ("零售总额完成：-1.4%", -1),
        ("坚持粮价不上涨", 0),
        ("增长5.6%-6%", 1),
        ("建成区图书馆", 0),
    ],
)
def test_words_tell_which_way_something_moved(text: str, way: int) -> None:
    """Turns, minus signs and denials count; names that hold such a word do not."""
    assert movement(text) == way


@pytest.mark.parametrize(
    ("question", "way"),
    [
        ("外贸是不是往下掉的？", -1),
        ("粮价没涨吧？", -1),
        ("优良天数变多了吗？", 1),
        ("有没有下降？", -1),
        ("建成了吗？", 0),
    ],
)
def test_a_question_supposes_a_way(question: str, way: int) -> None:
    """In everyday words, and with a denial turned round."""
    assert supposed(question) == way
