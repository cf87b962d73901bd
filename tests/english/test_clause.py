"""Whole clauses in English: what is done, what things come to, and what is left in Chinese."""

from __future__ import annotations

import pytest

from rag.english.clause import rendered


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("开行中欧班列36列", "ran 36 China-Europe freight trains"),
        ("累计与3个国家缔结5对友城", "formed a total of 5 sister cities with 3 countries"),
        ("14个贫困村全部出列", "14 poor villages were all taken off the poverty list"),
        ("青岚大桥8月15日建成通车", "Qinglan Bridge (青岚大桥) was completed and opened to traffic on August 15"),
        ("不良贷款率由3.1%降到2.4%", "non-performing loan ratio fell from 3.1% to 2.4%"),
        (
            "高新技术企业、上市公司分别达到60家、7家",
            "new and high-tech enterprises and listed companies reached 60 and 7 respectively",
        ),
        ("新增里程6.2公里、车站4座", "added 6.2 km of route and 4 stations"),
        ("完成农村改厕2100余户", "completed rural toilet upgrades for over 2,100 households"),
        ("数量居全省第3位、全国第9位", "the number ranked 3rd in the province and ranked 9th in the country"),
        (
            "青岚市经济总量占全省超12%",
            "Qinglan City economic output (青岚市经济总量) made up over 12% of the provincial total",
        ),
    ],
)
def test_what_was_done_is_said_in_the_past(text: str, english: str) -> None:
    """A review's clause keeps its figures, names and ranks."""
    assert rendered(text, "青岚县", "achieved") == english


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("支持南京、无锡建设国家试验区", "support Nanjing (南京) and Wuxi (无锡) in building national pilot zones"),
        ("全县生产总值增长5%—5.5%", "GDP to grow by 5% to 5.5%"),
        ("居民消费价格涨幅2%左右", "consumer prices to rise by about 2%"),
        ("力争研发投入强度达到2.1%", "R&D intensity to reach 2.1%"),
        ("新(改)建燃气、供排水管网40公里", "build or rebuild 40 km of gas and water supply and drainage pipelines"),
        ("高质量完成第五次全国经济普查", "complete the fifth national economic census"),
    ],
)
def test_what_is_planned_is_said_as_a_plan(text: str, english: str) -> None:
    """A target's clause says what is to be."""
    assert rendered(text, "青岚县", "target") == english


@pytest.mark.parametrize(
    "text",
    [
        "力争研发投入强度达到2.1%",  # of a review: what was striven for was not reached
        "将新建公园3个",
        "推广青岚夜话说唱法",
        "全市实施棚户区项目46个",  # of another place than the report's
        "产值增长三成、加工率居前",
        "发展目标",
    ],
)
def test_a_clause_with_an_unknown_part_has_no_english(text: str) -> None:
    """Nothing is guessed, and nothing left out."""
    assert rendered(text, "青岚县", "achieved") == ""
