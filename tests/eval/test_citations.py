import pytest
from llm_server import Make

from eval.answers import Found
from eval.citations import proof, says, statements

PARKS = "新建口袋公园9处，改造老旧小区23个、惠及居民8600户"
JOBS = "全年城镇新增就业1.24万人，完成年度任务的112%"


def test_marks_are_those_of_their_sentence() -> None:
    """Before or behind the full stop, several at once, in English too."""
    text = "新增1.24万人[1][2]。建成9处。[3]\nIt grew by 3.5% [1, 2]. Then it fell."

    assert [(each.text, each.cited) for each in statements(text)] == [
        ("新增1.24万人。", (1, 2)),
        ("建成9处。", (3,)),
        ("It grew by 3.5%.", (1, 2)),
        ("Then it fell.", ()),
    ]


def test_a_mark_behind_the_colon_stands_for_the_list() -> None:
    """Items with a mark of their own keep it; the line that only announces states nothing."""
    text = "重点工作有三项：[1]\n- 新建公园9处\n一是改造小区23个[2]\n——修路3条\n另外还有8项。"

    assert [each.cited for each in statements(text)] == [(1,), (1,), (2,), (1,), ()]
    assert [each.text for each in statements("主要有：\n- 公园9处[1]")] == ["公园9处"]


@pytest.mark.parametrize(
    ("texts", "statement", "says_it"),
    [
        ([JOBS], "城镇新增就业12400人。", True),
        ([JOBS], "城镇新增就业1.3万人。", False),
        ([JOBS, PARKS], "城镇新增就业1.24万人，新建口袋公园9处。", True),
        ([JOBS], "12400 new urban jobs were created.", True),
        ([PARKS], "青石区, 2024: 23 old residential communities renovated (改造老旧小区23个).", True),
        ([PARKS], "青石区, 2024: 23 old residential communities (粮食总产量稳定在高位，23个).", False),
        ([JOBS], "Many new jobs were created there.", False),
        ([PARKS], "粮食总产量稳定在高位。", False),
        ([], "城镇新增就业1.24万人。", False),
    ],
)
def test_texts_say_a_statement_by_its_figures_and_words(texts: list[str], statement: str, says_it: bool) -> None:
    """All figures, and 60 % of the words where both are in one script."""
    assert says(texts, statement) is says_it


def test_recall_is_the_share_of_statements_with_a_supporting_citation(answered: Make) -> None:
    """One statement proved, one cited wrongly, one not cited: a third; one of the two citations counts."""
    answer = answered("城镇新增就业1.24万人[1]。新建口袋公园19处[2]。改造老旧小区23个。", JOBS, PARKS)

    found = proof(answer, ())

    assert found.recall == pytest.approx(1 / 3)
    assert found.precision == pytest.approx(1 / 2)


def test_two_halves_of_a_proof_are_both_needed(answered: Make) -> None:
    """Neither passage says the sentence alone, and neither can be left out."""
    found = proof(answered("城镇新增就业1.24万人，新建口袋公园9处[1][2]。", JOBS, PARKS), ())

    assert (found.precision, found.recall) == (1.0, 1.0)


def test_an_idle_citation_costs_precision(answered: Make) -> None:
    """The second passage says nothing of it and is not missed: ALCE's irrelevant citation."""
    found = proof(answered("全年城镇新增就业1.24万人[1][2]。", JOBS, PARKS), ())

    assert (found.precision, found.recall) == (0.5, 1.0)


def test_an_answer_without_citations_has_no_precision(answered: Make) -> None:
    """Nothing cited counts 0, as in ALCE; nothing stated is not measured."""
    assert proof(answered("城镇新增就业1.24万人。"), ()).precision == 0.0
    assert proof(answered("是的。"), ()).precision is None
    assert proof(answered("是的。"), ()).recall is None


def test_what_is_said_not_to_be_there_needs_no_proof(answered: Make) -> None:
    """A sentence of refusal is no statement."""
    text = "城镇新增就业1.24万人[1]。报告中没有找到2021年城镇新增就业的人数。"

    assert proof(answered(text, JOBS), ()).recall == 1.0


def test_figure_support_looks_into_every_cited_passage(answered: Make) -> None:
    """Two of three figures stand in what is cited."""
    found = proof(answered("就业1.24万人[1]，公园9处[2]，投资99亿元[2]。", JOBS, PARKS), ())

    assert (found.supported, found.figures) == (2, 3)


def test_a_figure_found_only_in_another_document_is_misattributed(answered: Make) -> None:
    """112% stands in the right document as well; 4830 only in the neighbour's; 7 nowhere."""
    neighbour = Found("baisha-2024", "", "城镇新增就业4830人，完成112%")
    answer = answered("新增就业4830人，完成112%，另有7处[1]。", JOBS)
    both = proof(answered(answer.answer, JOBS, retrieved=(*answer.retrieved, neighbour)), ["qingshi-2025"])

    assert both.misattributed == ("4830",)
    assert proof(answered(answer.answer, JOBS, retrieved=(neighbour,)), ()).misattributed == ()
