from __future__ import annotations

import pytest

from rag.english.gist import gist
from rag.records import Context, Question, QuestionKind

CONTEXT = Context("青石区", 2025, "", (), (2024,), "achieved")


def _gist(kind: QuestionKind, asked: str, text: str) -> str:
    return gist(text, Question(asked, "en", kind=kind), CONTEXT)


@pytest.mark.parametrize(
    ("asked", "text", "said"),
    [
        ("How many gold medals were won?", "青石健儿在省运会上冬夏项目共获得18枚金牌、位列全省第3", "18 gold medals"),
        ("How many expert studios were set up?", "推行36项便民措施，建成名医专家工作室11家", "11 expert studios"),
        ("How many stations are there?", "5号线青石段通车，全长11.8公里、设站9座", "9"),
        ("How many workdays does approval take?", "审批由86个工作日减至49个工作日", "from 86 workdays to 49 workdays"),
        (
            "By how much was it cut?",
            "“三公”经费支出21.7万元，比上年减少2.4万元",
            "24,000 yuan less than the year before",
        ),
    ],
)
def test_the_figure_asked_for_is_said(asked: str, text: str, said: str) -> None:
    """With what it counts where that has English; how far something moved only where that is asked."""
    assert _gist("figure", asked, text) == said


def test_more_than_promised_is_no_count_by_itself() -> None:
    """The count is told before it."""
    said = _gist(
        "figure",
        "How many school places were promised, and how many delivered?",
        "扩充公办学位7150个，比承诺多出950个",
    )
    assert said == "7,150 public school places, 950 more than promised"


@pytest.mark.parametrize("text", ["甲项目、乙项目分别投资3亿元、5亿元", "投资3亿元的甲项目开工，投资5亿元的乙项目投产"])
def test_of_several_figures_none_is_said_where_it_is_not_clear_which(text: str) -> None:
    """A wrong figure would be worse than a quote."""
    assert _gist("figure", "How much did the third project cost?", text) == ""


def test_the_date_of_what_is_asked_is_said() -> None:
    """A date that leads what comes behind is none of the clause before it."""
    assert _gist("when", "When does the water plant start?", "日供水8万吨的第二水厂10月通水") == "October 2024"
    assert _gist("when", "When did the berths open?", "12个泊位满负荷运转；11月28日") == ""


def test_people_and_places_are_named() -> None:
    """In Latin letters with their Chinese; not half of those that stand beside each other."""
    assert _gist("list", "Which teacher was named?", "退休教师杨素梅获评道德模范") == "Yang Sumei (杨素梅)"
    assert (
        _gist("list", "Which cities won the title?", "杭州、温州双获“湿地城市”") == "Hangzhou (杭州) and Wenzhou (温州)"
    )
    assert _gist("list", "Which villages became models?", "东岭村、樊家畈村评上示范村") == ""


def test_a_name_that_leads_its_clause_is_read_word_by_word() -> None:
    """What kind of thing it is is said in English."""
    said = _gist("list", "Which club won the title?", "体育事业再创佳绩，杭州篮球俱乐部荣获总冠军")
    assert said == "Hangzhou basketball club (杭州篮球俱乐部)"
