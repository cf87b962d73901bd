import pytest

from eval.matching import canonical, figures, found, holds_fact


@pytest.mark.parametrize(
    ("spelling", "text"),
    [
        ("1.24万人", "新增就业1.24万人，完成112%"),
        ("1.24万人", "新增就业１２４００人"),
        ("1.24万", "12,400 new jobs"),
        ("12400", "新增1.240万人"),
        ("31.62亿元", "3162000000元"),
        ("1.2亿", "about 120 million yuan"),
        ("3千万元", "3000万元"),
        ("4000余万", "4000 余万元"),
        ("5%", "增长 5.0% 左右"),
        ("5.5%", "增长５．５％"),
        ("5.5%", "rose by 5.5 percent"),
        ("2.3个百分点", "2.3 percentage points more"),
        ("5%-5.5%", "5.0%—5.5%"),
        ("58km", "a road of 58 km"),
        ("AI", "发展ai产业"),
        ("安澜大道", "安 澜 大 道"),
        ("两河一湖", "**“两河”一湖**"),
        ("8.6万", "达到8.6[1]万"),
        ("12平方公里", "12平方千米"),
        ("two", "two firms"),
        ("有", "有的"),
        ("已", "已经建成"),
        ("未", "尚未完成"),
        ("不", "不是"),
        ("没有", "没有完成"),
    ],
)
def test_a_fact_is_found_however_it_is_written(spelling: str, text: str) -> None:
    """Width, case, white space, marks, thousands commas and 万/亿 make no difference."""
    assert found(spelling, text)


@pytest.mark.parametrize(
    ("spelling", "text"),
    [
        ("5%", "增长5.5%"),
        ("5.5%", "增长15.5%"),
        ("1.3万", "21.3万人"),
        ("35", "3.5"),
        ("35", "35.2"),
        ("35", "135"),
        ("4000", "4000万元"),
        ("1.3", "1.3亿"),
        ("16900", "In 2016 900 people"),
        ("two", "a network"),
        ("no", "in the north"),
        ("有", "没有"),
        ("是", "不是"),
        ("增长", "未增长"),
        ("未", "未来三年"),
        ("是", "是否完成"),
        ("不", "不断改善"),
        ("能", "新能源"),
    ],
)
def test_a_look_alike_is_not_taken_for_the_fact(spelling: str, text: str) -> None:
    """Digits are bounded, Latin words start at their start, a verdict is not found behind a negation."""
    assert not found(spelling, text)


def test_any_spelling_will_do() -> None:
    """A fact stands in a text when one of its spellings does."""
    assert holds_fact(["15件", "15个", "15项"], "办好15项实事")
    assert not holds_fact(["15件", "15个"], "办好25个")


def test_a_number_between_two_others_stays_its_own() -> None:
    """White space goes, but not where it parts two numbers or two Latin words."""
    assert canonical("2024 12 400 人") == "2024 12 400人"
    assert canonical("Qing Shi district") == "qing shi district"


def test_figures_leave_out_the_calendar_names_and_numbering() -> None:
    """Years, days, 5G, PM2.5, marks and the numbers of list items are no figures."""
    text = "1. 青石区2024年（2020-2024年）新增1.24万人[1]，5G基站12个，PM2.5下降3%\n（2）1月7日，比2023年提高2.3个百分点，2000户"

    assert figures(text) == ("12400", "12", "3%", "2.3百分点", "2000")
    assert figures("opened to traffic on September 28 (9月28日), 12 km") == ("12",)


def test_figures_of_an_english_answer_are_those_of_the_chinese_passage() -> None:
    """12,400 is 1.24万, a percentage point is 个百分点."""
    english = figures("In 2024 it created 12,400 jobs, up 2.3 percentage points, 112 percent of the 58 km plan")

    assert english == ("12400", "2.3百分点", "112%", "58")
