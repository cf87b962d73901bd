from dataclasses import replace

from small_assistant import PASSAGES, REPORTS, SmallIndex

from ui.examples import examples


def test_examples_ask_for_what_the_reports_hold(index):
    """A result, a target, tasks and a term, each in both languages."""
    offered = examples(index)

    assert [example.zh for example in offered] == [
        "青石区2024年的地区生产总值增速是多少？",
        "青石区2025年的城镇新增就业人数目标是多少？",
        "青石区2025年要抓好哪些重点工作？",
        "“两河一湖”是什么意思？",
        "白沙县2023年的地区生产总值增速是多少？",
        "白沙县2024年的城镇新增就业人数目标是多少？",
    ]
    assert offered[1].text("en") == "What is the 2025 target of Qingshi District for the number of new urban jobs?"


def test_two_places_are_compared_in_one_year_only(monkeypatch):
    """Or one place in two years; never one place's year with another year of another place."""
    moved = [replace(entry, context=replace(entry.context, years=(2025,))) for entry in PASSAGES]
    monkeypatch.setattr("small_assistant.PASSAGES", tuple(moved))

    assert "2025年青石区和白沙县的地区生产总值增速各是多少？" in [example.zh for example in examples(SmallIndex(), 9)]


def test_examples_are_few_and_different(index):
    """As many as asked for, none twice."""
    assert len(set(examples(index, limit=4))) == 4
    assert len(set(examples(index, limit=99))) == len(examples(index, limit=99))


def test_reports_without_place_or_year_give_no_example():
    """Nor does an empty index."""
    nameless = SmallIndex(tuple(replace(report, region="", year=None) for report in REPORTS))

    assert examples(nameless) == examples(SmallIndex(())) == []
