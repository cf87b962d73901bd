"""When in a year something is, and whether it came about by then."""

import pytest

from rag.moments import is_moment, moments


@pytest.mark.parametrize(
    ("asked", "told", "agrees"),
    [
        ("4月底前", "5月20日", False),
        ("10月底前", "10月18日", True),
        ("10月20日前", "10月28日", False),
        ("11月前", "10月28日", True),
        ("2024年底前", "12月26日", True),
        ("10月20日前", "10月", None),
        ("5月", "8月", False),
        ("上半年", "二季度", True),
        ("年底", "年底前", True),
        ("2024年底", "2025年9月", False),
        ("6月以后", "4月下旬", False),
        ("before November 2024", "10月28日", True),
        ("by the end of June", "7月1日", False),
    ],
)
def test_what_is_told_lies_in_what_is_asked_or_not(asked: str, told: str, agrees: bool | None) -> None:
    """Days, months, halves and ends of a year are compared; a month may or may not be before a day of it."""
    assert moments(asked)[0].borne_out(moments(told)[0]) is agrees


def test_how_long_something_took_is_no_moment() -> None:
    """Months that are counted name none of the year."""
    assert not moments("停工4个月") and not moments("连续20个月增长") and not moments("It may open")


def test_a_clause_that_tells_only_when() -> None:
    """A date before its comma, and no clause that says more."""
    assert is_moment("8月6日") and not is_moment("8月6日建成")
