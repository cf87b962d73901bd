"""Read when in a year something is: 10月底前, 11月18日, 年底, 上半年, November → the days it may be.

A question asks whether a thing came about by a day; a report tells the day, the month, or only the end of the year.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Literal

from rag.numerals import read_number

_MONTH_DAYS = 100
"""A day of the year is month * 100 + day."""
_FIRST, _LAST = 101, 1231
_PARTS = {
    "初": (1, 10),
    "上旬": (1, 10),
    "中": (11, 20),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "底": (21, 31),
    "末": (21, 31),
}
_HALVES = {"上": (101, 631), "下": (701, 1231)}
_ENDS = {"初": (101, 331), "底": (1201, 1231), "末": (1201, 1231), "内": (101, 1231)}
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_MOMENT = re.compile(
    rf"(?:(?P<year>(?:19|20)\d\d)(?:年|(?=年)))?(?:"
    rf"(?<!\d)(?<![一二三四五六七八九十])(?P<month>{_MONTH})月(?!份?来)(?:(?P<day>{_DAY})[日号]|(?P<part>[上中下]旬|[初中底末](?!旬)))?份?|"
    r"(?P<half>[上下])半年|第?(?P<quarter>[一二三四])季度|(?<![青少老中成常历])年(?P<end>[初底末内]))"
    r"(?P<bound>之?前|以前|之?后|以后)?"
)
_ENGLISH = re.compile(
    r"\b(?:(?P<bound>[Bb]efore|[Bb]y|[Aa]fter|[Uu]ntil) )?(?:the )?(?:(?P<part>end|start|beginning) of )?"
    rf"(?P<month>{'|'.join(calendar.month_name[1:])})\b(?: (?P<day>\d{{1,2}})\b)?"
)
_ENGLISH_PARTS = {"start": "初", "beginning": "初", "end": "底"}

Bound = Literal["", "before", "after"]


@dataclass(frozen=True, slots=True)
class Moment:
    """Days of a year, the first and the last that are meant."""

    first: int
    last: int
    place: int
    """Where in the text it stands."""
    year: int | None = None
    bound: Bound = ""

    def borne_out(self, told: Moment) -> bool | None:
        """Tell whether what is told lies in what is asked, as 年底前 does in 年底; None where it may or may not."""
        if self.year and told.year and self.year != told.year:
            later = told.year > self.year
            return {"before": not later, "after": later, "": False}[self.bound]
        first, last = self.first, self.last
        if told.last < first or told.first > last:
            return False
        by_then = told.bound == "before" and told.last == last
        return True if by_then or (first <= told.first and told.last <= last) else None


def moments(text: str) -> list[Moment]:
    """Find the moments of a text, in order; 10月底前 reaches from the year's first day to the month's last."""
    found = [_chinese(match) for match in _MOMENT.finditer(text)]
    return found or [_english(match) for match in _ENGLISH.finditer(text)]


def is_moment(text: str) -> bool:
    """Tell a clause that tells only when: 8月6日，隧道建成."""
    return bool(_MOMENT.fullmatch(text))


def _chinese(match: re.Match[str]) -> Moment:
    bound: Bound = "" if not match["bound"] else "before" if "前" in match["bound"] else "after"
    whole = bool(match["month"]) and not (match["day"] or match["part"])
    if match["month"]:
        first, last = _days(read_number(match["month"]), read_number(match["day"] or "0"), match["part"])
    elif match["quarter"]:
        quarter = read_number(match["quarter"])
        first, last = (quarter * 3 - 2) * _MONTH_DAYS + 1, quarter * 3 * _MONTH_DAYS + 31
    else:
        first, last = _HALVES[match["half"]] if match["half"] else _ENDS[match["end"]]
    return _bounded(first, last, match.start(), int(match["year"]) if match["year"] else None, bound, whole=whole)


def _english(match: re.Match[str]) -> Moment:
    said = (match["bound"] or "").lower()
    bound: Bound = "before" if said in ("before", "by", "until") else "after" if said == "after" else ""
    month = list(calendar.month_name).index(match["month"])
    first, last = _days(month, int(match["day"] or 0), _ENGLISH_PARTS.get(match["part"] or ""))
    whole = said == "before" and not (match["day"] or match["part"])
    return _bounded(first, last, match.start(), None, bound, whole=whole)


def _days(month: int, day: int, part: str | None) -> tuple[int, int]:
    first, last = (day, day) if day else _PARTS.get(part or "", (1, 31))
    return month * _MONTH_DAYS + first, month * _MONTH_DAYS + last


def _bounded(first: int, last: int, place: int, year: int | None, bound: Bound, *, whole: bool) -> Moment:
    """Give what lies before or after some days; before a whole month is before its first."""
    if bound == "before":
        first, last = _FIRST, first - 1 if whole else last
    elif bound == "after":
        first, last = first, _LAST
    return Moment(first, last, place, year, bound)
