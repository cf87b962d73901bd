from __future__ import annotations

from dataclasses import replace

import pytest

from rag.reading.context import Told, of_document, of_heading, of_paragraph

OPEN = Told((), "other", open=True)
REVIEW = Told((2023,), "achieved")
PLAN = Told((2024,), "target")
FIVE = tuple(range(2016, 2021))


def five(first: int) -> tuple[int, ...]:
    return tuple(range(first, first + 5))


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("一、2023年工作回顾", Told((2023,), "achieved")),
        ("一、过去一年工作回顾", Told((2023,), "achieved")),
        ("一、去年工作", Told((2023,), "achieved")),
        ("一、工作回顾", Told((2023,), "achieved")),
        ("一、主要工作和成效", Told((2023,), "achieved")),
        ("一、过去五年的工作", Told(five(2019), "achieved")),
        ("一、2019—2023年工作回顾", Told(five(2019), "achieved")),
        ("一、“十三五”时期发展成就", Told(five(2016), "achieved")),
        ("二、“十五五”时期主要目标", Told(five(2026), "target")),
        ("二、今后五年奋斗目标", Told(five(2024), "target")),
        ("二、今年主要工作", Told((2024,), "target")),
        ("二、2024年重点任务", Told((2024,), "target")),
        ("二、下一步工作打算", Told((2024,), "target")),
        ("二、到2035年的远景目标", Told((2035,), "target")),
        ("一、二〇二三年工作回顾", Told((2023,), "achieved")),
        ("一、2023年工作回顾和2024年工作安排", Told((2023, 2024), "other", open=True)),
        ("三、存在的困难和问题", Told((), "other")),
        ("三、着力解决群众反映强烈的问题", OPEN),
    ],
)
def test_main_headings(heading: str, told: Told) -> None:
    """A heading of a report of 2024 tells years and stance of what stands beneath."""
    assert of_heading(heading, OPEN, None, 2024) == told


@pytest.mark.parametrize(
    ("heading", "above", "before", "told"),
    [
        ("（一）工业稳中有进", REVIEW, None, REVIEW),
        ("（二）巩固2023年创建成果", PLAN, None, Told((2023,), "target")),
        ("（三）存在的困难", REVIEW, None, Told((2023,), "other")),
        ("（三）着力破解交通短板", PLAN, None, PLAN),
        ("四、加强政府自身建设", OPEN, PLAN, PLAN),
        ("四、加强政府自身建设", OPEN, REVIEW, OPEN),
        ("（三）主要目标", Told(five(2024), "target"), PLAN, PLAN),
        ("财政收入比上年增长", REVIEW, None, REVIEW),
    ],
)
def test_headings_below_and_beside_others(heading: str, above: Told, before: Told | None, told: Told) -> None:
    """A heading that does not tell goes on with what stands around or before it."""
    assert of_heading(heading, above, before, 2024) == told


@pytest.mark.parametrize(
    ("text", "section", "told", "holds"),
    [
        ("新增企业六家。", REVIEW, REVIEW, False),
        ("刚刚过去的2020年，面对疫情，我们稳住了经济。", Told(FIVE, "achieved"), Told((2020,), "achieved"), True),
        ("五年来，新建学校六所。", Told((2023,), "achieved"), Told(five(2019), "achieved"), True),
        ("今年，我们将新建学校六所。", REVIEW, Told((2024,), "target"), False),
        ("过去一年，政府自身建设取得新进展。", PLAN, Told((2023,), "achieved"), False),
        ("到2035年，人均收入再上新台阶。", PLAN, Told((2035,), "target"), False),
        ("展望2035年，建成现代化新县城。", PLAN, Told((2035,), "target"), False),
        ("到2023年底，建成学校六所。", REVIEW, REVIEW, False),
        ("同时，我们清醒地认识到，发展还存在不少困难和问题。", REVIEW, Told((2023,), "other"), False),
        ("我代表县人民政府，向全县人民表示衷心的感谢！", REVIEW, Told((2023,), "other"), False),
        (
            "我们将加快推进项目建设，力争年内投产。",
            Told((2023, 2024), "other", open=True),
            Told((2024,), "target"),
            False,
        ),
        ("项目圆满完成，累计投资过亿元。", Told((2023, 2024), "other", open=True), Told((2023,), "achieved"), False),
        ("项目圆满完成，累计投资过亿元。", OPEN, Told((2023,), "achieved"), False),
    ],
)
def test_paragraphs(text: str, section: Told, told: Told, holds: bool) -> None:
    """A paragraph of a report of 2024 goes with its section unless it opens with a year of its own."""
    found, goes_on = of_paragraph(text, section, 2024)

    assert (found.years, found.stance, goes_on) == (told.years, told.stance, holds)


def test_a_period_that_is_not_over_keeps_the_stance_of_its_section() -> None:
    """“十四五”以来 in a review of 2023 is review, though the plan runs to 2025."""
    told, _ = of_paragraph("“十四五”以来，新建学校六所。", REVIEW, 2024)

    assert told.stance == "achieved"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("各位代表！2023年的学校都建好了，标志着“十三五”收官。五年来，新建学校六所。", five(2016)),
        ("各位代表！站在2023年的终点回望“十三五”，青石区换了模样。", five(2016)),
        ("2023年的答卷写在大地上。“十三五”的五年，新建学校六所。", five(2016)),
        ("各位代表！经过五年奋斗，青石区换了模样。五年来，新建学校六所。", five(2019)),
        ("“十三五”时期的五年，新建学校六所。", five(2016)),
        ("五年间，新建学校六所。", five(2019)),
        ("2021年以来，新建学校六所。", (2021, 2022, 2023)),
        ("这五年，新建学校六所。", five(2019)),
        ("这是县城越来越美的五年。", five(2019)),
        ("极不平凡的2022年，新建学校六所。", (2022,)),
        ("这一年，我们新建学校六所。", (2023,)),
        ("去年是转型之年。五年来，新建学校六所。", (2023,)),
        ("校园焕然一新。三年来累计改造操场六处。新建学校两所。", (2023,)),
        ("五年来，新建学校六所。2023年，又新建两所。", five(2019)),
    ],
)
def test_the_years_that_a_paragraph_of_a_review_turns_to(text: str, years: tuple[int, ...]) -> None:
    """A review of the last year leads over to several in the first sentences of a paragraph, in many ways."""
    assert of_paragraph(text, REVIEW, 2024)[0] == Told(years, "achieved")


def test_these_years_are_those_spoken_of() -> None:
    """这五年 in a review of five years means these, and tells nothing in a plan."""
    plan = Told(five(2024), "target")

    assert of_paragraph("这五年，新建学校六所。", Told(FIVE, "achieved"), 2024)[0] == Told(FIVE, "achieved")
    assert of_paragraph("这五年，是夯实基础的五年。", plan, 2024)[0] == plan


@pytest.mark.parametrize(
    "text", ["在此基础上再干五年，到2035年建成新县城。", "再过五年，到2035年建成新县城。", "到二三五年，建成新县城。"]
)
def test_a_vision_after_the_plan(text: str) -> None:
    """What comes after the years of a plan is of its own year, also where a copy lost the sign 〇."""
    assert of_paragraph(text, Told(five(2026), "target"), 2026)[0] == Told((2035,), "target")


def test_thanks_and_problems_keep_the_years_they_name() -> None:
    """Thanks for five years stand behind the review of the last one."""
    text = "各位代表！过去五年的成绩，是全县人民干出来的，我代表县人民政府表示衷心的感谢！"

    assert of_paragraph(text, REVIEW, 2024)[0] == Told(five(2019), "other")
    assert of_paragraph("我们也清醒地看到，县里的底子还薄。", REVIEW, 2024)[0] == Told((2023,), "other")


def test_a_section_on_review_and_plan_takes_its_years_from_its_heading() -> None:
    """Under “十四五”成就和“十五五”任务 what is planned is of the five years to come, not of the report's own."""
    section = of_heading("二、“十四五”发展成就和“十五五”主要任务", OPEN, None, 2026)
    reviewed, holds = of_paragraph("过去五年，新建学校六所。", section, 2026)
    planned, _ = of_paragraph(
        "根据县委关于制定第十五个五年规划的建议，编制了纲要草案。", replace(reviewed, open=True), 2026
    )

    assert (reviewed.years, reviewed.stance, holds) == (five(2021), "achieved", True)
    assert (planned.years, planned.stance) == (five(2026), "target")
    assert of_heading("（一）主要任务", reviewed, None, 2026) == Told(five(2026), "target")


def test_a_report_without_year_resolves_no_relative_words() -> None:
    """Without the year of the report 今年 stays open, the stance does not."""
    assert of_heading("二、今年主要任务", OPEN, None, None) == Told((), "target")


def test_a_summary_without_telling_headings_is_judged_as_a_whole() -> None:
    """Where no heading tells, the words of the whole text decide."""
    assert of_document(["坚持工业强县", "年内将新建厂房，加快推进项目，力争投产。"], 2024) == [PLAN, PLAN]
    assert of_document(["一、2023年工作回顾", "新建厂房六座。"], 2024) == [OPEN, OPEN]


def test_a_review_goes_on_under_headings_that_tell_nothing_to_the_first_that_plans() -> None:
    """工厂里的青石 stands between what looks back on last year and what looks ahead."""
    lines = [
        "回望2023：爬坡过坎",
        "产值增长8%。",
        "工厂里的青石：底气更足",
        "新建厂房六座。",
        "展望2024：奋力一跃",
        "开工三座。",
    ]

    assert of_document(lines, 2024) == [REVIEW] * 4 + [OPEN] * 2


def test_a_report_without_telling_headings_is_parted_where_it_turns_to_its_plans() -> None:
    """What stands before speaks of the year before; short headings in between go with what stands around them."""
    lines = [
        "全县实现生产总值90亿元，同比增长8%，新增企业20家，总数达到91家。",
        "坚持绿色优先",
        "关闭养殖场30家，林长制得到落实，荣获省级园林县城。",
        "我们也看到，发展中的问题还不少，总量偏小。",
        "今年是新县城开建的第一年，要下大力气抓好五件事。",
        "生产总值增长8%左右，确保新增就业3000人以上，加快推进南湖大桥。",
    ]

    assert of_document(lines, 2024) == [REVIEW] * 4 + [PLAN] * 2
