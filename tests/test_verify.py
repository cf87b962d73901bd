"""Holding the words of an answer against the passages they cite."""

from rag.records import Context, Passage
from rag.verify import quote_span, verify

CONTEXT = Context("青石区", 2024, "政府工作报告", ("一、2023年工作回顾",), (2023,), "achieved")


def passage(number: int, text: str) -> Passage:
    return Passage(f"r#{number}", "r", "text", text, (0, len(text)), ((0, 0),), CONTEXT)


JOBS = passage(0, "新建学校3所。城镇新增就业1.69万人，获评先进城区。")
ROADS = passage(1, "新改建农村公路46公里。")


def test_marks_are_renumbered_in_the_order_of_use() -> None:
    """The first passage used is [1], whatever its rank."""
    verified = verify("新改建农村公路46公里[2]，就业1.69万人[1]。", [JOBS, ROADS])

    assert verified.text == "新改建农村公路46公里[1]，就业1.69万人[2]。"
    assert [citation.passage for citation in verified.citations] == [ROADS, JOBS]


def test_marks_of_passages_that_were_not_given_are_dropped() -> None:
    """An LLM may invent numbers."""
    verified = verify("农村公路46公里[7]。", [JOBS, ROADS])

    assert verified.text == "农村公路46公里。"
    assert verified.citations == ()


def test_joined_and_chinese_marks_are_understood() -> None:
    """[1,2] and 【2】 are marks too."""
    assert verify("甲[1,2]乙【2】", [JOBS, ROADS]).text == "甲[1][2]乙[2]"


def test_a_quote_is_the_clause_that_says_it() -> None:
    """Not the whole passage, and not its first sentence."""
    start, end = quote_span("城镇新增就业1.69万人", JOBS.text)

    assert JOBS.text[start:end] == "城镇新增就业1.69万人"


def test_a_figure_is_supported_where_the_cited_passage_holds_it() -> None:
    """1.69万人 and 16,900人 are one figure; 64公里 stands nowhere."""
    checks = verify("就业16,900人，公路64公里[1]。", [JOBS, ROADS]).figures

    assert [(check.text, check.supported_by) for check in checks] == [("16,900人", (1,)), ("64公里", ())]


def test_percent_is_not_percentage_points() -> None:
    """Two figures with equal digits and other units differ."""
    other = passage(2, "占比提高5.2个百分点。")

    assert verify("增长5.2%[1]。", [other]).figures[0].supported_by == ()


def test_a_figure_without_a_citation_is_not_supported() -> None:
    """A statement that cites nothing proves nothing."""
    assert verify("就业1.69万人。", [JOBS]).figures[0].supported_by == ()


def test_the_lines_of_a_list_rest_on_the_mark_above_them() -> None:
    """A list is cited once, behind its colon."""
    verified = verify("包括：[1]\n（1）学校3所\n（2）就业1.69万人", [JOBS])

    assert [(check.text, check.supported_by) for check in verified.figures] == [("3所", (1,)), ("1.69万人", (1,))]
