"""Reading a question: place, years, stance, kind, topic."""

import pytest

from rag.question import split, understand
from rag.records import QuestionKind, Report

REPORTS = [
    Report("a", "a.txt", region="青石区", level="区", within="安澜市", year=2023),
    Report("b", "b.txt", region="青石区", level="区", within="安澜市", year=2024),
    Report("c", "c.txt", region="安澜市", level="市", year=2024),
]


@pytest.mark.parametrize(
    "text",
    [
        "青石区2023年的就业人数",
        "青石2023年的就业人数",
        "How many jobs did Qingshi add in 2023?",
        "How many jobs did Anlan Qingshi add in 2023?",
    ],
)
def test_a_place_is_known_by_full_short_and_latin_name(text: str) -> None:
    """张店, 张店区 and Zhangdian are one place."""
    assert understand(text, REPORTS).regions == ("青石区",)


@pytest.mark.parametrize("place", ["临江区", "望川县", "济宁市", "山东省"])
def test_a_place_without_a_report_is_named_as_such(place: str) -> None:
    """A place that no report covers is found by its form, so that the answer can decline and name it."""
    question = understand(f"{place}2023年地区生产总值增长多少？", REPORTS)

    assert (question.regions, question.places) == ((), (place,))


@pytest.mark.parametrize(
    "text",
    [
        "总共给企业省了多少钱？",
        "给大家省下多少钱",
        "全市有多少个示范区？",
        "开发区建设得怎么样",
        "城区道路修了多少",
        "我们区的绿化",
    ],
)
def test_common_nouns_that_end_like_places_are_none(text: str) -> None:
    """开发区 and 城区 are no districts."""
    assert understand(text, REPORTS).places == ()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("青石区去年新增就业", (2023,)),
        ("青石区今年的目标", (2024,)),
        ("青石区二〇二三年的目标", (2023,)),
        ("青石区23年的目标", (2023,)),
        ("青石区“十三五”期间的投资", (2016, 2017, 2018, 2019, 2020)),
        ("青石区2022-2024年的投资", (2022, 2023, 2024)),
        ("青石区的投资比上年增长多少", ()),
    ],
)
def test_years_are_resolved_against_the_newest_report(text: str, years: tuple[int, ...]) -> None:
    """去年 is the year before the newest report of the place; a year of comparison is not asked about."""
    assert understand(text, REPORTS).years == years


def test_this_year_of_a_zone_is_that_of_the_place_whose_name_it_bears() -> None:
    """Not that of the newest report of all."""
    reports = [*REPORTS, Report("d", "d.txt", region="白水县", level="县", year=2026)]
    assert understand("青石经济开发区今年亩均税收要到多少？", reports).years == (2024,)


def test_what_place_a_thing_takes_in_the_city_asks_for_no_report_of_the_city() -> None:
    """甲大厦是全市头一栋… may be told by a district."""
    assert understand("云顶大厦是全市头一栋亿元楼吗？", REPORTS).regions == ()
    assert understand("全市2023年新增就业多少人？", REPORTS).regions == ("安澜市",)


def test_the_year_of_a_report_is_not_the_year_asked_about() -> None:
    """2024年政府工作报告 names a report, whose 去年 is 2023."""
    question = understand("青石区2024年政府工作报告说去年新增就业多少人？", REPORTS)

    assert (question.report_years, question.years) == ((2024,), (2023,))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("城镇新增就业多少人？", "figure"),
        ("重点工作有哪些？", "list"),
        ("四个方面的工作是什么？", "list"),
        ("“双廊三园”是什么意思？", "definition"),
        ("报告是谁作的？", "who"),
        ("会议什么时候召开的？", "when"),
        ("有没有新建学校？", "yes_no"),
        ("青石区和安澜市的增速哪个高？", "compare"),
        ("How many schools were built?", "figure"),
        ("Was the park finished?", "yes_no"),
    ],
)
def test_the_kind_of_a_question_is_read_from_its_words(text: str, kind: QuestionKind) -> None:
    """The kind decides how the answer is found and said."""
    assert understand(text, REPORTS).kind == kind


@pytest.mark.parametrize(
    ("text", "stance"), [("就业目标是多少", "target"), ("就业完成了多少", "achieved"), ("就业多少人", None)]
)
def test_target_and_result_are_told_apart(text: str, stance: str | None) -> None:
    """目标 asks for the plan, 完成了 for the result."""
    assert understand(text, REPORTS).stance == stance


def test_places_and_years_that_alternate_belong_together() -> None:
    """青石区2022年、安澜市2023年 asks two things, not four."""
    question = understand("青石区2022年、安澜市2023年的地区生产总值增速各是多少？", REPORTS)

    assert [(part.regions, part.years) for part in split(question)] == [(("青石区",), (2022,)), (("安澜市",), (2023,))]


def test_two_indicators_are_asked_for_apart() -> None:
    """A和B分别是多少 asks for both."""
    question = understand("青石区2023年固定资产投资和社会消费品零售总额增速分别是多少？", REPORTS)

    assert len(split(question)) == 2


@pytest.mark.parametrize("text", ["", " ", "？", "。。。", "2023"])
def test_an_empty_question_asks_for_nothing(text: str) -> None:
    """No question breaks the reading of it."""
    assert understand(text, REPORTS).places == ()


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("What does “双廊三园” mean?", "en"),
        ("How many happiness homes (幸福院) did Qingshi open in 2023?", "en"),
        ("青石区2023年的GDP是多少？", "zh"),
        ("青石区 low-altitude economy 有哪些项目？", "zh"),
    ],
)
def test_a_question_is_english_when_its_frame_is(text: str, lang: str) -> None:
    """Whatever names and terms in Chinese it holds; a Chinese one may hold English terms."""
    assert understand(text, []).lang == lang


@pytest.mark.parametrize("text", ["公交一趟几块钱？", "陪护一天要多少块？", "一顿饭几块？"])
def test_money_is_asked_for_in_spoken_words_too(text: str) -> None:
    """几块钱 asks for yuan as 多少元 does."""
    assert understand(text, REPORTS).unit == "元"


def test_one_of_two_figures_offered_is_asked_for_as_an_amount() -> None:
    """是4%还是5% states no figure, it asks for one."""
    question = understand("青石区2023年就业增速是4%还是5%？", REPORTS)

    assert (question.kind, question.figures) == ("figure", ())


def test_the_number_of_a_name_is_no_figure_that_is_stated() -> None:
    """PM2.5 names what is asked for, and does not say how much of it there is."""
    assert understand("青石区2024年PM2.5平均浓度是多少？", REPORTS).figures == ()


def test_a_year_told_before_the_question_is_not_the_one_asked_about() -> None:
    """What a person has heard of this year leads up to what is asked of last year."""
    assert understand("听说今年发补贴了，2023年惠及多少人", REPORTS).periods == ((2023,),)


def test_a_year_of_its_own_leaves_the_question_before_it_open() -> None:
    """What stands before 今年目标 is asked for as reached, in whatever year."""
    first, second = understand("青石区新增企业多少家，今年目标", REPORTS).parts

    assert (first.periods, first.stance) == ((), "achieved")
    assert (second.periods, second.stance) == (((2024,),), "target")


def test_another_thing_is_asked_alike() -> None:
    """玉米呢 takes the measure of the question before it."""
    parts = understand("青石区小麦产量多少，玉米呢", REPORTS).parts

    assert [part.topic.replace(" ", "") for part in parts] == ["小麦产量", "玉米产量"]


def test_the_same_asked_closer_is_one_question() -> None:
    """具体比例是多少 behind 几成多 asks for nothing else."""
    assert not understand("青石区小麦产量占全市几成多，具体比例是多少", REPORTS).parts


def test_two_years_are_held_against_each_other_whatever_stands_between() -> None:
    """跟去年 asks about last year too where it asks which year is the larger."""
    question = understand("青石区今年的植树任务跟去年完成的比，哪年多？", REPORTS)

    assert (question.kind, question.periods) == ("compare", ((2024,), (2023,)))


def test_a_verb_parted_from_its_object_is_looked_up_whole() -> None:
    """减了多少税费 is 减税费."""
    assert "减税费" in [one.asked for one in understand("给企业减了多少税费", REPORTS).expansions]


def test_two_years_in_a_row_are_two_periods() -> None:
    """What leads up to a target was reached; five years from one to another stay one period."""
    question = understand("青石区高新技术企业从2022年到2023年目标要走到多少？", REPORTS)

    assert (question.periods, question.stances) == (
        ((2022,), (2023,)),
        (((2022,), "achieved"), ((2023,), "target")),
    )
    assert understand("青石区从2018年到2022年建了几所学校？", REPORTS).periods == ((2018, 2019, 2020, 2021, 2022),)


def test_the_words_beside_one_year_tell_nothing_of_another() -> None:
    """还要降 is said of the later year alone; of years that only a sign parts it is said of both."""
    assert understand("青石区的会议2022年开了几次、2023年还要开几次？", REPORTS).stance_in((2022,)) != "target"
    assert understand("青石区接待费2022年多少、2023年还要降多少？", REPORTS).stance_in((2022,)) is None
    assert understand("青石区2022年、2023年的就业目标是多少？", REPORTS).stance_in((2022,)) == "target"


def test_since_goes_on_to_the_newest_report() -> None:
    """“十三五”以来 is more than that plan."""
    assert understand("青石区“十三五”以来财政收入怎么变？", REPORTS).periods == (tuple(range(2016, 2025)),)


def test_what_is_asked_again_of_another_year_is_no_topic_of_its_own() -> None:
    """新添多少、打算添多少、又添了多少 asks for one thing."""
    question = understand("创新平台，青石区2022年新添多少、2023年和2024年各打算添多少？", REPORTS)

    assert len(question.topics) == 1


def test_a_follow_up_that_only_names_an_act_keeps_what_it_is_done_to() -> None:
    """那2024年打算新培育多少 is asked of what the question before names."""
    history = ["青石区2023年高新技术企业新增多少家？"]

    assert "高新技术企业" in understand("那2024年打算新培育多少？", REPORTS, history).topic
    assert "高新技术企业" not in understand("那2024年就业目标呢？", REPORTS, history).topic


def test_how_far_something_moved_asks_for_both_ends() -> None:
    """All the years between are asked about where something is added up, or where they are a five-year plan."""
    assert understand("青石区学位从2019年到2023年增加了多少？", REPORTS).periods == ((2019,), (2023,))
    for text in ("青石区从2019年到2023年累计增加了多少学位？", "青石区从2016年到2020年学位增加了多少？"):
        assert len(understand(text, REPORTS).periods) == 1
