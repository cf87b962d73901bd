"""Questions about all reports at once."""

from pathlib import Path

import pytest

from rag.index import Index
from rag.index.build import build
from rag.overview import overview
from rag.question import understand
from rag.records import Compared
from rag.verify import verify
from tests.figures.compared import compared_index
from tests.index.small_index import KeywordEncoder


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Four small reports of three places."""
    return compared_index(tmp_path_factory.mktemp("overview"))


def told(question: str, index: Index) -> list[str]:
    """Give the lines of an overview, what was looked at last."""
    found = overview(understand(question, index.reports), index)
    assert found is not None
    return [*found.text.splitlines(), found.covered]


def test_every_place_is_given_with_its_figure(index: Index) -> None:
    """Each line has place, year, stance and citation; reports that tell nothing are counted and named."""
    assert told("各地2024年GDP增速是多少？", index) == [
        "- 白水县2024年：地区生产总值增长6.1%[1]",
        "- 青石区2024年目标：地区生产总值增长6%以上[2]",
        "- 青石区2024年：地区生产总值增长5.4%[3]",
        "共查看4份报告，其中1份没有这项内容：南湖镇2025。",
    ]


def test_several_places_and_years_stand_in_a_table(index: Index) -> None:
    """Target and result apart, each cell with its citation, empty ones said to be; fewer figures stay lines."""
    assert told("各地GDP增速是多少？", index) == [
        "地区生产总值（增长）：",
        "| 地区 | 年份 | 目标 | 结果 |",
        "| --- | --- | --- | --- |",
        "| 白水县 | 2024 | — | 6.1%[1] |",
        "| 青石区 | 2023 | — | 5.7%[2] |",
        "| 青石区 | 2024 | 6%以上[3] | 5.4%[4] |",
        "| 青石区 | 2025 | 5.5%左右[5] | — |",
        "共查看4份报告，其中1份没有这项内容：南湖镇2025。",
    ]
    assert told("各地2024年城镇新增就业多少？", index)[0].startswith("- ")


def test_the_figures_of_a_table_are_held_against_their_passages(index: Index) -> None:
    """Each is found in the passage of its own cell."""
    found = overview(understand("各地GDP增速是多少？", index.reports), index)
    assert found is not None
    verified = verify(found.text, [hit.passage for hit in found.hits])

    checked = {(check.text, check.supported_by) for check in verified.figures}
    assert checked == {("6.1%", (1,)), ("5.7%", (2,)), ("6%", (3,)), ("5.4%", (4,)), ("5.5%", (5,))}
    assert [citation.passage.report_id for citation in verified.citations][:2] == ["baishui-2025", "qingshi-2024"]


def test_an_answer_tells_what_it_compares(index: Index) -> None:
    """The places and years asked about, none where they are left open; one place and year compare nothing."""
    asked = {
        question: overview(understand(question, index.reports), index)
        for question in ("各地2024年GDP增速是多少？", "青石区历年GDP增速怎么变的？", "青石区2024年GDP增速是多少？")
    }

    assert [found and found.compared for found in asked.values()] == [
        Compared("地区生产总值", "growth", (), (2024,)),
        Compared("地区生产总值", "growth", ("青石区",), ()),
        None,
    ]


def test_the_highest_is_named_first_of_the_newest_results(index: Index) -> None:
    """A target does not win over what was reached, nor an older year over a newer."""
    lines = told("哪个地方的GDP增速最高？", index)

    assert lines[0] == "白水县最高[1]。"
    assert [line.split("：")[0] for line in lines[1:3]] == ["- 白水县2024年", "- 青石区2024年"]


def test_a_trend_goes_through_the_years_of_one_place(index: Index) -> None:
    """Targets are marked as such."""
    assert told("青石区历年GDP增速怎么变的？", index)[:4] == [
        "- 青石区2023年：地区生产总值增长5.7%[1]",
        "- 青石区2024年目标：地区生产总值增长6%以上[2]",
        "- 青石区2024年：地区生产总值增长5.4%[3]",
        "- 青石区2025年目标：地区生产总值增长5.5%左右[4]",
    ]


def test_a_target_stands_beside_its_outcome(index: Index) -> None:
    """Missed, met, or not told yet."""
    assert "未达到目标（结果与目标相差−0.6个百分点，计算得出）。" in told("青石区2024年GDP增长目标完成了吗？", index)
    assert "达到目标（结果与目标相差+1000人，计算得出）。" in told("青石区2024年城镇新增就业目标完成了吗？", index)
    assert "报告中没有找到对应的完成数。" in told("青石区2025年GDP增长目标完成了吗？", index)


def test_two_places_are_set_side_by_side_with_their_difference(index: Index) -> None:
    """The difference is computed and says so."""
    lines = told("青石区2023年和白水县2024年的GDP增速相差多少？", index)

    assert lines[2] == "青石区2023年比白水县2024年低0.4个百分点（计算得出）。"


def test_the_words_of_one_year_tell_its_stance_alone(index: Index) -> None:
    """A plan asked for beside a trend leaves the results of the other years in it."""
    assert told("青石区GDP增速从2023年到2025年怎么变？2024年计划是多少？", index)[:3] == [
        "- 青石区2023年：地区生产总值增长5.7%[1]",
        "- 青石区2024年目标：地区生产总值增长6%以上[2]",
        "- 青石区2025年目标：地区生产总值增长5.5%左右[3]",
    ]


def test_a_request_for_a_summary_names_no_indicator(index: Index) -> None:
    """把…汇总一下 asks for the figure of every place."""
    assert told("把各地的城镇就业年度目标汇总一下。", index)[0] == "- 青石区2024年目标：城镇新增就业1.2万人[1]"


def test_reports_that_mention_something_are_listed(index: Index) -> None:
    """Each with the clause that does; where none does, the answer declines and says what was looked at."""
    assert told("哪些地方提到公园？", index)[:2] == [
        "- 南湖镇2025年报告：新建公园3处[1]",
        "共查看4份报告，其中3份没有这项内容：白水县2025、青石区2024、青石区2025。",
    ]
    assert told("哪些地方提到低空经济？", index)[0].startswith("报告中没有找到")


def test_english_questions_are_answered_in_english(index: Index) -> None:
    """Names and figures stand in both, where they differ."""
    assert told("Which place has the highest GDP growth?", index)[0] == "Highest: Baishui County (白水县)[1]."


def test_one_figure_of_one_year_is_told_from_its_row(index: Index) -> None:
    """What was reached rather than what was planned; an amount that is not told is not made of its growth."""
    assert told("青石区2024年GDP增速是多少？", index)[0] == "2024年，青石区地区生产总值增长5.4%[1]。"
    assert told("青石区2024年GDP增长目标是多少？", index)[0] == "青石区2024年目标：地区生产总值增长6%以上[1]。"
    assert told("白水县2024年GDP是多少亿元？", index)[0].startswith("报告中没有找到白水县2024年地区生产总值的数额")
    assert told("白水县2024年GDP下降了多少？", index)[0].startswith("与提问所说不同")


@pytest.mark.parametrize("question", ["青石区2024年做了什么？", "各地都有哪些措施？", "南湖镇公园建了几处？"])
def test_other_questions_are_left_to_the_passages(question: str, index: Index) -> None:
    """One place and year, lists and definitions need no overview."""
    assert overview(understand(question, index.reports), index) is None


def test_a_part_is_found_by_whose_and_of_what_it_is(tmp_path: Path) -> None:
    """What stands in brackets is told where it is asked for."""
    (tmp_path / "q.md").write_text(
        "---\nregion: 青石区\nyear: 2025\n---\n\n# 2025年政府工作报告\n\n## 一、2024年工作回顾\n\n"
        "2024年，实施重大项目50个（含临港12个）。\n",
        "utf-8",
    )
    build([tmp_path], tmp_path / "index", KeywordEncoder())

    assert told("青石区2024年临港在重大项目里占几个？", Index.open(tmp_path / "index"))[0].endswith("12个[1]。")


def test_years_on_another_basis_stand_apart_in_a_trend(tmp_path: Path) -> None:
    """They are marked, not joined."""
    for year, text in ((2024, "2023年，城镇居民人均可支配收入增长5%。"), (2025, "2024年，居民人均可支配收入增长6%。")):
        (tmp_path / f"q-{year}.md").write_text(
            f"---\nregion: 青石区\nyear: {year}\n---\n\n# {year}年政府工作报告\n\n## 一、{year - 1}年工作回顾\n\n{text}\n",
            "utf-8",
        )
    build([tmp_path], tmp_path / "index", KeywordEncoder())

    assert told("青石区历年居民人均可支配收入增长多少？", Index.open(tmp_path / "index"))[:3] == [
        "- 青石区2024年：居民人均可支配收入增长6%[1]",
        "名称或口径不同的：",
        "- 青石区2023年：城镇居民人均可支配收入增长5%[2]",
    ]


def test_a_report_is_asked_for_rather_than_a_place(index: Index) -> None:
    """Then an older report of a place may be the highest; targets are not ranked among results."""
    assert told("GDP增长目标定得最高的是哪份报告？", index)[0] == "青石区2024年最高[1]。"
    assert "以下只有目标，不参加比较：" in told("哪份报告的GDP增速最高？", index)


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Index a report of 青石区 whose figures move, stand side by side, or are only planned."""
    folder = tmp_path_factory.mktemp("moved")
    (folder / "qingshi-2025.md").write_text(
        "---\nregion: 青石区\nyear: 2025\ntitle: 2025年政府工作报告\n---\n\n# 2025年政府工作报告\n\n## 一、2024年工作回顾\n\n"
        "2024年，优良天数增加12天。城镇、农村居民人均可支配收入分别为41000元、24500元，增长5.1%、6.3%。\n\n"
        "## 二、2025年工作目标\n\n2025年，地区生产总值增长5.5%左右。\n",
        "utf-8",
    )
    build([folder], folder / "index", KeywordEncoder())
    return Index.open(folder / "index")


def test_a_rise_is_told_as_one_and_answers_for_no_total(moved: Index) -> None:
    """优良天数增加12天 is no number of days; asked for the rise, it is the answer."""
    declined, *near, _ = told("青石区2024年优良天数是多少天？", moved)
    assert declined.startswith("报告中没有找到")
    assert near == ["2024年，青石区优良天数增加12天[1]。"]
    assert told("青石区2024年优良天数增加了多少天？", moved)[0] == "2024年，青石区优良天数增加12天[1]。"


def test_only_a_target_is_told_as_such_where_the_result_is_asked_for(moved: Index) -> None:
    """实际 asks for what came about."""
    assert told("青石区2025年GDP实际增长了多少？", moved)[:2] == [
        "报告中没有找到青石区2025年地区生产总值的完成情况，只有目标：",
        "青石区2025年目标：地区生产总值增长5.5%左右[1]。",
    ]


def test_two_indicators_are_held_against_each_other(moved: Index) -> None:
    """Each is given, and which is the larger; the first is completed by what only the other says."""
    assert told("青石区2024年城镇和农村居民收入差多少？", moved)[:3] == [
        "- 青石区2024年：城镇居民人均可支配收入41000元[1]",
        "- 青石区2024年：农村居民人均可支配收入24500元[1]",
        "城镇居民人均可支配收入比农村居民人均可支配收入多16500元（计算得出）。",
    ]
    verdict, _, _, difference, *_ = told("青石区2024年城镇和农村居民收入的增速，谁更快？", moved)
    assert verdict == "农村居民人均可支配收入增长更快："
    assert difference == "农村居民人均可支配收入增速比城镇居民人均可支配收入增速高1.2个百分点（计算得出）。"


@pytest.fixture(scope="module")
def through(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Index reports of 青石区 and 南湖镇 that tell of years in unlike words."""
    folder = tmp_path_factory.mktemp("through")
    texts = {
        ("青石区", 2021): (
            "“十三五”期间，地区生产总值年均增长6.6%，城镇化率由50.1%提高到58.2%。2020年，地区生产总值增长2.1%，引进亿元项目11个。",
            "2021年，地区生产总值增长6%，新增瞪羚企业2家、绿色工厂3家。",
        ),
        ("青石区", 2023): ("2022年，地区生产总值增长4.2%，城镇化率59.3%，新引进亿元项目14个。", "2023年，新增绿色工厂5家。"),
        ("南湖镇", 2023): ("2022年，跨境电商交易额2亿元。", "2023年，绿色工厂达到30家。"),
    }  # fmt: skip
    for (region, year), (review, plan) in texts.items():
        (folder / f"{'q' if region == '青石区' else 'n'}-{year}.md").write_text(
            f"---\nregion: {region}\nyear: {year}\ntitle: {year}年政府工作报告\n---\n\n# {year}年政府工作报告\n\n"
            f"## 一、{year - 1}年工作回顾\n\n{review}\n\n## 二、{year}年工作目标\n\n{plan}\n",
            "utf-8",
        )
    build([folder], folder / "index", KeywordEncoder())
    return Index.open(folder / "index")


def test_what_grew_a_year_on_average_is_told_only_where_that_is_asked(through: Index) -> None:
    """No single year stands beside the average of five, nor that beside single years."""
    years = [line.split("：")[0] for line in told("青石区历年GDP增速怎么变的？", through)[:-1]]
    assert years == ["- 青石区2020年", "- 青石区2021年目标", "- 青石区2022年"]
    assert overview(understand("青石区GDP平均每年增长多少？", through.reports), through) is None


def test_a_trend_tells_where_it_began(through: Index) -> None:
    """What five years moved from is the value of the year before them."""
    assert (
        told("青石区城镇化率这些年怎么变？", through)[0] == "- 青石区2016-2020年：常住人口城镇化率由50.1%提高到58.2%[1]"
    )


def test_two_years_in_a_row_are_each_told(through: Index) -> None:
    """从2020年到2021年目标 asks for what was reached and for the target."""
    assert told("青石区GDP增速从2020年到2021年目标怎么走？", through)[:2] == [
        "- 青石区2020年：地区生产总值增长2.1%[1]",
        "- 青石区2021年目标：地区生产总值增长6%[2]",
    ]


def test_what_was_brought_in_is_counted_like_what_is_newly_added(through: Index) -> None:
    """引进 and 新引进 tell one thing of two years."""
    assert [line.split("：")[0] for line in told("青石区引进亿元项目数量的趋势？", through)[:2]] == [
        "- 青石区2020年",
        "- 青石区2022年",
    ]


def test_how_many_reports_mention_something_is_told_first(through: Index) -> None:
    """Which they are may be asked behind that, in a piece of its own."""
    assert told("有几份报告提到跨境电商？分别是哪里的？", through) == [
        "提到的有1份报告（计算得出）：",
        "- 南湖镇2023年报告：跨境电商交易额2亿元[1]",
        "共查看3份报告，其中2份没有这项内容：青石区2021、青石区2023。",
    ]
    assert told("哪几年的青石区报告提到瞪羚企业？", through)[0].startswith("- 青石区2021年报告")


def test_a_report_that_tells_it_otherwise_is_none_that_tells_nothing(through: Index) -> None:
    """A total beside what others add stands apart, and its report is not among those without."""
    assert told("把各地提出的绿色工厂目标列一下。", through) == [
        "- 青石区2021年目标：绿色工厂新增3家[1]",
        "- 青石区2023年目标：新增绿色工厂5家[2]",
        "名称或口径不同的：",
        "- 南湖镇2023年目标：绿色工厂30家[3]",
        "共查看3份报告，都有这项内容。",
    ]


def test_only_reports_that_tell_the_stance_asked_for_count_as_telling(through: Index) -> None:
    """A result is no target."""
    assert told("各地GDP增长目标是多少？", through)[-1] == (
        "共查看3份报告，其中2份没有这项内容：南湖镇2023、青石区2023。"
    )
