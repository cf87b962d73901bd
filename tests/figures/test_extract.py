"""Values and units of figures."""

from decimal import Decimal

import pytest

from rag.figures.extract import figures


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.69万人", "16900", "人"),
        ("40余万户", "400000", "户"),
        ("3400余万元", "34000000", "元"),
        ("1.5万亿元", "1500000000000", "元"),
        ("两千亿元", "200000000000", "元"),
        ("三百家", "300", "家"),
        ("1,024户", "1024", "户"),
        ("2.3个百分点", "2.3", "百分点"),
        ("三成以上", "30", "%"),
        ("翻一番", "2", "倍"),
        ("全市第三", "3", "位"),
        ("连续三年", "3", "年"),
        ("第3位", "3", "位"),
        ("12万平方米", "120000", "平方米"),
        ("4万p", "40000", "p"),
        ("220kv", "220", "千伏"),
        ("144颗", "144", "颗"),
        ("17列", "17", "列"),
    ],
)
def test_a_figure_is_read_in_base_units(text: str, value: str, unit: str) -> None:
    """Scales, Chinese numerals and 余 are part of the value; units have one spelling."""
    assert [(one.value, one.unit) for one in figures(text)] == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    "text", ["2024年3月5日", "第23届", "5a级景区", "pm2.5", "2+4", "5g", "4k", "24节气", "五个方面"]
)
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    """Dates, ordinals and names are no figures."""
    assert not [one for one in figures(text) if one.unit]


def test_a_ratio_is_one_figure() -> None:
    """Its parts are no figures of their own, and it is no time of day."""
    assert [(one.text, one.unit) for one in figures("0.3:40.1:59.6")] == [("0.3:40.1:59.6", ":")]
