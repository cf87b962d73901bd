from dataclasses import replace

from small_assistant import REPORTS

from ui.reports import header, loaded
from ui.texts import EN, ZH


def test_each_region_has_one_chip_with_its_years():
    """Up to three years are named, more are given by the first and the last."""
    qingshi = [replace(REPORTS[0], id=str(year), year=year) for year in (2025, 2022, 2023, 2024)]

    assert "青石区</span> 2022–2025</span><" in loaded(qingshi, ZH)
    assert "青石区</span> 2022 2025</span><" in loaded(qingshi[:2], ZH)


def test_many_regions_are_counted():
    """Six regions are named, the others counted."""
    many = [replace(REPORTS[0], id=str(n), region=f"第{n}区") for n in range(9)]

    assert "另有 3 地" in loaded(many, ZH)
    assert loaded(many, ZH).count('class="bg-chip"') == 7


def test_each_report_is_listed_with_what_is_known_of_it():
    """Title, date and speaker; what was inferred and what is missing are said to be so."""
    drawn = loaded(REPORTS, EN)

    assert "2 reports loaded" in drawn
    assert "青石区人民政府区长 梁远舟" in drawn
    assert '2024-02-01 <span class="bg-inferred">inferred</span>' in drawn
    assert "not stated" in drawn


def test_titles_are_escaped():
    """A title may hold anything."""
    assert "<img" not in loaded([replace(REPORTS[0], title="<img>", region="<img>", speaker="<img>")], ZH)


def test_an_empty_index_says_what_to_do():
    """No report, and the command that loads some."""
    assert "baogao index" in loaded([], ZH)
    assert "报告问答" in header(ZH)
