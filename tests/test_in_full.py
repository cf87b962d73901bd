"""What later ones of several questions leave out is spelt out."""

import pytest

from rag.question.in_full import by_stance, in_full, whether


@pytest.mark.parametrize(
    ("text", "spelt_out"),
    [
        ("青石区GDP总量和增速各是多少?", "青石区GDP总量是多少，同比增长多少?"),
        ("电子业产值的规模、占比和排名分别是多少?", "电子业产值的规模是多少，占比是多少，排名第几?"),
        ("青石区财政收入完成数及增幅?", "青石区财政收入完成数是多少，同比增长多少?"),
        ("青石区财政收入的增幅和总额目标各是多少?", "青石区财政收入目标增长多少，总额是多少?"),
        ("青石区GDP从2023年到2024年是怎么变的?总量和增速都要。", "青石区GDP从2023年到2024年总量是多少，同比增长多少。"),
        ("青石区新增经营主体和总数各多少户?", "青石区新增经营主体是多少，总数是多少户?"),
        ("青石区工业增速,年初目标和最后结果分别是多少?", "青石区工业增速,年初目标是多少，实际完成多少?"),
        ("月塘水厂的投资和日供水量分别是多少?", "月塘水厂的投资多少，日供水量多少?"),
        ("茶叶产量多少,比上年涨还是跌、幅度多大?", "茶叶产量多少,同比增长多少?"),
        ("茶叶产量多少吨,同比怎么变的?", "茶叶产量多少吨,同比增长多少?"),
        ("消费怎么样,零售额是升是降、幅度多大?", "消费怎么样,零售额同比增长多少?"),
        ("投资定的增速是多少,年底交出的成绩单是多少?", "投资定的增速是多少,实际完成多少?"),
        ("绿道计划建多少公里,落地多少公里?", "绿道计划建多少公里,实际完成多少公里?"),
    ],
)
def test_a_later_question_names_what_it_asks(text: str, spelt_out: str) -> None:
    """Growth, share, rank and outcome, in the words that a question alone would have."""
    assert in_full(text) == spelt_out


@pytest.mark.parametrize(
    "text",
    [
        "GDP增速和投资增速各是多少?",
        "青石区GDP和财政收入分别是多少?",
        "哪些区公布了GDP总量和增速?",
        "各区GDP总量和增速?",
        "2024年多少吨,比2023年涨还是跌?",
        "签约资金多少,落地多少?",
        "茶叶产量多少,下降了多少?",
        "出口比上年涨还是跌?",
    ],
)
def test_a_question_that_names_it_is_left_alone(text: str) -> None:
    """Another indicator, many places, another year, no target before, an amount of which it fell, and no question before."""
    assert in_full(text) == text


def test_a_year_of_two_stances_is_asked_for_both() -> None:
    """In the order in which they are named; years of one stance each need no such thing."""
    assert by_stance("就业人数2021年计划、2021年实际和2022年计划依次是多少人?") == [
        "就业人数2021年计划是多少人?",
        "就业人数2021年实际是多少人?",
        "就业人数2022年计划是多少人?",
    ]
    assert not by_stance("就业人数2021年实际、2022年计划依次是多少人?")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("青石区GDP到底过没过3万亿？", "青石区GDP过3万亿了吗？"),
        ("外贸去年增没增长啊？", "外贸去年增长了吗？"),
        ("今年要不要修南湖大桥？", "今年要修南湖大桥吗？"),
        ("有没有新建学校？", "有没有新建学校？"),
        ("是不是全市第一？", "是不是全市第一？"),
        ("卫生院靠不靠谱？", "卫生院靠不靠谱？"),
    ],
)
def test_a_verb_said_twice_asks_for_yes_or_no(text: str, plain: str) -> None:
    """What every part reads as it stands is left alone, and so is what asks how much."""
    assert whether(text) == plain
