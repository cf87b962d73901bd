"""How a place did in a year, several indicators at once, and what a quoted term is called."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.backends.english import EnglishPhrases
from rag.config import Config
from rag.index import Index
from rag.index.build import build

YUNHU = """云湖市2025年政府工作报告
——2025年1月9日在云湖市第六届人民代表大会第四次会议上
市长　温若溪

一、2024年工作回顾
2024年，全市地区生产总值512.6亿元、增长5.8%，一般公共预算收入31.2亿元、增长4.1%，居民人均可支配收入增长5.5%，城镇新增就业1.3万人。
推出“云湖1号”观光列车、“云湖2号”游船等产品，边贸货物运输“一单到底”新模式获评省级创新成果，聚焦“246”发展目标。
成功举办第五届云湖龙舟赛，我市选手奖牌数居全省第一。引进招商项目签约资金20亿元。60个市级重点产业项目完成投资88亿元。
文化旅游加快发展，游客越来越多。
五年来，地区生产总值年均增长6.3%，居民人均可支配收入增长31.5%。
我们也清醒认识到，发展还存在困难：一是产业结构偏重；二是财政收支矛盾突出。

二、2025年工作安排
主要预期目标是：地区生产总值增长5.5%左右，城镇新增就业1.2万人，城镇调查失业率控制在5.5%左右。
"""


@pytest.fixture(scope="module")
def yunhu(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows one report."""
    folder = tmp_path_factory.mktemp("yunhu")
    (folder / "yunhu-2025.txt").write_text(YUNHU, "utf-8")
    config = Config(index=folder / "index")
    build([folder / "yunhu-2025.txt"], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    "question", ["2024年云湖经济社会发展总体成绩怎么样？", "云湖去年干得怎么样？", "云湖2024年取得了哪些主要成绩？"]
)
def test_a_year_as_a_whole_is_told_by_its_main_indicators(yunhu: Assistant, question: str) -> None:
    """Amount and growth of each stand in one line with its passage; what the five years made is no part of it."""
    assert [line.rpartition("[")[0] or line for line in yunhu.answer(question).text.splitlines()] == [
        "云湖市2024年主要指标：",
        "- 地区生产总值512.6亿元，增长5.8%",
        "- 一般公共预算收入31.2亿元，增长4.1%",
        "- 居民人均可支配收入增长5.5%",
        "- 城镇新增就业1.3万人",
    ]


def test_a_year_as_a_whole_is_told_in_english(yunhu: Assistant) -> None:
    """The figures are said in English, those in 亿 and 万 as printed behind them."""
    text = yunhu.answer("How did Yunhu's economy do in 2024?").text
    assert "GDP came to 51.26 billion yuan and grew by 5.8% (512.6亿元)" in text
    assert "13,000 new urban jobs (1.3万人)" in text


@pytest.mark.parametrize("question", ["2024年云湖文化旅游成绩怎么样？", "云湖2025年主要指标的目标是什么？"])
def test_one_field_or_the_targets_are_not_the_year_as_a_whole(yunhu: Assistant, question: str) -> None:
    """What names more than the year is answered by that; troubles answer nothing but what asks for them."""
    text = yunhu.answer(question).text
    assert "512.6亿元" not in text and "收支矛盾" not in text


def test_two_targets_are_told_in_english(yunhu: Assistant) -> None:
    """Not as the list of all targets in Chinese."""
    text = yunhu.answer("What are Yunhu's 2025 targets for GDP growth and the surveyed urban unemployment rate?").text
    assert "GDP to grow by about 5.5%; surveyed urban unemployment rate to be kept at about 5.5%" in text
    assert len(text) <= len("Yunhu City (云湖市), ") + 120


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("云湖的“云湖1号”“云湖2号”分别是什么？", "“云湖1号”观光列车[1]。“云湖2号”游船[1]。"),
        ("云湖的“一单到底”是哪方面的新模式？", "边贸货物运输“一单到底”新模式"),
        ("云湖的“246”发展目标是什么意思？", "只是提到，没有解释"),
    ],
)
def test_a_term_that_nothing_explains_is_told_by_the_nouns_around_it(
    yunhu: Assistant, question: str, told: str
) -> None:
    """The nouns say what it is or what it is of; a kind that anything may be of says nothing."""
    assert told in yunhu.answer(question).text


@pytest.mark.parametrize("question", ["第五届云湖龙舟赛一共有多少名选手参赛？", "云湖去年招商引资新落地了多少个项目？"])
def test_only_the_thing_itself_is_counted(yunhu: Assistant, question: str) -> None:
    """A rank counts no people, and projects of another kind are not those asked for."""
    assert yunhu.answer(question).declined


def test_the_place_of_english_statements_is_said_once() -> None:
    """The year, and whether it is a target, stands at each."""
    said = [
        "Yunhu City (云湖市), 2025 target: a[1]. ",
        "Yunhu City (云湖市), 2025 target: b[1]. ",
        "Yunhu City (云湖市), 2024: c[2]. ",
    ]
    assert (
        "".join(EnglishPhrases().together(said))
        == "Yunhu City (云湖市), 2025 target: a[1]. 2025 target: b[1]. 2024: c[2]. "
    )
