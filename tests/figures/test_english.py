"""Reading the figures of English sentences."""

from __future__ import annotations

import pytest

from rag.figures.english import all_figures
from rag.words import normalise


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("added 16,900 urban jobs in 2024", [("16900", "")]),
        ("up 5.5 percent, or 5.5 per cent", [("5.5", "%"), ("5.5", "%")]),
        ("by 2.3 percentage points", [("2.3", "百分点")]),
        ("RMB 1.2 billion and 147 million yuan", [("1200000000", "元"), ("147000000", "元")]),
        ("51.65 million US dollars", [("51650000", "美元")]),
        ("from 1.2 to 1.5 million yuan", [("1200000", "元"), ("1500000", "元")]),
        ("five percent of 3.26 million mu", [("5", "%"), ("3260000", "亩")]),
        ("262 kilometres, 690,000 square metres", [("262", "公里"), ("690000", "平方米")]),
        ("14.8万 people", [("148000", "人")]),
        ("on 19 January 2022, the 14th Five-Year Plan, PM2.5, a 15-minute circle", []),
        ("given on January 7, 2023 (第二次会议)", []),
        ("城镇新增就业1.69万人，增长5.5%", [("16900", "人"), ("5.5", "%")]),
    ],
)
def test_figures_come_in_base_units(text: str, figures: list[tuple[str, str]]) -> None:
    """Number words, scales and units of English are those of the Chinese figures; dates and names are none."""
    found = [(f"{figure.value.normalize():f}", figure.unit) for figure in all_figures(normalise(text))]

    assert found == figures
