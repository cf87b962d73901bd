"""Tell names that differ by their number alone: 5号线 and 9号线, 第三中学 and 第四中学, G205 and G309.

They read alike, by words and by meaning, and what is told of one never answers for another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rag.numerals import read_number

STAGE = "期"
"""What a name is told of in stages; it may go on without a number."""
_DIGITS = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?![\d一二三四五六七八九十])"
_ROAD = re.compile(
    r"(?<![a-z\d])(?P<code>[gsxyc])(?P<of_code>\d{2,4})(?!\d)|(?P<before>\d{2,4})(?P<level>国|省|县)道|(?P<named>国|省|县)道(?P<behind>\d{2,4})"
)
_LEVELS = {"国": "g", "省": "s", "县": "x"}
_CODE = re.compile(r"(?<![a-z\d])(?P<kind>[a-z]{1,3})-?(?P<number>\d{1,4})(?![\d.%])")
_NUMBERED = re.compile(
    rf"(?<![\d.月一二三四五六七八九十])(?P<number>{_DIGITS})(?P<kind>号(?![文召码称令])[一-龥]|期(?=[^间末望限货刊待内满权]|$)|标段|(?<=\d)g(?![a-z]))"
)
_ORDINAL = re.compile(
    rf"第(?P<number>{_DIGITS})(?P<kind>(?![届次批轮位名个家座条项例年月季产书方梯时线动大课责]|阶段|资源)[一-龥]{{2}})"
)
_SCHOOL = re.compile(
    rf"(?<![第\d.一二三四五六七八九十])(?P<number>{_DIGITS})中(?=学(?!生)|[校新改扩迁分的建]|[^一-龥]|$)学?"
)
"""四中 is short for 第四中学."""
_ENGLISH = re.compile(r"\bline (?P<line>\d{1,2})\b|\b(?:no\.? ?)(?P<school>\d{1,2}) (?P<kind>middle|primary) school")
_SCHOOLS = {"middle": "中学", "primary": "小学"}


@lru_cache(maxsize=1000)
def numbered(text: str) -> Mapping[str, frozenset[str]]:
    """Give the numbers that tell names of a kind apart: 号线 → 5, 9.

    Args:
        text: normalised.

    """
    found: dict[str, set[str]] = {}

    def add(kind: str, number: str) -> None:
        found.setdefault(kind, set()).add(number)

    for match in _ROAD.finditer(text):
        letter = match["code"] or _LEVELS[match["level"] or match["named"]]
        add("道", f"{letter}{match['of_code'] or match['before'] or match['behind']}")
    for match in _CODE.finditer(_ROAD.sub(" ", text)):
        add(match["kind"], match["number"])
    for pattern in (_NUMBERED, _ORDINAL):
        for match in pattern.finditer(text):
            add(match["kind"], str(read_number(match["number"])))
    for match in _SCHOOL.finditer(text):
        add("中学", str(read_number(match["number"])))
    for match in _ENGLISH.finditer(text):
        add(_SCHOOLS.get(match["kind"], "号线"), match["line"] or match["school"])
    return {kind: frozenset(numbers) for kind, numbers in found.items()}


def of_another_number(asked: str, told: Sequence[str], before: str = "") -> bool:
    """Tell whether clauses tell of another of such names than the one asked about, or go on about another or none.

    Args:
        asked: the question, normalised.
        told: clauses, normalised.
        before: what their passage says before them, normalised, its headings first.

    """
    wanted = numbered(asked)
    if not wanted:
        return False
    spoken_of: Mapping[str, frozenset[str]] = {}
    for clause in re.split("[,;。]", before):
        spoken_of = _goes_on(spoken_of, clause)
    for clause in told:
        spoken_of = _goes_on(spoken_of, clause)
        if any(not numbers & spoken_of.get(kind, numbers) for kind, numbers in wanted.items()):
            return True
    return any(kind not in spoken_of and kind != STAGE for kind in wanted)


def _goes_on(spoken_of: Mapping[str, frozenset[str]], clause: str) -> Mapping[str, frozenset[str]]:
    """Give what is spoken of behind a clause: what it names itself, else what was before, a stage of that beside it."""
    named = numbered(clause)
    return named if named.keys() - {STAGE} else {**spoken_of, **named}
