"""Clauses with figures in English: values, movement, target or result, and what is left in Chinese."""

from __future__ import annotations

import re

import pytest

from rag.english.facts import told
from rag.records import Context, Passage, Stance


def say(text: str, stance: Stance = "achieved", asked: str = "") -> str:
    """Say a passage of 青石区's report of 2025, without its place and year."""
    years = (2025,) if stance == "target" else (2024,)
    context = Context("青石区", 2025, "", ("工作",), years, stance)
    passage = Passage("a#1", "a", "text", text, (0, len(text)), ((0, 0),), context)
    said = told(passage, (0, len(text)), asked, sure=not asked)
    return re.sub(r"^Qingshi District(?: \(青石区\))?, (?:2025 target|2024): ", "", said)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("新增城镇就业1.7万人", "17,000 new urban jobs (新增城镇就业1.7万人)"),
        ("预计固定资产投资同比增长4%", "fixed-asset investment grew by an estimated 4% (预计固定资产投资同比增长4%)"),
        ("固定资产投资下降3.2%", "fixed-asset investment fell by 3.2% (固定资产投资下降3.2%)"),
        ("新改建农村公路62公里", "62 km of rural roads built or rebuilt (新改建农村公路62公里)"),
        ("新增学位2000余个", "over 2,000 new school places (新增学位2000余个)"),
        ("城市低保标准提高到每人每月924元", "urban subsistence allowance standard rose to 924 yuan per person per month"),
        ("建设学校4所、幼儿园8所", "4 schools built; 8 kindergartens built (建设学校4所、幼儿园8所)"),
        ("发放创业担保贷款168笔1.5亿元", "168 guaranteed loans for start-ups issued, worth 150 million yuan (168笔, 1.5亿元)"),
        ("城镇居民和农村居民人均可支配收入分别增长7%和8%", "urban per capita disposable income grew by 7%, rural by 8%"),
        ("高新技术企业数量居全省第2位", "number of new and high-tech enterprises ranked 2nd in the province (2位)"),
    ],
)  # fmt: skip
def test_a_result_is_said_in_english(text: str, english: str) -> None:
    """With the Chinese clause behind it, or its figures alone where that would be long."""
    assert say(text) == english


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("地区生产总值增长5%以上", "GDP to grow by 5% or more (地区生产总值增长5%以上)"),
        ("地区生产总值增长5.0%—5.5%", "GDP to grow by 5% to 5.5% (地区生产总值增长5.0%—5.5%)"),
        ("城镇登记失业率控制在3.5%以内", "registered urban unemployment rate to be at most 3.5% (城镇登记失业率控制在3.5%以内)"),
        ("居民收入增长与经济增长基本同步", "per capita disposable income to grow broadly in step with the economy (与经济增长基本同步)"),
    ],
)  # fmt: skip
def test_a_target_is_said_as_one(text: str, english: str) -> None:
    """Words that stand for a number are put into English too."""
    assert say(text, "target") == english


@pytest.mark.parametrize(
    "text", ["上半年新增城镇就业1.2万人", "新增青石夜市摊位30个", "固定资产投资比2020年增长5%", "全省粮食总产量12万吨"]
)
def test_what_is_not_wholly_known_is_left_in_chinese(text: str) -> None:
    """A part of the year, another year to compare with, an unknown name, another place."""
    assert say(text) == ""


def test_only_what_is_asked_about_is_told() -> None:
    """The other figures of a window are left out."""
    text = "新增学位900个，固定资产投资增长4%"

    assert say(text, asked="How much did fixed-asset investment grow?").startswith("fixed-asset investment grew by 4%")


@pytest.mark.parametrize(
    ("asked", "english"),
    [
        (
            "How much foreign capital was used?",
            "50 million US dollars of foreign capital actually used (实际使用外资5000万美元)",
        ),
        ("How fast did foreign capital grow?", "foreign capital actually used grew by 8% (增长8%)"),
    ],
)
def test_only_the_figure_asked_for_is_told(asked: str, english: str) -> None:
    """The amount without its growth, the growth without its amount."""
    text = "实际使用外资5000万美元，增长8%"
    context = Context("青石区", 2025, "", ("工作",), (2024,), "achieved")
    passage = Passage("a#1", "a", "text", text, (0, len(text)), ((0, 0),), context)
    said = told(passage, (0, len(text)), asked, sure=True)
    assert said.removeprefix("Qingshi District (青石区), 2024: ") == english


def test_growth_behind_a_number_of_unknown_unit_is_not_told_of_the_subject_before() -> None:
    """Of 跨境订单1386单，增长6% no row tells whose growth it is."""
    assert say("实际使用外资21亿元；跨境订单1386单，增长6%", asked="foreign capital growth") == ""
