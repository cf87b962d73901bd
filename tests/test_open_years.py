"""Answers about years that a question leaves open, names in turn, or asks the outcome of, on two invented reports of one place."""

from __future__ import annotations

import pytest

from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.index import Index
from rag.index.build import build

REPORTS = {
    "luoxi-2022": """罗溪县2022年政府工作报告
——2022年1月12日在罗溪县第九届人民代表大会第一次会议上
罗溪县县长　宋知远

一、2021年工作回顾
2021年，全县地区生产总值增长6.1%。建成社区食堂9处，新增停车泊位800个，引进亿元以上项目12个，引进重点项目30个。
从2017年到2021年，全县财政总收入由8.2亿元增加到12.6亿元，农民人均可支配收入由11200元增加到17900元。

二、2022年目标任务
2022年主要预期目标是：地区生产总值增长7%以上，空气质量优良率达到72%，实行烟花爆竹全域禁放。
新建社区食堂12处。围绕群众所盼，经广泛征集，遴选出11件民生实事候选项目，提请代表审议票决，并抓好落实。
""",
    "luoxi-2024": """罗溪县2024年政府工作报告
——2024年1月10日在罗溪县第九届人民代表大会第三次会议上
罗溪县县长　宋知远

一、2023年工作回顾
2023年，全县地区生产总值增长5.2%。社区食堂建成31处，新增停车泊位1200个，新引进亿元以上项目17个。

二、2024年目标任务
2024年主要预期目标是：地区生产总值增长5.5%左右。社区食堂再建6处。
县政府广泛征集遴选了14件民生实事候选项目，请各位代表审议票决，确保把好事办好。
""",
}


@pytest.fixture(scope="module")
def luoxi(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Give an assistant that knows both reports."""
    folder = tmp_path_factory.mktemp("luoxi")
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    config = Config(index=folder / "index")
    build([folder], config.index, load(config.encoder))
    return Assistant(Index.open(config.index), config)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("罗溪县民生实事候选项目有几件？", ("11件", "14件"), ()),
        ("罗溪县引进亿元以上项目多少个？", ("12个", "17个"), ("30个",)),
    ],
)
def test_every_report_is_heard_where_the_year_is_open(
    luoxi: Assistant, question: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    """What is put to the vote is told, though that is said with ceremony; a project of another size is not."""
    text = luoxi.answer(question).text

    assert all(figure in text for figure in told)
    assert not any(figure in text for figure in untold)


def test_one_thing_asked_of_years_in_turn_is_kept(luoxi: Assistant) -> None:
    """Each year by its own stance, and no refusal of words that only ask again."""
    text = luoxi.answer("社区食堂，罗溪县2021年建了多少、2022年和2024年各打算建多少、2023年又建成了多少？").text

    assert all(figure in text for figure in ("9处", "12处", "31处", "6处"))
    assert "没有找到" not in text


def test_a_sentence_that_opens_with_its_years_is_of_them(luoxi: Assistant) -> None:
    """What a report counts back to is no result of its last year alone, and no target."""
    text = luoxi.answer("罗溪县农民人均可支配收入2017年是多少？").text

    assert text.startswith("罗溪县从2017年到2021年，")
    assert "由11200元增加到17900元" in text


def test_what_came_of_a_target_no_report_tells_is_not_denied(luoxi: Assistant) -> None:
    """It may have been met."""
    text = luoxi.answer("罗溪县2022年许下的烟花爆竹全域禁放的任务完成了吗？").text

    assert text.startswith("报告没有说完成情况，只有计划。")


def test_a_refusal_quotes_no_words_of_another_year(luoxi: Assistant) -> None:
    """Those behind a year only ask the same again."""
    text = luoxi.answer("罗溪县地铁客流2021年多少、2023年又是多少？").text

    assert "“地铁客流”" in text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("罗溪县GDP增速是不是逐年上升？", "不是"),
        ("罗溪县新增停车泊位是不是一年比一年多？", "是的"),
        ("罗溪县2021年、2022年、2023年、2024年的GDP增速是不是越来越高？", "不是"),
    ],
)
def test_more_and_more_is_judged_by_the_figures_of_all_years(luoxi: Assistant, question: str, verdict: str) -> None:
    """Each must be larger than the one before."""
    assert luoxi.answer(question).text.startswith(verdict)


def test_how_far_something_moved_between_two_years_is_computed(luoxi: Assistant) -> None:
    """The later is held against the earlier, a total against a total, and no five years against one of them."""
    moved = luoxi.answer("罗溪县新增停车泊位从2021年到2023年增加了多少个？").text
    within = luoxi.answer("罗溪县农民人均可支配收入从2017年到2023年增加了多少？").text

    assert "2023年比2021年多400个（计算得出）" in moved
    assert "计算得出" not in within
