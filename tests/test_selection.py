"""Which places a question picks out of those compared."""

import operator
from decimal import Decimal

import pytest

from rag.selection import selection


@pytest.mark.parametrize(
    ("text", "bound", "fits"),
    [
        ("哪些省2025年GDP增长目标不低于5%？", "5", operator.ge),
        ("哪些省2025年GDP增长目标在5.5%以上？", "5.5", operator.ge),
        ("哪些市城镇新增就业目标超过50万人？", "500000", operator.gt),
        ("Which provinces set a target below 5%?", "5", operator.lt),
        ("2024年哪些省固定资产投资是下降的？", "0", operator.lt),
    ],
)
def test_a_bound_is_read_with_its_direction(text: str, bound: str, fits: object) -> None:
    """In base units; a fall is a bound of nothing."""
    found = selection(text)

    assert (found.bound, found.fits) == (Decimal(bound), fits)
    assert found.picks


@pytest.mark.parametrize(
    ("text", "first"), [("GDP增速排名前三的省份", 3), ("就业最多的5个区", 5), ("Top ten provinces by growth", 10)]
)
def test_the_first_few_are_counted(text: str, first: int) -> None:
    """In Chinese words, digits and English."""
    assert selection(text).first == first
    assert selection(text).where


def test_what_changed_what_was_missed_and_what_is_lacking_differ() -> None:
    """A lowered target is no bound, and no target is no missed one."""
    assert selection("哪些省2025年目标比2024年下调了？").change == "lower"
    assert selection("哪些省没有完成就业目标？").met is False
    assert selection("哪些省完成了就业目标？").met is True
    assert selection("哪些省没有提出粮食产量目标？").lacking
    assert selection("有多少个省提到低空经济？").counted


def test_a_number_of_things_is_no_number_of_places() -> None:
    """What is asked of one place is left to the passages."""
    found = selection("建成多少个镇级综合养老服务中心？")

    assert not (found.where or found.picks or found.counted)
