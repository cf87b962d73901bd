"""The whole way from a question to an answer, over three invented reports, without any LLM."""

import pytest

from rag.answer import Assistant
from rag.records import Delta, Finished, Retrieved


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("青石区2023年城镇新增就业多少人？", "8600人", "8000"),
        ("青石区2024年城镇新增就业目标是多少？", "8000人以上", "8600"),
        ("安澜市2023年城镇新增就业多少人？", "5.2万人", "8600"),
        ("青石区2022年优良天数是多少天？", "288天", "301"),
        ("青石区2023年固定资产投资增长目标是多少？", "8%以上", "2.4%"),
        ("青石区2023年科技型中小企业有多少家？", "163家", "21家"),
        ("青石2024年要新建多少套人才公寓？", "320套", "18个"),
    ],
)
def test_a_figure_is_that_of_the_place_year_and_stance_asked_for(
    assistant: Assistant, question: str, told: str, not_told: str
) -> None:
    """The same indicator stands in all three reports; only one figure answers."""
    answer = assistant.answer(question)

    assert told in answer.text
    assert not_told not in answer.text
    assert not answer.declined


def test_an_answer_says_place_and_year_and_cites_its_clause(assistant: Assistant) -> None:
    """What the report leaves to its headings, the answer says."""
    answer = assistant.answer("青石区2023年新增高新技术企业多少家？")

    assert answer.text.startswith("2023年，青石区新增高新技术企业21家（含临港园区4家）[1]。")
    assert answer.citations[0].quote == "新增高新技术企业21家（含临港园区4家）"


def test_every_figure_of_an_answer_stands_in_what_it_cites(assistant: Assistant) -> None:
    """The checks of the extractive backend find each figure."""
    answer = assistant.answer("青石区2023年一般公共预算收入是多少？")

    assert "28.4亿元" in [check.text for check in answer.figures]
    assert all(check.supported_by for check in answer.figures)


def test_a_quote_is_shown_in_its_place_in_the_file(assistant: Assistant) -> None:
    """The span of a citation points at the quoted words in the unrepaired text."""
    citation = assistant.answer("青石区2023年优良天数是多少？").citations[0]

    assert assistant.index.report_text(citation.passage.report_id)[slice(*citation.span)] == citation.quote


def test_a_list_gives_every_heading_in_order(assistant: Assistant) -> None:
    """重点抓好四个方面 is answered by the four headings."""
    answer = assistant.answer("青石区2024年重点抓好哪四个方面的工作？")

    lines = answer.text.splitlines()[1:]
    assert [line[:3] for line in lines] == ["（一）", "（二）", "（三）", "（四）"]


def test_an_enumeration_gives_every_item(assistant: Assistant) -> None:
    """民生实事 stand numbered inside a paragraph."""
    answer = assistant.answer("青石区2024年要办的民生实事有哪些？")

    assert all(item in answer.text for item in ("公办幼儿园2所", "农贸市场5处", "停车位1200个", "适老化改造300户"))


def test_who_and_when_come_from_the_head_of_the_report(assistant: Assistant) -> None:
    """Speaker, date and session stand before the first paragraph."""
    answer = assistant.answer("青石区2024年政府工作报告是谁作的？")

    assert "江远帆" in answer.text
    assert "2024年1月16日" in assistant.answer("青石区2024年政府工作报告是什么时候作的？").text


def test_each_year_is_given_when_the_year_is_open(assistant: Assistant) -> None:
    """No year asked, three told: each stands with its own."""
    text = assistant.answer("青石区的地区生产总值增长目标是多少？").text

    assert "6.5%左右" in text
    assert "6%左右" in text
    assert "2023年" in text
    assert "2024年" in text


def test_several_places_are_answered_each(assistant: Assistant) -> None:
    """A question about two places gives both figures."""
    text = assistant.answer("2023年青石区和安澜市的地区生产总值分别增长多少？").text

    assert "6.1%" in text
    assert "5.4%" in text


def test_a_false_premise_is_corrected(assistant: Assistant) -> None:
    """The report says that investment fell."""
    answer = assistant.answer("青石区2023年固定资产投资增长了多少？")

    assert "下降2.4%" in answer.text
    assert "与提问所说不同" in answer.text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("青石区2023年有没有新建口袋公园？", "是的"),
        ("滨河快速路2023年已经建成通车了吗？", "没有"),
        ("青石区2023年固定资产投资增长了2.4%，对吗？", "不是"),
        ("青石区2023年优良天数超过300天吗？", "是的"),
    ],
)
def test_a_yes_no_question_gets_its_verdict_first(assistant: Assistant, question: str, verdict: str) -> None:
    """The verdict follows from movement, completion and figures of the clause."""
    assert assistant.answer(question).text.startswith(verdict)


def test_a_term_is_defined_by_the_clause_that_unfolds_it(assistant: Assistant) -> None:
    """是指 unfolds a slogan."""
    assert "沿江生态廊道" in assistant.answer("“双廊三园”是什么意思？").text


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("临江区2023年地区生产总值增长多少？", "临江区"),
        ("青石区2019年地区生产总值增长多少？", "2019"),
        ("安澜市2022年城镇新增就业多少人？", "2022"),
        ("青石区2030年的目标是什么？", "2030"),
    ],
)
def test_a_place_or_year_without_a_report_is_declined_by_name(assistant: Assistant, question: str, named: str) -> None:
    """A near miss is never given for an answer."""
    answer = assistant.answer(question)

    assert answer.declined
    assert named in answer.text


def test_what_no_report_tells_is_declined(assistant: Assistant) -> None:
    """A question about something else entirely finds nothing."""
    assert assistant.answer("青石区2023年的航天发射次数是多少？").declined


def test_a_place_without_a_report_may_still_be_told_of(assistant: Assistant, small_config: object) -> None:
    """The city's report tells something of its district, which has reports of its own, and of itself."""
    assert "县域经济十强" in assistant.answer("青石区有没有入选全省县域经济十强？").text


def test_the_events_come_in_order(assistant: Assistant) -> None:
    """What was found comes first, then words, then the checked answer."""
    kinds = [type(event) for event in assistant.ask("青石区2023年新建中小学多少所？")]

    assert kinds[0] is Retrieved
    assert kinds[-1] is Finished
    assert Delta in kinds


def test_an_english_question_is_answered_in_english(assistant: Assistant) -> None:
    """Names of people and places in both, the office in English."""
    answer = assistant.answer("Who delivered the 2024 government work report of Qingshi?")

    assert answer.text == (
        "The 2024 report of Qingshi District (青石区) was given by Jiang Yuanfan (江远帆), District Head (区长)[1]."
    )
