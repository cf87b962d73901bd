"""The stamp on the figures of an answer: what agrees with the passage, what does not, and what is computed."""

from __future__ import annotations

import pytest

from rag.records import Context, FigureCheck, Passage, Report, Stance
from rag.verify import Verified, verify

REPORTS = [
    Report(id="q", path="q.md", region="青石区", year=2025),
    Report(id="b", path="b.md", region="白沙县", year=2025),
]


def passage(number: int, text: str, region: str = "青石区", year: int = 2024, stance: Stance = "achieved") -> Passage:
    context = Context(region, 2025, f"{region}2025年政府工作报告", ("一、工作",), (year,), stance)
    return Passage(f"r#{number}", "r", "text", text, (0, len(text)), ((0, 0),), context)


DONE = passage(
    0, "地区生产总值增长6.1%，一般公共预算收入完成45.2亿元；城镇新增就业1.24万人；服务业占比提高2.3个百分点。"
)
FELL = passage(1, "2024年，安全事故起数下降18.5%；市场主体新增3200户，总数为4.1万户。")
PLAN = passage(2, "地区生产总值增长6%左右，新建公园8处。", year=2025, stance="target")
OTHER = passage(3, "全县地区生产总值增长5.2%，公路通车里程310公里。", region="白沙县")
GIVEN = [DONE, FELL, PLAN, OTHER]


def check(text: str) -> FigureCheck:
    """Verify an answer of one figure."""
    (found,) = checked(text).figures
    return found


def checked(text: str) -> Verified:
    return verify(text, GIVEN, REPORTS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年，青石区地区生产总值增长6.1%[1]。", "written"),
        ("青石区2024年GDP增速为6.1%[1]。", "written"),
        ("青石区2024年新增城镇就业12,400人[1]。", "converted"),
        ("Qingshi created 12,400 urban jobs in 2024 [1].", "converted"),
        ("In 2024 Qingshi's budget revenue reached 4.52 billion yuan [1].", "converted"),
        ("The share of services rose by 2.3 percentage points [1].", "written"),
        ("Baisha had 310 km of roads [4].", "written"),
        ("青石区2025年的目标是地区生产总值增长6%左右[3]。", "written"),
        ("2025年青石区将新建公园8处[3]。", "written"),
    ],
)
def test_a_right_figure_is_supported(text: str, found: str) -> None:
    """With the same digits, or in another unit, scale or spelling; paraphrases do no harm."""
    assert (check(text).found, check(text).doubts) == (found, ())
    assert check(text).supported_by == (1,)


@pytest.mark.parametrize(
    ("text", "about", "told"),
    [
        ("2023年，青石区地区生产总值增长6.1%[1]。", "year", "2024年"),
        ("2024年，白沙县地区生产总值增长6.1%[1]。", "place", "青石区"),
        ("2024年，乌有县地区生产总值增长6.1%[1]。", "place", "青石区"),
        ("In 2024, Baisha's GDP grew by 6.1% [1].", "place", "青石区"),
        ("2025年，青石区地区生产总值增长6%[3]。", "stance", "目标"),
        ("青石区2024年的目标是城镇新增就业1.24万人[1]。", "stance", "完成情况"),
        ("青石区2024年服务业占比提高2.3%[1]。", "unit", "2.3个百分点"),
        ("青石区2024年一般公共预算收入45.2万元[1]。", "unit", "45.2亿元"),
        ("青石区2024年安全事故起数增长18.5%[2]。", "direction", "下降"),
        ("Safety accidents in Qingshi rose by 18.5% in 2024 [2].", "direction", "下降"),
        ("青石区2024年新增市场主体4.1万户[2]。", "amount", "总数"),
        ("青石区2024年固定资产投资增长6.1%[1]。", "indicator", "地区生产总值"),
    ],
)
def test_digits_alone_prove_nothing(text: str, about: str, told: str) -> None:
    """Year, place, target or result, unit, direction, amount and indicator must agree with the passage too."""
    found = check(text)

    assert found.supported_by == ()
    assert [(doubt.about, doubt.told) for doubt in found.doubts] == [(about, told)]


def test_a_figure_that_no_passage_holds_is_missing() -> None:
    """It is told apart from one that is there but disagrees."""
    assert check("2024年，青石区地区生产总值增长6.7%[1]。").found == "missing"


def test_a_citation_is_moved_to_the_passage_that_holds_the_figure() -> None:
    """The wrong mark goes, the right one takes its place, and the stamp says so."""
    verified = checked("2024年，青石区城镇新增就业1.24万人[4]。")

    assert verified.text == "2024年，青石区城镇新增就业1.24万人[1]。"
    assert [citation.passage for citation in verified.citations] == [DONE]
    assert [(c.found, c.moved, c.supported_by) for c in verified.figures] == [("written", True, (1,))]


def test_a_citation_is_not_moved_where_year_or_place_differ() -> None:
    """A passage with the same digits of another year is no better."""
    verified = checked("2021年，青石区城镇新增就业1.24万人[4]。")

    assert verified.text.endswith("[1]。")
    assert [(c.found, c.moved) for c in verified.figures] == [("elsewhere", False)]


def test_a_difference_is_computed() -> None:
    """Of two shares in percentage points; its operands are named."""
    verified = checked("2024年青石区地区生产总值增长6.1%[1]，白沙县增长5.2%[4]，青石区高0.9个百分点。")

    assert verified.figures[2].found == "computed"
    assert verified.figures[2].computed_from == ("6.1%", "5.2%")
    assert verified.figures[2].supported_by == (1, 2)


MORE = passage(
    0,
    "粮食产量12.4亿斤；高标准农田3万公顷；绿电外送21亿度；到市区的车程由2小时40分缩短到55分钟；贫困发生率降为零。去年的七件实事办成六件。"
    "全体居民收入增长5.1%，规上工业增加值增长7.6%、高于全市1.7个百分点；城镇化率由57.2%提高到61.8%；获得9金、5银、6铜；"
    "公务接待费用18.6万元，比上年少5.2万元；工业产值39.2亿元，农业产值7.6亿元；三次产业结构为21.3:34.8:43.9，供水漏损率由9.3%降到8.1%，接待费用是计划的93%；工业、服务业用电分别增长7.9%和11.2%。",
)
LAID_OUT = passage(
    1, "地铁二号线全长11.4公里，设站8座，年内完成土建工程的45%；盯紧亿元项目6个。", year=2025, stance="target"
)


def stamped(text: str) -> list[FigureCheck]:
    """Verify an answer against a long passage of results and one of plans."""
    return list(verify(text, [MORE, LAID_OUT], REPORTS).figures)


@pytest.mark.parametrize(
    "text",
    [
        "2024年青石区粮食产量12.4亿斤（约合62万吨）[1]。",
        "青石区2024年建成高标准农田45万亩[1]。",
        "2024年，青石区外送绿电21亿千瓦时[1]。",
        "青石区到市区的车程由160分钟缩短到55分钟[1]。",
        "青石区2024年贫困发生率降到0[1]。",
        "青石区7件实事办成了6件[1]。",
        "青石区2024年规上工业增加值增长7.6%，比全市高1.7个百分点，据此全市约为5.9%[1]。",
        "青石区2024年获得9金、5银、6铜共20枚奖牌[1]。",
        "青石区2024年公务接待费用18.6万元，比上年少5.2万元[1]，据此推算上年约为23.8万元。",
        "青石区2024年工业产值39.2亿元，农业产值7.6亿元[1]，工业是农业的5.2倍（39.2÷7.6）。",
        "青石区居民收入同比+5.1%[1]。",
        "青石区地铁二号线长11.4公里、设站8座，2025年要完成土建的45%[2]。",
        "2025年，青石区盯紧6个亿元项目[2]。",
        "2024年青石区城镇化率由57.2%提高到61.8%[1]，提高4.6个百分点。",
        "青石区城镇化率由2023年的57.2%提高到2024年的61.8%[1]。",
        "青石区2024年两个行业的产值（亿元）：工业39.2、农业7.6[1]。",
        "青石区2024年公务接待费用18.6万元，相当于计划的93%[1]，即计划20万元。",
        "青石区2024年第三产业占比为43.9%[1]。",
        "青石区2024年工业产值39.2亿元，农业产值7.6亿元[1]，比值约为5.16。",
        "青石区供水漏损率由9.3%降到8.1%[1]，下降1.2个百分点。",
    ],
)
def test_another_manner_of_writing_is_no_fault(text: str) -> None:
    """Units of one kind, numbers in words, what is worked out from what is cited, signs, and plans told at the end."""
    assert [(one.text, one.doubts) for one in stamped(text) if not one.supported_by] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2024年青石区粮食产量12.4亿斤（约合63万吨）[1]。", "63万吨"),
        ("青石区2024年规上工业增加值增长7.6%，比全市高1.7个百分点，据此全市约为5.8%[1]。", "5.8%"),
        ("青石区居民收入同比+6.1%[1]。", "6.1%"),
        ("青石区居民收入同比+5.1个百分点[1]。", "5.1个百分点"),
        ("青石区2024年服务业用电下降11.2%[1]。", "11.2%"),
        ("2024年青石区城镇化率由57.2%提高到61.8%[1]，降低4.6个百分点。", "4.6个百分点"),
        ("青石区城镇化率由2025年的57.2%提高到2024年的61.8%[1]。", "57.2%"),
        ("青石区2024年两个行业的产值（万元）：工业39.2、农业76000[1]。", "39.2"),
        ("青石区到市区的车程由160人缩短到55分钟[1]。", "160人"),
    ],
)
def test_the_same_manner_with_a_fault_is_doubted(text: str, wrong: str) -> None:
    """What is let pass is let pass only where it is right."""
    assert [one.text for one in stamped(text) if not one.supported_by] == [wrong]


@pytest.mark.parametrize("gap", ["0.8个百分点", "0.9%"])
def test_a_wrong_difference_is_not_computed(gap: str) -> None:
    """Neither another value nor percent for percentage points."""
    assert not checked(f"2024年青石区增长6.1%[1]，白沙县增长5.2%[4]，青石区高{gap}。").figures[2].supported_by


def test_a_difference_told_the_wrong_way_round_is_doubted() -> None:
    """What is larger in the later year rose."""
    told = "2024年青石区地区生产总值增长6.1%[1]，2025年目标增长6%[3]，比上年提高0.1个百分点。"

    assert [doubt.about for doubt in checked(told).figures[2].doubts] == ["direction"]


def test_what_is_compared_comes_first_whatever_its_year() -> None:
    """2023年比2024年少: the earlier year's figure is said to be the smaller."""
    told = "青石区2024年新增3200户[2]，2025年目标新建公园8处[3]。2024年比2025年目标{}3192个。"

    assert check_last(told.format("多")).doubts == ()
    assert [doubt.about for doubt in check_last(told.format("少")).doubts] == ["direction"]


def check_last(text: str) -> FigureCheck:
    return checked(text).figures[-1]


def test_year_and_place_of_a_heading_hold_for_its_list() -> None:
    """A list is checked by the line above it."""
    right = checked("青石区2024年：\n- 城镇新增就业1.24万人[1]\n- 地区生产总值增长6.1%[1]")
    wrong = checked("白沙县2024年：\n- 城镇新增就业1.24万人[1]\n- 地区生产总值增长6.1%[1]")

    assert all(figure.supported_by for figure in right.figures)
    assert not any(figure.supported_by for figure in wrong.figures)


def test_a_report_s_year_is_not_the_year_of_its_figures() -> None:
    """The report of 2025 tells of 2024; a report of another year is doubted."""
    assert check("据青石区2025年政府工作报告，2024年地区生产总值增长6.1%[1]。").supported_by == (1,)
    assert check("据青石区2023年政府工作报告，地区生产总值增长6.1%[1]。").doubts[0].told == "2025年报告"


def test_a_count_of_what_is_listed_is_right() -> None:
    """It stands in no passage, but beneath it."""
    verified = checked("青石区2024年有2项成绩：\n- 城镇新增就业1.24万人[1]\n- 地区生产总值增长6.1%[1]")

    assert verified.figures[0].found == "computed"


def test_sentences_without_proof_are_named() -> None:
    """One that cites nothing, and one whose passage is about something else; conclusions and lead-ins are not."""
    verified = checked(
        "主要情况如下：\n城镇新增就业1.24万人[1]。因此青石区就业较好。全区建成了三座跨海大桥。"
        "居民养老金标准连续上调并按时足额发放到位[4]。报告没有提到地铁。"
    )

    assert verified.unsupported == ("全区建成了三座跨海大桥。", "居民养老金标准连续上调并按时足额发放到位。")


def test_a_difference_from_a_fall_to_a_rise_is_their_sum() -> None:
    """From −18.5 to 6.1 it is 24.6 percentage points."""
    text = "2024年，青石区安全事故起数下降18.5%[2]。2024年，青石区地区生产总值增长6.1%[1]。两者相差24.6个百分点（计算得出）。"

    assert [(one.text, one.found) for one in checked(text).figures][-1] == ("24.6个百分点", "computed")


YEARLY = passage(
    0,
    "规上企业净增112家，总数达到935家；供水管网由36公里增加到58公里；进出口274.6亿元，增长8.1%，其中出口168.3亿元，增长8.7%；"
    "城镇、农村居民人均可支配收入分别增长7.9%和11.2%；开工率为59.3%。",
)
AHEAD = passage(1, "规上企业力争突破980家，进出口增长4%以上，出口突破182亿元。", year=2025, stance="target")


def yearly(text: str) -> list[FigureCheck]:
    """Verify an answer against what was done in 2024 and what is planned for 2025."""
    return list(verify(text, [YEARLY, AHEAD], REPORTS).figures)


@pytest.mark.parametrize(
    "text",
    [
        "青石区2025年规上企业要突破980家[2]，上年为935家[1]。",
        "Qingshi had 935 large firms in 2024 [1]; the goal for the following year is 980 [2].",
        "青石区2025年规上企业目标980家，比2024年的935家多45家[2][1]。",
        "规上企业：935家（2024年）、980家（2025年目标）[1][2]。",
        "青石区规上企业2024年935家→2025年目标980家[1][2]。",
        "青石区2025年目标：规上企业980家（2024年为935家），出口182亿元[2][1]。",
        "青石区2024年进出口增长8.1%[1]，2025年的目标降到4%以上[2]，低4.1个百分点。",
        "青石区2024年规上企业935家，净增112家[1]，即上年823家。",
        "青石区2024年进出口274.6亿元，扣除出口168.3亿元后[1]，进口约106亿元。",
        "青石区2024年出口168.3亿元，占进出口274.6亿元[1]的61.3%，超过六成。",
        "青石区2024年开工率约60%、接近六成[1]。",
        "2024年青石区城镇居民收入增长7.9%，农村增长11.2%，农村快3.3个百分点[1]。",
    ],
)
def test_years_and_targets_told_beside_each_other_are_kept_apart(text: str) -> None:
    """Each figure has its own year and stance, and what follows from right figures is right."""
    assert [(one.text, one.found, one.doubts) for one in yearly(text) if not one.supported_by] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("青石区2025年规上企业要突破980家[2]，次年为935家[1]。", "935家"),
        ("青石区2024年规上企业达到980家[2]。", "980家"),
        ("规上企业：935家（2023年）、980家（2025年目标）[1][2]。", "935家"),
        ("青石区2024年供水管网由58公里减少到36公里[1]。", "36公里"),
        ("青石区2024年城镇居民人均可支配收入增长11.2%[1]。", "11.2%"),
        ("青石区2024年进出口274.6亿元，增长8.7%[1]。", "8.7%"),
        ("青石区2024年开工率约57%[1]。", "57%"),
    ],
)
def test_a_figure_told_of_its_neighbour_is_doubted(text: str, wrong: str) -> None:
    """Another year's, a target's, another indicator's, or what was before told as what came of it."""
    assert wrong in [one.text for one in yearly(text) if not one.supported_by]


GREW = passage(
    0,
    "农村居民人均可支配收入由15312元增加到16847元；财政收入2134.6万元，增长8.7%；三次产业增加值分别为24.9亿元、458.7亿元、701.6亿元；"
    "道路投资46亿元，园区38个；新建泊位16个，低保标准为每年5640元，五年减税60.5亿元。",
)
AIMS = passage(1, "财政收入增长7%以上，道路投资突破58亿元；园区达到45个。", year=2025, stance="target")


def reckoned(text: str) -> list[str]:
    """Give the figures of an answer that are doubted."""
    return [one.text for one in verify(text, [GREW, AIMS], REPORTS).figures if not one.supported_by]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("青石区2024年农村居民人均可支配收入{}万元[1]。", ("1.68", "1.69")),
        ("青石区2024年农村居民人均可支配收入1.68万元，比上年多了{}元[1]。", ("1535", "1545")),
        ("青石区2024年财政收入2134.6万元，增长8.7%[1]，倒推上年约{}万元。", ("1964", "1946")),
        ("青石区2024年三次产业增加值24.9亿元、458.7亿元、701.6亿元，占比2.1%、38.7%和{}%[1]。", ("59.2", "57.2")),
        ("青石区2024年道路投资46亿元、园区38个，平均每个园区{}亿元[1]。", ("1.2", "1.3")),
        ("青石区道路投资2025年目标58亿元[2]，比2024年的46亿元[1]多12亿元（约{}%）。", ("26", "29")),
        ("青石区2024年低保标准每年5640元，折合每月{}元[1]。", ("470", "480")),
        ("青石区五年减税60.5亿元，每年约{}亿元[1]。", ("12.1", "12.7")),
    ],
)
def test_what_is_reckoned_freely_is_reckoned_after(text: str, wrong: tuple[str, str]) -> None:
    """Rounded to a larger scale, from a figure only the passage tells, grown back, shares of a list, rates, in brackets, by month and year."""
    right, other = wrong

    assert reckoned(text.format(right)) == []
    assert any(other in one for one in reckoned(text.format(other)))


def test_years_and_targets_go_with_their_own_part() -> None:
    """What rose from a year's figure is of a later year, and a plan's year ends what was done before it."""
    assert reckoned("青石区2024年完成道路投资46亿元，2025年计划突破58亿元[1][2]。") == []
    assert reckoned("青石区园区从2024年的38个增加到45个，为2025年目标[1][2]。") == []
    assert reckoned("青石区园区从2019年的38个增加到45个，为目标[1][2]。") == ["38个", "45个"]
