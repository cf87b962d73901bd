"""Hold one figure of an answer against the figures of the cited passages: Claim + Evidence[] → what agrees, what does not.

Digits alone prove nothing: 5.5 % stands in many reports. A figure is supported where a cited passage has it with the
unit, and nothing that the answer says of it (year, place, target or result, rise or fall, 新增 or 总数, indicator) is
contradicted there. What the answer leaves open is not held against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rag.figures.extract import FigureSpan, unit_kind
from rag.figures.indicators import names
from rag.records import Doubt, Passage, Span, Stance
from rag.stamp.evidence import Evidence
from rag.stamp.places import speaks_of
from rag.stamp.topic import asked_bag, bag, known_indicators, shared
from rag.stamp.wording import Amount, Movement, Roughness, says_target, so_already

SAME_TOPIC = 0.6
"""Words that share so much are about the same thing."""
OTHER_TOPIC = 0.25
"""Words that share no more are about different things, where others of the passage share more."""

ENOUGH = 3
"""Pairs of characters of an answer's words from which on they tell what a figure measures."""

QUOTED = 8
"""An answer that has so many characters before a figure as the passage has them quotes it."""

FINE = 3
"""A figure of so many digits that equals a rounded one does not do so by chance."""

_AMOUNT = re.compile(r"新增|净增|总[数量]")
"""Words that stand at figures of all kinds, and tell nothing of what they measure."""

_ADDED_UP = re.compile(r"累计|[三四五六七八九十]年")
"""Makes a figure that is told up to a year one of the years before it too."""

_FROM = re.compile(r"[由从]|\bfrom\b")

_STANCES = {"target": "目标", "achieved": "完成情况", "other": ""}
MOVEMENTS = {"up": "增长", "down": "下降", "": ""}
_AMOUNTS = {"added": "新增", "total": "总数", "": ""}
_BASES: dict[str, tuple[str, Decimal]] = {
    "平方公里": ("亩", Decimal(1500)),
    "公顷": ("亩", Decimal(15)),
    "平方米": ("亩", Decimal("0.0015")),
    "公里": ("米", Decimal(1000)),
    "兆瓦": ("千瓦", Decimal(1000)),
    "吉瓦": ("千瓦", Decimal(10**6)),
    "吨": ("公斤", Decimal(1000)),
    "斤": ("公斤", Decimal("0.5")),
    "度": ("千瓦时", Decimal(1)),
    "小时": ("分钟", Decimal(60)),
    "分": ("分钟", Decimal(1)),
    "成": ("%", Decimal(10)),
}
"""A unit → the one that all units of its kind are held against in, and how many of it there are in one."""
_DURATIONS = ("分钟", "天", "年", "个月")
"""Counted like things by the reader of figures, but 2小时 are not 120 of anything else."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of an answer with everything the answer says of it."""

    figure: FigureSpan
    rough: Roughness
    starts: bool
    """Whether it is what something rose or fell from; it is of no told year then, unless one stands right at it."""
    text: str
    """As written in the answer."""
    place: Span
    """Where it stands in the answer."""
    years: tuple[tuple[int, ...], ...]
    """The periods that it may be meant to be of; empty where the answer names none."""
    report_years: tuple[int, ...]
    regions: tuple[str, ...]
    """The places that it may be meant to be of."""
    stance: Stance | None
    firm_target: bool
    movement: Movement
    levels: bool
    """Whether it is what something rose or fell to."""
    amount: Amount
    clause: str
    before: str
    """The sentence up to it."""
    segment: str
    """The words at it alone, between the figures before and after."""
    subject: str
    """The words that name what it measures: those at it, else its clause, else the clause before."""


def same_value(one: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether two figures say the same quantity, in whatever unit and spelling."""
    (a, unit_a), (b, unit_b) = _comparable(one, other)
    return a == b and same_unit(unit_a, unit_b)


def agrees(claim: Claim, other: FigureSpan) -> bool:
    """Tell whether a passage's figure is what an answer says: the same, or what it rounds (约1.7万) or exceeds (超过1.6万)."""
    if same_value(claim.figure, other):
        return True
    (said, unit), (there, other_unit) = _comparable(claim.figure, other)
    if not same_unit(unit, other_unit):
        return False
    rough = claim.rough or ("about" if _in_larger_scale(claim.figure, other) else "")
    factor = said / claim.figure.value if claim.figure.value else Decimal(1)
    return bool(rough) and rounds(claim.figure, there / factor, rough)


def _in_larger_scale(figure: FigureSpan, other: FigureSpan) -> bool:
    """Tell whether a figure has three digits and more in a larger scale than another, which rounds it: 1.68万元 for 16842元."""
    said, there = (Decimal(digits(one.text)) if re.search(r"\d", one.text) else Decimal(0) for one in (figure, other))
    fine = len(figure.value.normalize().as_tuple().digits) >= FINE
    return fine and "." in figure.text and bool(said and there) and figure.value / said > other.value / there


def rounds(figure: FigureSpan, exact: Decimal, rough: Roughness) -> bool:
    """Tell whether a rough figure stands for an exact value: 约1.7万 for 1.69万, 超过1.6万 for 1.69万, about 60 for 59.3."""
    said = figure.value
    _, digits, exponent = said.normalize().as_tuple()
    single = len(digits) == 1 or not isinstance(exponent, int)
    step = said / 10 if single else Decimal(1).scaleb(int(exponent))
    if rough == "over":
        return said < exact < said + step
    return rough == "about" and abs(said - exact) <= (step / 4 if single else step / 2)


def _comparable(one: FigureSpan, other: FigureSpan) -> tuple[tuple[Decimal, str], tuple[Decimal, str]]:
    """Give two figures in one unit where both name theirs: 2.1 billion (jin) is held against 21亿斤 as it stands."""
    if one.unit and other.unit:
        return based(one), based(other)
    return (one.value, one.unit), (other.value, other.unit)


def based(figure: FigureSpan) -> tuple[Decimal, str]:
    """Give the value of a figure and its unit in those that all units of its kind are held against in."""
    unit, factor = _BASES.get(figure.unit, (figure.unit, Decimal(1)))
    return figure.value * factor, unit


def same_unit(one: str, other: str) -> bool:
    """Tell whether two units do not contradict: things are counted in 个, 家 or 项, and people in 个 (岗位) too."""
    if one == other or not one or not other:
        return "百分点" not in (one, other) or one == other
    if {one, other} <= {"人", "个"}:
        return True
    if one in _DURATIONS or other in _DURATIONS:
        return False
    kinds = unit_kind(one), unit_kind(other)
    return kinds == ("count", "count") and "位" not in (one, other)


def as_written(claim: Claim, found: Evidence) -> bool:
    """Tell whether a figure has the digits and scale in the answer that it has in the passage."""
    return _written(claim.figure.text) == _written(found.figure.text)


def _written(text: str) -> str:
    found = re.search(r"\d[\d,]*(?:\.\d+)?\s?[余多]?[千万亿]*%?", text)
    return re.sub(r"[\s,余多]", "", found.group() if found else text)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The evidence that fits a claim best."""

    evidence: Evidence
    doubts: tuple[Doubt, ...]
    closeness: float
    """How much the words at both share, from 0 to 1."""


def judge(claim: Claim, passage: Passage, told: Sequence[Evidence]) -> Judgement | None:
    """Find what a passage says of a claim's figure.

    Args:
        claim: from the answer.
        passage: cited for it.
        told: the figures of the passage.

    Returns: the evidence with the fewest doubts; None where the passage does not hold the figure.

    """
    asked = asked_bag(claim.segment)
    if len(asked) < 2:
        asked = asked_bag(claim.clause)
    held = [one for one in told if agrees(claim, one.figure)]
    rated = [Judgement(one, tuple(_doubts(claim, one, passage, told, asked)), shared(asked, one.words)) for one in held]
    return min(rated, key=lambda one: (len(one.doubts), -one.closeness), default=None)


def other_unit(claim: Claim, told: Iterable[Evidence]) -> Doubt | None:
    """Find the same digits with another unit: 5.2% where the passage has 5.2个百分点, 2358亿元 where it has 2358万元."""
    said = digits(claim.figure.text)
    for one in told:
        if digits(one.figure.text) == said and one.figure.unit and not same_value(claim.figure, one.figure):
            return Doubt("unit", one.text)
    return None


def digits(text: str) -> str:
    """Give the number of a figure as written, without its scale and unit."""
    found = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    return found.group().replace(",", "") if found else text


def _doubts(
    claim: Claim, one: Evidence, passage: Passage, told: Sequence[Evidence], asked: frozenset[str]
) -> Iterable[Doubt]:
    if claim.years and one.periods and not any(_same_period(claim, years, one) for years in claim.years):
        yield Doubt("year", years_in_words(one.own_years))
    report_year = passage.context.report_year
    if claim.report_years and report_year and report_year not in claim.report_years:
        yield Doubt("year", f"{report_year}年报告")
    if claim.regions and not any(speaks_of(name, passage, one.clause, one.before) for name in claim.regions):
        yield Doubt("place", passage.context.region)
    if stance := _other_stance(claim, one):
        yield Doubt("stance", _STANCES[stance])
    if _opposed(claim, one):
        yield Doubt("direction", MOVEMENTS[one.movement or ("down" if claim.movement == "up" else "up")])
    if claim.amount and one.amount and claim.amount != one.amount:
        yield Doubt("amount", _AMOUNTS[one.amount])
    if other := _other_indicator(claim, one, told, asked) or _told_of_another(claim, one, told):
        yield Doubt("indicator", other)


def _opposed(claim: Claim, one: Evidence) -> bool:
    """Tell whether one rises where the other falls: by so much, to so much (降到4% is no 增长4%), or to what it rose or fell from."""
    if claim.levels and one.starts:
        return bool(claim.movement or _FROM.search(claim.clause))
    both = claim.movement and one.movement and claim.levels == one.levels
    return bool(both) and claim.movement != one.movement


def _same_period(claim: Claim, claimed: tuple[int, ...], one: Evidence) -> bool:
    added_up = one.amount == "added" and not _ADDED_UP.search(claim.before)
    for period in one.periods:
        if claimed == period:
            return True
        if one.starts and claimed in ((period[0] - 1,), (period[0],)):
            return True
        if len(claimed) > 1 and set(period) <= set(claimed):
            return True
        if len(claimed) == 1 < len(period) and claimed[0] == period[-1] and not added_up:
            return True
    return False


def _other_stance(claim: Claim, one: Evidence) -> Stance | None:
    if one.stance == "target" and claim.stance != "target" and not so_already(one.clause):
        return "target"
    if one.stance == "achieved" and claim.firm_target and not claim.starts and not says_target(one.sentence):
        return "achieved"
    return None


def _other_indicator(claim: Claim, one: Evidence, told: Sequence[Evidence], asked: frozenset[str]) -> str:
    """Name what a figure of the passage measures where the answer says that it measures something else."""
    close = shared(asked, one.words)
    if close >= SAME_TOPIC:
        return ""
    named = known_indicators(claim.segment) or known_indicators(claim.clause)
    around = bag(f"{one.sentence} {one.indicator}")
    if (
        named
        and one.name in names()
        and one.name not in named
        and not any(shared(bag(n), around) >= 0.5 for n in named)
    ):
        return one.indicator or one.clause
    if close <= OTHER_TOPIC and len(asked) >= ENOUGH:
        rivals = [
            shared(asked, other.words)
            for other in told
            if other.clause != one.clause
            and same_unit(other.figure.unit, claim.figure.unit)
            and (other.sentence != one.sentence or bag(one.indicator))
        ]
        if max(rivals, default=0.0) >= SAME_TOPIC:
            return one.indicator or one.clause
    return ""


def _told_of_another(claim: Claim, one: Evidence, told: Sequence[Evidence]) -> str:
    """Name what a figure measures where the answer's words are those by which another figure's name differs from its.

    农村居民人均可支配收入 and 城镇居民人均可支配收入 share most of their words; what tells them apart decides.
    """
    said, meant = bag(_AMOUNT.sub(" ", claim.subject)), asked_bag(claim.subject)
    if not said or not one.indicator or _quotes(claim, one):
        return ""
    own = bag(f"{one.indicator} {one.name} {one.segment}")
    for other in told:
        if other.figure.unit != one.figure.unit or other.movement != one.movement or other.stance != one.stance:
            continue
        theirs = bag(other.name)
        apart, kept = theirs - own, own - theirs
        if other.clause != one.clause:
            kept |= one.words - other.words
        if apart and not kept & meant and (2 * len(apart & said) >= len(apart) if kept else apart <= said):
            return one.indicator
    return ""


def _quotes(claim: Claim, one: Evidence) -> bool:
    """Tell whether the words right before a figure are those of the passage."""
    return len(claim.before) >= QUOTED and one.before.endswith(claim.before[-QUOTED:])


def years_in_words(years: tuple[int, ...]) -> str:
    """Write years shortly: 2024年, 2016-2020年."""
    return "" if not years else f"{years[0]}年" if len(years) == 1 else f"{years[0]}-{years[-1]}年"
