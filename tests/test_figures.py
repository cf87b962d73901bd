"""Reading figures with their units."""

from decimal import Decimal

import pytest

from rag.figures.extract import figures


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("就业1.69万人", "16900", "人"),
        ("收入28.4亿元", "2840000000", "元"),
        ("增长5.5%左右", "5.5", "%"),
        ("提高2.3个百分点", "2.3", "百分点"),
        ("1,024户", "1024", "户"),
        ("耕地326万亩", "3260000", "亩"),
        ("企业2000余家", "2000", "家"),
        ("疫苗21.06万剂次", "210600", "剂次"),
    ],
)
def test_a_figure_is_read_in_base_units(text: str, value: str, unit: str) -> None:
    """万 and 亿 are part of the value."""
    [figure] = figures(text)

    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["2024年", "1月16日", "PM2.5", "第十二届"])
def test_dates_and_names_are_no_figures(text: str) -> None:
    """A year of the calendar measures nothing."""
    assert figures(text) == []
