"""Correcting how a question was understood: another place, year or stance, and what the answer then is."""

import json

import pytest

from rag import cli
from rag.answer import Assistant
from rag.config import Config
from rag.errors import BaogaoError
from rag.question import merged, reading_of, split, understand
from rag.records import AskedStance, Question, Reading, Report

REPORTS = [
    Report("a", "a.txt", region="青石区", level="区", within="安澜市", year=2024),
    Report("b", "b.txt", region="白沙县", level="县", within="安澜市", year=2022),
]


@pytest.mark.parametrize(
    ("question", "reading", "told", "not_told"),
    [
        ("青石区2023年城镇新增就业多少人？", Reading(periods=((2022,),)), "7900人", "8600"),
        ("青石区2023年城镇新增就业多少人？", Reading(regions=("安澜市",)), "5.2万人", "8600"),
        ("青石区2023年城镇新增就业多少人？", Reading(stance="target"), "8200人以上", "8600"),
        ("青石区2023年城镇新增就业目标是多少？", Reading(stance="achieved"), "8600人", "8200"),
        ("青石区2023年城镇新增就业目标完成了吗？", Reading(stance="achieved"), "8600人", "8200"),
        ("临江区2023年城镇新增就业多少人？", Reading(regions=("青石区",)), "8600人", "临江区"),
        ("Qingshi 2023: how many new urban jobs?", Reading(periods=((2024,),), stance="target"), "8000人以上", "8600"),
    ],
)
def test_a_correction_holds_over_the_words(
    assistant: Assistant, question: str, reading: Reading, told: str, not_told: str
) -> None:
    """The answer is of the place, year and stance chosen, whatever the question says, and says that it was corrected."""
    answer = assistant.answer(question, reading=reading)

    assert told in answer.text
    assert not_told not in answer.text
    assert not answer.declined
    assert any("→" in note for note in answer.notes)


def test_either_gives_the_target_and_the_result(assistant: Assistant) -> None:
    """A question for the target of an open year, read as one for either, is answered with what was done too."""
    question = "青石区的地区生产总值增长目标是多少？"

    assert "6.1%" not in assistant.answer(question).text
    text = assistant.answer(question, reading=Reading(stance="either")).text
    assert "6.1%" in text
    assert "6%左右" in text


def test_a_report_asked_about_stays_a_report() -> None:
    """Of 2024年政府工作报告, the year that is chosen is that of another report."""
    question = understand("青石区2024年政府工作报告是谁作的？", REPORTS, reading=Reading(periods=((2023,),)))

    assert (question.report_years, question.periods) == ((2023,), ())


def test_relative_years_follow_the_place_chosen() -> None:
    """去年 is read against the newest report of the place that is to hold."""
    assert understand("青石区去年的就业", REPORTS).years == (2023,)
    assert understand("青石区去年的就业", REPORTS, reading=Reading(regions=("白沙县",))).years == (2021,)


def test_a_chosen_year_replaces_how_a_relative_one_was_read() -> None:
    """What is told of 去年 no longer holds."""
    question = understand("青石区去年的就业", REPORTS, reading=Reading(periods=((2020,),)))

    assert question.resolved == ("更正：年份 → 2020年",)


def test_places_and_years_chosen_are_asked_for_each_with_each() -> None:
    """Two places and one year make two parts; any place makes none."""
    both = understand("青石区2023年的就业", REPORTS, reading=Reading(regions=("青石区", "白沙县")))
    anywhere = understand("青石区2023年的就业", REPORTS, reading=Reading(regions=()))

    assert [(part.regions, part.years) for part in split(both)] == [(("青石区",), (2023,)), (("白沙县",), (2023,))]
    assert anywhere.pairs == (("", (2023,)),)


def test_every_part_of_a_question_is_corrected() -> None:
    """Several questions in one are all asked of the year chosen."""
    question = understand("青石区2023年新建了哪些学校，新增就业多少人？", REPORTS, reading=Reading(periods=((2022,),)))

    assert [part.years for part in question.parts] == [(2022,), (2022,)]


def test_a_follow_up_goes_on_from_what_was_corrected() -> None:
    """那2021年呢 asks of the place that was chosen, not of the one that was written."""
    before = understand("青石区2023年的就业人数", REPORTS, reading=Reading(regions=("白沙县",)))

    assert understand("那2021年呢？", REPORTS, [before]).regions == ("白沙县",)


def test_own_words_leave_out_what_the_lexicon_adds() -> None:
    """GDP is then searched for as GDP."""
    question = "青石区2023年GDP增长多少？"

    assert understand(question, REPORTS).expansions
    assert not understand(question, REPORTS, reading=Reading(own_words=True)).expansions


def test_of_two_corrections_the_later_one_holds() -> None:
    """What the later one leaves alone stays corrected."""
    first = Reading(regions=("白沙县",), periods=((2021,),), own_words=True)

    assert merged(first, Reading(periods=())) == Reading(regions=("白沙县",), periods=(), own_words=True)


def test_an_empty_correction_changes_nothing() -> None:
    """The question stays as its words tell."""
    assert understand("青石区去年的就业", REPORTS, reading=Reading()) == understand("青石区去年的就业", REPORTS)


def test_a_correction_is_read_as_it_is_written() -> None:
    """Places by any of their names, years and periods; an option not given leaves the question alone."""
    reading = reading_of(REPORTS, regions=["青石", "Baisha"], years=["2024", "2016-2018", "十四五期间"])

    assert reading.regions == ("青石区", "白沙县")
    assert reading.periods == ((2024,), (2016, 2017, 2018), (2021, 2022, 2023, 2024, 2025))
    assert reading_of(REPORTS) == Reading()


@pytest.mark.parametrize(
    ("option", "value"), [("regions", "乌有县"), ("years", "很久以前"), ("years", "2020年和2022年")]
)
def test_a_place_or_year_that_is_none_is_refused(option: str, value: str) -> None:
    """The error names it."""
    with pytest.raises(BaogaoError, match=value):
        reading_of(REPORTS, **{option: [value]})


@pytest.mark.parametrize(("stance", "expected"), [("target", "target"), ("either", None)])
def test_the_command_line_takes_corrections(
    small_config: Config, capsys: pytest.CaptureFixture[str], stance: AskedStance, expected: str | None
) -> None:
    """--region, --year and --stance hold; --json prints what was understood."""
    options = ["--region", "青石", "--year", "2023", "--stance", stance, "--json", "--index", str(small_config.index)]
    assert cli.main(["ask", "安澜市城镇新增就业多少人？", *options]) == 0

    row = json.loads(capsys.readouterr().out)
    assert row["understood"]["regions"] == ["青石区"]
    assert row["understood"]["years"] == [[2023]]
    assert row["understood"]["stance"] == expected
    assert ("8600人" in row["answer"]) == (stance == "either")


def test_a_question_is_not_changed_by_reading_it() -> None:
    """The text stays what was typed."""
    question: Question = understand("青石区2023年的就业", REPORTS, reading=Reading(regions=("白沙县",)))

    assert question.text == "青石区2023年的就业"
