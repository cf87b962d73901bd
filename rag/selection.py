"""Read which of the places compared a question picks out: str → Selection.

    不低于5% · 5.5%以上 · at least 5%        a bound
    排名前三的 · 最多的三个省 · top three     the first few
    比2024年下调 · lowered                   what changed from one year to the next
    没有完成 · missed                        what became of a target
    没有提出                                 those that tell nothing
    有多少个省                               how many they are

Not here: the figures (compare.py) and the words of the answer (overview).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rag.figures.extract import FigureSpan, figures, unit_kind
from rag.numerals import read_number
from rag.words import normalise

Compare = Callable[[Decimal, Decimal], bool]

PLACES = r"(?:地方|地区|区县|县区|区市|市县|城市|省份|省区市|省市|乡镇|镇街|省|市|区|县|镇|乡)"
"""What a question calls places in general."""
_COUNT = r"(?:[一二两三四五六七八九十]{1,3}|\d{1,2})"
_ENGLISH_COUNTS = {
    word: n for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}
_ENGLISH_COUNT = rf"(?:{'|'.join(_ENGLISH_COUNTS)}|\d{{1,2}})"
_ENGLISH_PLACES = r"(?:places|districts|counties|cities|provinces|regions)"

_FIRST = re.compile(
    rf"(?:排名?|位列|位居)?第?前(?P<a>{_COUNT})(?:名|位|强|个)?(?:的?{PLACES})?|最[高多大快低少小慢](?:的)?(?:前)?(?P<b>{_COUNT})[个位名]{PLACES}?"
    rf"|\btop\s+(?P<c>{_ENGLISH_COUNT})(?:\s+{_ENGLISH_PLACES})?",
    re.I,
)
_BEFORE: tuple[tuple[re.Pattern[str], Compare], ...] = tuple(
    (re.compile(rf"(?:{words})\s*$", re.I), compare)
    for words, compare in (
        ("不低于|不少于|不小于|大于等于|至少|at least|no less than|not below", operator.ge),
        ("不超过|不高于|不多于|不大于|至多|最多|at most|no more than|not above", operator.le),
        (
            "超过|高于|大于|多于|突破|超出|超|above|over|more than|higher than|greater than|exceed(?:ing|s|ed)?",
            operator.gt,
        ),
        ("低于|小于|少于|不到|不足|不及|below|under|less than|lower than", operator.lt),
    )
)
_AFTER: tuple[tuple[re.Pattern[str], Compare], ...] = (
    (re.compile(r"\s*(?:及|或|和)?(?:其)?(?:以上|之上|or more|or above|or higher)", re.I), operator.ge),
    (re.compile(r"\s*(?:及|或|和)?(?:其)?(?:以下|以内|之内|or less|or below|or lower)", re.I), operator.le),
)
_NEGATIVE = re.compile(
    r"负增长|为负|[是有出现]{1,2}下[降滑]的?|下[降滑]了?的(?:省|市|区|县|地)|negative growth|\bshrank\b|\bfell\b", re.I
)
_SINCE = r"(?:比|较|和|与|跟|同)(?:起)?(?:20\d\d年?|去年|上年|前一?年|上一年)?的?(?:相比)?(?:目标)?"
_LOWER = re.compile(
    rf"{_SINCE}[^，。？]{{0,6}}?(?:下调|调低|降低|低|减少|少)|下调|调低|\blower(?:ed)?\b|\breduced\b|\bcut\b", re.I
)
_HIGHER = re.compile(rf"{_SINCE}[^，。？]{{0,6}}?(?:上调|调高|提高|高|增加|多)|上调|调高|\braised?\b|\bhigher\b", re.I)
_SAME = re.compile(r"持平|不变|没有(?:变|调整)|unchanged|the same", re.I)
_MISSED = re.compile(
    r"(?:没有?|没能|未能?|未曾)(?:能|有)?(?:完成|实现|达到|达成|兑现)|低于(?:年初)?目标|miss(?:ed)?|did not (?:meet|reach)|fail(?:ed)?",
    re.I,
)
_MET = re.compile(r"完成|实现|达到|达成|兑现|超额|\bmet\b|\breach(?:ed)?\b|\bachieved?\b", re.I)
_LACKING = re.compile(
    r"(?:没有?|未)(?:能)?(?:提[出到及过]*|设[定置立]?|定|制定|明确|安排|公布|给出|写[到进入]?|说|列)|(?:do|did|does)(?: not|n['’]t) (?:set|mention|give|name|have)|without a",
    re.I,
)
_HOW_MANY = re.compile(
    rf"(?:有?多少|有?几)[个家]?{PLACES}(?=\d|[去今]年|[的提没设把将完达超低高在未有]|$|[?,])|{PLACES}(?:一共|总共)?有(?:多少|几)[个家]?|how many {_ENGLISH_PLACES}",
    re.I,
)
_REST = re.compile(r"^[的是在有了为\s]+|[的是在有了为\s]+$")


@dataclass(frozen=True, slots=True)
class Selection:
    """What a question picks out of the places compared; each part None or false where it does not."""

    bound: Decimal | None = None
    unit: str = ""
    """Of the bound."""
    fits: Compare = operator.ge
    """How a value stands to the bound: ge for 以上."""
    first: int = 0
    """How many of the first are wanted; 0 for all."""
    change: Literal["", "lower", "higher", "same"] = ""
    """Against the year before."""
    met: bool | None = None
    """What became of the target; meaningful only where a question asks for outcomes."""
    lacking: bool = False
    counted: bool = False
    """Whether the number of places is asked for."""
    where: str = ""
    """The words that name the kind of place: 三个省, 有几个市."""
    rest: str = ""
    """The question without the words that pick."""

    @property
    def picks(self) -> bool:
        """Whether not all places are wanted."""
        return self.bound is not None or bool(self.first or self.change or self.lacking)


def selection(text: str) -> Selection:
    """Read what a question picks out.

    Args:
        text: the question.

    """
    plain = normalise(text)
    bound, fits, span = _bound(plain)
    rest = plain if span is None else plain[: span[0]] + " " + plain[span[1] :]
    first = _FIRST.search(rest)
    rest = _FIRST.sub(" ", rest)
    change: Literal["", "lower", "higher", "same"] = ""
    for pattern, name in ((_LOWER, "lower"), (_HIGHER, "higher"), (_SAME, "same")):
        if not change and bound is None and pattern.search(rest):
            change, rest = name, pattern.sub(" ", rest)  # type: ignore[assignment]
    lacking = bool(_LACKING.search(rest))
    rest = _LACKING.sub(" ", rest)
    missed = bool(_MISSED.search(rest))
    met = False if missed else True if _MET.search(rest) else None
    counted = _HOW_MANY.search(rest)
    named = counted or (first if first and re.search(rf"{PLACES}$|{_ENGLISH_PLACES}$", first.group()) else None)
    return Selection(
        bound=bound.value if bound else (Decimal(0) if span else None),
        unit=bound.unit if bound else "",
        fits=fits,
        first=_number(first) if first else 0,
        change=change,
        met=met,
        lacking=lacking,
        counted=counted is not None,
        where=named.group() if named else "",
        rest=_REST.sub("", _MET.sub(" ", _MISSED.sub(" ", _HOW_MANY.sub(" ", rest)))),
    )


def _bound(text: str) -> tuple[FigureSpan | None, Compare, tuple[int, int] | None]:
    for figure in figures(text):
        start, end = figure.span
        if not figure.unit or unit_kind(figure.unit) == "time":
            continue
        for pattern, compare in _BEFORE:
            if match := pattern.search(text[:start]):
                return figure, compare, (match.start(), end)
        for pattern, compare in _AFTER:
            if match := pattern.match(text, end):
                return figure, compare, (start, match.end())
    if match := _NEGATIVE.search(text):
        return None, operator.lt, match.span()
    return None, operator.ge, None


def _number(match: re.Match[str]) -> int:
    word = next(filter(None, match.group("a", "b", "c"))).lower()
    return _ENGLISH_COUNTS.get(word) or read_number(word)
