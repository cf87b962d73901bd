"""Read against what one thing is held that is named, not counted: text → Rival or nothing.

风电装机比水电多了吗 · 居民收入跑赢经济增速了吗 · 增速高于全国吗
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.figures.extract import figures
from rag.lexicon import lexicon
from rag.periods import periods
from rag.question.topic import measured_alike
from rag.records import Question

MORE = r"(?:超过|超出|超越|多于|高于|大于|快于|好于|优于|强于|高过|快过|跑赢|跑过|反超|领先)"
LESS = r"(?:低于|少于|小于|慢于|跑输|落后于?|不及|不足|不如)"
_RIVAL = re.compile(
    rf"(?:比(?P<than>[一-龥a-zA-Z]{{2,10}}?)(?:还|都|更|要|来得|(?:增长|发展|增加|涨|长|升)得)*(?:(?P<more>[多高大快强好])|[少低小慢差弱])|"
    rf"(?:{MORE}|(?P<less>{LESS}))(?:了|过)?(?P<other>[一-龥a-zA-Z]{{2,10}}?))(?=了|过|吗|没|[，？?]|$)"
)
_TARGET = re.compile(r"目标|计划|预期|任务|预算")
_AMOUNT = re.compile(r"[一二两三四五六七八九十百千万亿半]+(?:[成数倍多条件个项家所处座户人名元块亿万]|$)")
"""An amount in words: 超过两成, 超过十家."""
_SCOPE = re.compile(r"(?P<of>全[国省市区县]|世界|全球)(?:的)?(?:平均)?(?:水平|增速|增幅|速度)?")
_MEASURE = re.compile(r"的?(?:平均)?(?:水平|增速|增幅|涨幅|增长|速度)$")
_ENGLISH = re.compile(
    r"^(?P<subject>.+?)\b(?:(?:more|higher|faster|larger|bigger|greater|(?P<less>less|fewer|lower|slower|smaller))(?: \w+)?? than|"
    r"(?:outpac|outgr[eo]w|outstrip|overt[ao]k|exceed|surpass)\w*)"
    r" (?:that of |those of )?(?:the )?(?P<other>[a-z][a-z' -]+?)(?:'s)?(?= in (?:19|20)|[?,]|$)",
    re.I,
)
_EITHER = re.compile(
    r"[,:] (?:the |its )?(?P<one>[a-z][a-z' -]*?) or (?:the |its )?(?P<other>[a-z][a-z' -]+?)(?= in (?:19|20)|[?,]|$)",
    re.I,
)
"""Names two things of which one is to be chosen: which grew faster, imports or exports?"""
_GROWS = re.compile(r"\b(?:gr[eo]w\w*|rates? of increase|ris\w+|rose|increas\w+|faster|slower|outpac\w+)\b", re.I)
_WHOLES = (
    ("地区生产总值", re.compile(r"econom|\bgdp\b", re.I)),
    ("全国", re.compile(r"^(?:national average|nation|country|china)", re.I)),
    ("全省", re.compile(r"^(?:provincial average|province)", re.I)),
    ("全市", re.compile(r"^(?:city average|city)", re.I)),
)


@dataclass(frozen=True, slots=True)
class Rival:
    """What something is held against."""

    name: str
    """As asked, without what is measured of it: 经济 for 经济增速; 全国 for 全国平均水平."""
    asked: str
    """As asked."""
    full: str
    """With what is measured of both: 城镇居民收入 for 农村居民收入比城镇居民高."""
    more: bool
    """Whether the thing asked about is supposed to be the larger."""
    start: int
    """Where the words begin that hold it against the other; what stands before names the thing asked about."""
    whole: bool
    """Whether it is the country, the province, … that the place is part of."""


def rival(text: str) -> Rival | None:
    """Find what a yes/no question holds something against; no year, target or figure."""
    found = _RIVAL.search(text)
    if not found:
        return None
    asked = found["than"] or found["other"]
    if _TARGET.search(asked) or _AMOUNT.match(asked) or periods(asked, None) or figures(asked):
        return None
    more = found["more"] is not None if found["than"] else found["less"] is None
    whole = _SCOPE.fullmatch(asked)
    name = whole["of"] if whole else _MEASURE.sub("", asked) or asked
    return Rival(name, asked, measured_alike(asked, text[: found.start()]), more, found.start(), bool(whole))


def claim_in_chinese(question: Question) -> str:
    """Write in Chinese that one thing exceeds another, where an English question asks that; else give its text.

    Did income grow faster than the economy?  →  居民人均可支配收入增速高于地区生产总值吗？
    """
    found = _ENGLISH.search(question.text) if question.lang == "en" else None
    if not found:
        return question.text
    whole = next((name for name, pattern in _WHOLES if pattern.search(found["other"])), "")
    named = [one.terms[0] for one in lexicon().expand(found["other"])]
    of_it = [
        one for one in question.expansions if one.asked in found["subject"].lower() and not _GROWS.search(one.asked)
    ]
    subject = max(of_it, key=lambda one: len(one.asked), default=None)
    if not subject or not (whole or named):
        return question.text
    grows = "增速" if _GROWS.search(question.text) else ""
    return f"{subject.terms[0]}{grows}{'低于' if found['less'] else '高于'}{whole or named[0]}吗？"


def either_in_chinese(question: Question) -> tuple[str, ...]:
    """Name in Chinese the two things of which an English question asks to choose one; nothing where either is not known.

    Which grew faster, urban or rural incomes?  →  城镇居民人均可支配收入, 农村居民人均可支配收入
    """
    found = _EITHER.search(question.text) if question.lang == "en" else None
    if not found:
        return ()
    one, tail = found["one"], found["other"].split()
    ways = [one, *(f"{one} {' '.join(tail[start:])}" for start in range(1, len(tail)))]
    first = next(filter(None, map(_in_chinese, ways[::-1])), "")
    other = _in_chinese(found["other"])
    return (first, other) if first and other and first != other else ()


def _in_chinese(words: str) -> str:
    """Give what reports call a thing that is known in English; nothing where more is named than that."""
    known = [one for one in lexicon().expand(words.lower()) if not _GROWS.fullmatch(one.asked)]
    rest = _GROWS.sub(" ", words.lower())
    for one in known:
        rest = rest.replace(one.asked, " ")
    return known[0].terms[0] if len(known) == 1 and not rest.strip() else ""
