"""How a question holds two things against each other."""

import pytest

from rag.index import Index
from rag.overview import overview
from rag.question import understand
from rag.question.contrast import contrast
from tests.figures.compared import compared_index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Four small reports of three places."""
    return compared_index(tmp_path_factory.mktemp("contrast"))


def told(question: str, index: Index) -> list[str]:
    """Give the lines of an answer from rows."""
    found = overview(understand(question, index.reports), index)
    assert found is not None
    return found.text.splitlines()


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("青石区2024年比白水县2023年高几个百分点？", "difference"),
        ("2023年多少处，2024年多少处，多了多少？", "difference"),
        ("青石区2024年是白水县2024年的几倍？", "ratio"),
        ("2024年和2023年哪个高？", "choice"),
        ("2025年目标定得是更高还是更低？", "choice"),
        ("By how much do 2023 and 2024 differ?", "difference"),
    ],
)
def test_what_is_asked_of_two_things_is_read(text: str, asks: str) -> None:
    """Their difference, their ratio, or which is the larger."""
    assert getattr(contrast(text), asks)


@pytest.mark.parametrize(
    ("text", "more", "fewer"),
    [
        ("2023年和2024年GDP增速哪年快？", "快", ""),
        ("青石区和白水县2024年谁新增的城镇就业多？", "多", ""),
        ("青石区和白水县2024年哪个县固定资产投资增得更快？", "快", ""),
        ("2023年和2024年失业率哪年更低？", "", "低"),
        ("2024年的目标比2023年高了还是低了？", "高", "低"),
        ("2024年比2023年是多是少？", "多", "少"),
        ("Which grew faster in 2024, exports or imports?", "faster", ""),
        ("Was growth lower in 2023 or 2024?", "", "lower"),
        ("Is the 2025 target higher or lower than the 2024 result?", "higher", "lower"),
    ],
)
def test_the_word_that_chooses_is_read(text: str, more: str, fewer: str) -> None:
    """It asks for the larger, for the smaller, or which of them the first is."""
    chosen = contrast(text).choice

    assert chosen is not None
    assert (chosen.more, chosen.fewer) == (more, fewer)


def test_how_a_gap_moved_is_no_difference() -> None:
    """缩小了吗 asks of two dates; 差距是多少 and 缩小了多少 ask for figures."""
    assert not contrast("这五年城镇和农村居民的收入差距缩小了吗").difference
    assert contrast("城镇和农村居民的收入差距是多少").difference


@pytest.mark.parametrize("text", ["Was growth in 2024 higher than in 2023?", "2024年GDP增速比2023年高吗？"])
def test_what_is_supposed_is_no_choice(text: str) -> None:
    """Yes or no is asked for."""
    assert not contrast(text).choice


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("青石区2024年和白水县2024年GDP增速谁更快？", "白水县更快："),
        ("青石区2023年和2024年GDP增速哪年更低？", "2024年更低："),
        ("青石区今年的GDP增速目标和去年实际增速比，是高了还是低了？", "2025年目标更高："),
        ("Which grew faster in 2024, Qingshi's GDP or Baishui's GDP?", "Faster in Baishui County (白水县), 2024:"),
    ],
)
def test_the_verdict_comes_first(question: str, verdict: str, index: Index) -> None:
    """By the word asked with, naming only what tells the one from the other; then both figures and their difference."""
    first, one, other, last = told(question, index)

    assert first == verdict
    assert one.startswith("- ")
    assert other.startswith("- ")
    assert "计算得出" in last or "(computed)" in last


@pytest.mark.parametrize("text", ["2023年和2024年GDP增长多少？", "青石区2023年、2024年分别有多少家？"])
def test_figures_side_by_side_are_no_contrast(text: str) -> None:
    """多少 asks for a figure, 增长 for a rate."""
    assert not contrast(text)


def test_the_words_that_compare_are_no_topic(index: Index) -> None:
    """What is left names the indicator alone."""
    question = understand("青石区2024年GDP增速比白水县2024年低几个百分点？", index.reports)

    assert question.kind == "compare"
    assert "低" not in question.topic


def test_a_target_is_held_against_a_result(index: Index) -> None:
    """Each year has the stance that its own words tell; 左右 makes the difference rough."""
    assert told("青石区2025年GDP增长目标比2024年实际高多少个百分点？", index) == [
        "- 青石区2025年目标：地区生产总值增长5.5%左右[1]",
        "- 青石区2024年：地区生产总值增长5.4%[2]",
        "青石区2025年目标比2024年高约0.1个百分点（计算得出）。",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "青石区今年的GDP增速目标和去年实际增速比，是高了还是低了？",
        "青石区今年的GDP增长目标，比去年实际增速高还是低？",
        "青石区今年GDP增长目标，跟去年实际完成的数比怎么样？",
    ],
)
def test_a_target_of_this_year_is_held_against_the_result_of_the_last(question: str, index: Index) -> None:
    """Years told as 今年 and 去年 are held against each other like those told in digits."""
    lines = told(question, index)

    assert [line.removeprefix("- ") for line in lines if "比" not in line and "更" not in line] == [
        "青石区2025年目标：地区生产总值增长5.5%左右[1]",
        "青石区2024年：地区生产总值增长5.4%[2]",
    ]
    assert lines[-1] == "青石区2025年目标比2024年高约0.1个百分点（计算得出）。"


def test_a_ratio_is_computed(index: Index) -> None:
    """To two digits behind the point."""
    assert told("南湖镇2025年新建公园是2024年的几倍？", index)[-1] == "南湖镇2025年目标是另一个的1.67倍（计算得出）。"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("白水县2024年GDP增速比青石区2023年高吗？", "是的。"),
        ("白水县2024年GDP增速比青石区2023年低吗？", "不是。"),
    ],
)
def test_a_comparison_that_is_supposed_gets_its_verdict(question: str, verdict: str, index: Index) -> None:
    """By the word behind 比, not by 增长 in the indicator's name."""
    assert told(question, index)[0] == verdict


def test_the_target_of_a_year_left_open_is_named_beside_its_result(index: Index) -> None:
    """A question that tells no stance may mean either."""
    assert told("青石区2024年GDP增速是多少？", index) == [
        "2024年，青石区地区生产总值增长5.4%[1]。",
        "青石区2024年目标：地区生产总值增长6%以上[2]。",
    ]


def test_several_places_without_a_year_are_given_in_every_year(index: Index) -> None:
    """In a table, where there are several years."""
    assert told("青石区和白水县的GDP增速分别是多少？", index)[0] == "地区生产总值（增长）："
