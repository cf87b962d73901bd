"""Say the dates of a Chinese text in English: str → Date[], each with its year as far as that is clear.

10月15日建成通车, in a review of 2021   →  October 15, 2021
6月底前完成搬迁, in a plan for 2025     →  by the end of June 2025
力争2026年底通航                        →  the end of 2026
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.periods import periods
from rag.records import Context, Span

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = {
    number: word
    for numbers, word in (("一1", "first"), ("二2", "second"), ("三3", "third"), ("四4", "fourth"))
    for number in numbers
}
_EDGES = {"初": "early", "中旬": "mid-", "上旬": "early", "下旬": "late", "底": "the end of", "末": "the end of"}
_YEAR = r"(?P<year>20\d\d年|今年|去年|明年|当年|年)?"
_DATE = re.compile(
    rf"{_YEAR}(?:(?<![\d.])(?P<month>1[0-2]|[1-9])月(?:(?P<day>\d{{1,2}})日(?:(?:至|到|-|—)(?P<last>\d{{1,2}})日)?|(?P<edge>初|中旬|上旬|下旬|底|末))?(?!份?[均来])"
    r"|(?P<half>[上下])半年|(?P<quarter>[一二三四1-4])季度|(?P<ends>(?<=年)[底末初]|末))(?P<before>之?前)?"
    r"|(?P<only>20\d\d)年(?P<by>之?前)?"
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date of a text."""

    english: str
    span: Span


def dates(text: str, context: Context) -> list[Date]:
    """Give the dates of a normalised text in order.

    Args:
        text: of a clause.
        context: of the passage, for the year where the text names none.

    """
    found = (Date(_said(match, context), match.span()) for match in _DATE.finditer(text))
    return [date for date in found if date.english]


def _said(match: re.Match[str], context: Context) -> str:
    if match["only"]:
        return f"{'by ' if match['by'] else ''}{match['only']}"
    year = _year(match["year"] or "", context)
    if match["ends"]:
        edge = _EDGES[match["ends"]]
        said = f"{edge} {year}" if year else ""
    elif match["half"]:
        said = f"the {'first' if match['half'] == '上' else 'second'} half of {year or 'the year'}"
    elif match["quarter"]:
        said = f"the {_NUMBERS[match['quarter']]} quarter of {year or 'the year'}"
    else:
        said = _in_month(match, year)
    return f"by {said}" if said and match["before"] else said


def _in_month(match: re.Match[str], year: str) -> str:
    month = MONTHS[int(match["month"]) - 1]
    if match["day"]:
        last = f"–{match['last']}" if match["last"] else ""
        return f"{month} {match['day']}{last}{f', {year}' if year else ''}"
    edge = _EDGES.get(match["edge"] or "", "")
    when = f"{month} {year}".strip()
    return f"{edge}{'' if edge.endswith('-') else ' '}{when}".strip()


def _year(named: str, context: Context) -> str:
    """Give the year of a date: the one named, else the one that the passage speaks of; empty where those are several."""
    if read := periods(named, context.report_year):
        return str(read[0].years[0])
    return str(context.years[0]) if len(context.years) == 1 else ""
