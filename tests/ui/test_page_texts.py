import re
from dataclasses import fields

import pytest

from ui.texts import EN, ZH, preferred


def test_both_languages_fill_the_same_holes():
    """A template takes the same values in Chinese and in English, and no text is empty."""
    for field in fields(ZH):
        zh, en = getattr(ZH, field.name), getattr(EN, field.name)
        assert zh and en, field.name
        assert re.findall(r"{(\w+)}", zh) == re.findall(r"{(\w+)}", en), field.name


def test_english_texts_hold_no_chinese():
    """Nothing was left untranslated."""
    assert not [field.name for field in fields(EN) if re.search("[一-龥]", getattr(EN, field.name))]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("de-DE,zh;q=0.5", "zh"),
        ("de-DE,de;q=0.5", "en"),
        ("*", "zh"),
        ("", "zh"),
    ],
)
def test_the_browser_chooses_the_language(header, language):
    """Whichever of the two the browser names first; English for those who name neither."""
    assert preferred(header) == language


@pytest.mark.parametrize(
    ("years", "zh", "en"),
    [
        ((), "", ""),
        ((2024,), "2024年", "2024"),
        ((2016, 2017, 2018), "2016–2018年", "2016–2018"),
        ((2021, 2025), "2021、2025年", "2021, 2025"),
    ],
)
def test_years_are_written_shortly(years, zh, en):
    """A run of years by its ends, scattered years one by one."""
    assert (ZH.span_of_years(years), EN.span_of_years(years)) == (zh, en)
