"""Places that a question asks about, and what is said of those that have no report."""

import pytest

from rag.decline import only_of_places, tells_other_rate
from rag.places import Gazetteer
from rag.question import understand
from rag.records import Report


def report(region: str) -> Report:
    """Give the report of a place."""
    return Report(region, f"{region}.md", "2025年政府工作报告", region, region[-1], year=2025)


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("霁州市全市2024年的GDP是多少？", ["霁州市"]),
        ("青石区对宁浦市的补助是多少？", ["宁浦市"]),
        ("青石区和南丰县2024年GDP谁高？", ["南丰县"]),
        ("霁州市长是谁？", ["霁州市"]),
        ("2024年城市更新改造了几个小区？", []),
        ("农贸市场和夜市2024年新增几处？", []),
        ("2025年上市公司有几家？", []),
        ("不出县看病的占几成？", []),
        ("送快递的中心县里建了几个？", []),
        ("来玩的人给县里撂下多少钱？", []),
        ("化工区和示范区的产值各是多少？", []),
        ("2024年省市级创新平台有多少？", []),
        ("青石区提出的“一河两区”是什么意思？", []),
        ("老周口古商城去年来了多少人？", []),
        ("What was GDP growth in Tibet in 2024?", ["Tibet"]),
    ],
)
def test_a_place_without_a_report_is_known_for_one(question: str, places: list[str]) -> None:
    """Whatever ends like a place and is no other word is one, wherever it stands."""
    assert [name for name, _ in Gazetteer([report("青石区")]).unknown(question)] == places


def test_students_of_a_place_are_no_university() -> None:
    """青石大学 is not 青石区, and 青石大学生 are those of 青石区."""
    gazetteer = Gazetteer([report("青石区")])

    assert [name for name, _ in gazetteer.known("青石大学生留下来的有多少？")] == ["青石区"]
    assert not gazetteer.known("青石大学招了多少人？")


def test_the_committee_of_a_place_keeps_its_name() -> None:
    """青石区委 is the 区委 of 青石, of which 区委 stays to be asked about."""
    assert Gazetteer([report("青石区")]).known("青石区委定了什么？") == [("青石区", (0, 2))]
    assert Gazetteer([report("青石区")]).known("青石区长2023年是谁？") == [("青石区", (0, 2))]


def test_english_names_that_are_no_pinyin_are_known() -> None:
    """Shaanxi is 陕西 and Shanxi is 山西, whose pinyin is the same; Inner Mongolia is 内蒙古."""
    gazetteer = Gazetteer([report("山西省"), report("陕西省"), report("内蒙古自治区")])
    asked = "Did Shaanxi, Shanxi or Inner Mongolia grow fastest?"
    assert [name for name, _ in gazetteer.known(asked)] == ["陕西省", "山西省", "内蒙古自治区"]


def test_the_whole_city_named_is_not_the_one_that_has_a_report() -> None:
    """霁州市全市 asks about 霁州市, though 青石市 is the only city in the index."""
    question = understand("霁州市全市2024年的GDP是多少？", [report("青石市")])
    assert (question.regions, question.places) == ((), ("霁州市",))


def test_only_what_names_a_place_is_said_of_it() -> None:
    """A statement about the report's own place, or a share where growth is asked for, is declined."""
    reports = [report("青石市")]
    growth = understand("霁州县2024年GDP增速是多少？", reports)
    assert only_of_places(growth, ["2024年，青石市GDP增长5%[1]。"], reports)[0].startswith("报告中没有找到霁州县")
    assert only_of_places(growth, ["2024年，青石市霁州县GDP占全市3%[1]。"], reports)[0].startswith("报告中没有找到")
    named = ["2024年，青石市霁州县GDP增长6%[1]。"]
    assert only_of_places(growth, named, reports) == named


def test_a_place_without_a_report_beside_one_that_has_one_is_asked_about_apart() -> None:
    """青石区和霁州市 asks about both; a road from one to the other is told by the report of the one."""
    first, second = understand("青石区和霁州市2024年GDP各增长多少？", [report("青石区")]).parts
    assert (first.regions, first.places, second.regions, second.places) == (("青石区",), (), (), ("霁州市",))
    road = understand("青石区到霁州市的铁路有多长？", [report("青石区")])
    assert (road.regions, road.places, road.parts) == (("青石区",), (), ())


def test_one_rate_does_not_answer_for_another() -> None:
    """办结率 is not 满意率."""
    question = understand("青石区2024年热线的满意率是多少？", [report("青石区")])
    assert tells_other_rate(question, "2024年，青石区办结率98%[1]。")
    assert tells_other_rate(question, "2024年，青石区物价涨幅2%[1]。")
    assert not tells_other_rate(question, "2024年，青石区98%的群众满意[1]。")
    assert not tells_other_rate(question, "2024年，青石区办结率98%，群众满意率95%[1]。")
