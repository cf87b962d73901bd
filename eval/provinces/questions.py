"""Questions over all invented reports, with what a right answer holds, and whether an answer does: Fact[] → Asked[].

    each       every place with its figure, and no place that tells none
    extreme    who is the highest or lowest, all of them where several are
    top        the first few, in order
    ranking    every place, in order
    filter     the places that reach a bound, and how many they are
    lacking    the places that set no target
    mentions   the places that mention a subject, and how many they are
    changed    the places whose target fell or rose from one year to the next
    outcome    the places that reached, or missed, what they had set

An answer is read as a person reads it: a line that opens with a place tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from eval.provinces.facts import REGIONS, Fact
from rag.records import Stance

REGIONS_BY_LENGTH = sorted(REGIONS, key=len, reverse=True)
Kind = Literal["each", "extreme", "top", "ranking", "filter", "lacking", "mentions", "changed", "outcome"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the places that its answer is about."""

    kind: Kind
    text: str
    places: tuple[str, ...]
    """In the order of the answer where that counts."""
    printed: tuple[str, ...] = ()
    """What is printed of each place, in the same order."""
    first: int = 0
    """Of a `top`: how many are asked for."""
    values: tuple[Decimal, ...] = ()
    """What each place is ranked by, in the same order."""
    counted: bool = False
    """Whether the question asks how many."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer gives of what it should."""

    right: int
    wanted: int
    wrong: int
    """Places given that should not be, or with another figure."""
    complete: bool


def questions(facts: Sequence[Fact], year: int) -> list[Asked]:
    """Give the questions about the reports of one year."""
    made = _Maker(facts, year)
    last = year - 1
    gdp, revenue, investment = "地区生产总值", "一般公共预算收入", "固定资产投资"
    retail, industry, jobs = "社会消费品零售总额", "规模以上工业增加值", "城镇新增就业"
    rate, prices, grain = "城镇调查失业率", "居民消费价格", "粮食总产量"
    energy, dust, income = "单位地区生产总值能耗", "PM2.5平均浓度", "居民人均可支配收入"
    urban, research, firms, trade = "常住人口城镇化率", "研发经费投入强度", "高新技术企业", "进出口总额"
    estates, air = "老旧小区改造", "优良天数比例"
    return [
        made.each(f"各省{year}年GDP增长目标", gdp),
        made.each(f"各省市{year}年地区生产总值增长目标分别是多少？", gdp),
        made.each(f"{year}年各省的财政收入增长目标是多少？", revenue),
        made.each(f"各省份{year}年固定资产投资增长目标", investment),
        made.each(f"各地{year}年社零总额增长目标是多少", retail),
        made.each(f"各省{year}年规上工业增加值增长目标", industry),
        made.each(f"各省{year}年城镇新增就业目标", jobs),
        made.each(f"各省区市{year}年城镇调查失业率控制目标是多少？", rate),
        made.each(f"各省{year}年CPI涨幅目标", prices),
        made.each(f"各省{year}年粮食产量目标是多少", grain),
        made.each(f"各省{year}年单位GDP能耗下降目标", energy),
        made.each(f"每个省{year}年PM2.5浓度目标是多少？", dust),
        made.each(f"各省{year}年居民人均可支配收入增长目标", income),
        made.each(f"各省{year}年城镇化率目标是多少？", urban),
        made.each(f"各省{year}年研发投入强度目标", research),
        made.each(f"各省{year}年新增高新技术企业的目标是多少家？", firms),
        made.each(f"各省{last}年GDP增速是多少？", gdp, stance="achieved", year=last),
        made.each(f"各省{last}年地区生产总值是多少亿元？", gdp, stance="achieved", year=last, unit="元"),
        made.each(f"{last}年各省城镇新增就业多少人？", jobs, stance="achieved", year=last),
        made.each(f"各省{last}年进出口增速", trade, stance="achieved", year=last),
        made.each(f"各省{last}年空气优良天数比例是多少？", air, stance="achieved", year=last),
        made.each(f"What is the GDP growth target of each province for {year}?", gdp),
        made.each(f"Urban new jobs target of every province in {year}", jobs),
        made.extreme(f"哪个省的{year}年城镇新增就业目标最高", jobs),
        made.extreme(f"哪个省{year}年GDP增长目标最高？", gdp),
        made.extreme(f"哪个省{year}年GDP增长目标最低？", gdp, lowest=True),
        made.extreme(f"{last}年GDP增速最快的是哪个省？", gdp, stance="achieved", year=last),
        made.extreme(f"{last}年哪个省份经济总量最大？", gdp, stance="achieved", year=last, unit="元"),
        made.extreme(f"哪个省{year}年粮食产量目标最高？", grain),
        made.extreme(f"{last}年哪个省的进出口下降最多？", trade, stance="achieved", year=last, lowest=True),
        made.extreme(f"哪个省{last}年PM2.5浓度最低？", dust, stance="achieved", year=last, lowest=True),
        made.extreme(f"{year}年老旧小区改造计划最多的是哪个省？", estates),
        made.extreme(f"Which province has the highest GDP growth target for {year}?", gdp),
        made.extreme(f"Which province had the lowest GDP growth in {last}?", gdp, stance="achieved", year=last, lowest=True),
        made.top(f"{last}年GDP增速排名前三的省份是哪些？", gdp, 3, stance="achieved", year=last),
        made.top(f"{last}年GDP总量前五名的省份", gdp, 5, stance="achieved", year=last, unit="元"),
        made.top(f"{last}年城镇新增就业最多的三个省", jobs, 3, stance="achieved", year=last),
        made.top(f"{last}年研发经费投入强度最高的5个省", research, 5, stance="achieved", year=last),
        made.top(f"Top three provinces by GDP growth in {last}", gdp, 3, stance="achieved", year=last),
        made.ranking(f"各省{last}年GDP增速排名", gdp, stance="achieved", year=last),
        made.ranking(f"按{year}年城镇新增就业目标给各省排个序", jobs),
        made.filter(f"有多少个省{year}年GDP增长目标不低于5%？", gdp, lambda x: x >= 5, counted=True),
        made.filter(f"哪些省{year}年GDP增长目标在5.5%以上？", gdp, lambda x: x >= Decimal("5.5")),
        made.filter(f"哪些省{year}年的GDP增长目标低于5%？", gdp, lambda x: x < 5),
        made.filter(f"{last}年GDP增速超过6%的省份有几个？", gdp, lambda x: x > 6, stance="achieved", year=last, counted=True),
        made.filter(f"{last}年哪些省固定资产投资是下降的？", investment, lambda x: x < 0, stance="achieved", year=last),
        made.filter(f"哪些省{year}年城镇新增就业目标超过50万人？", jobs, lambda x: x > 500_000),
        made.filter(f"How many provinces set a {year} GDP growth target of at least 5%?", gdp, lambda x: x >= 5, counted=True),
        made.lacking(f"哪些省没有提出{year}年粮食产量目标？", grain),
        made.lacking(f"哪些省没有设定{year}年固定资产投资增长目标？", investment),
        made.mentions("哪些省提到低空经济", "低空经济"),
        made.mentions("哪些省份的报告提到了人形机器人？", "人形机器人"),
        made.mentions("有多少个省提到银发经济？", "银发经济", counted=True),
        made.mentions("哪些省要发展商业航天？", "商业航天"),
        made.mentions("哪几个省提到了海洋牧场", "海洋牧场"),
        made.mentions("Which provinces mention 低空经济?", "低空经济"),
        made.mentions("哪些省没有提到数字人民币？", "数字人民币", absent=True),
        made.each("全国31个省份今年GDP目标都定了多少", "地区生产总值"),
        made.each(f"把各省{year}年的城镇新增就业目标列个表", "城镇新增就业"),
        made.each("各个省去年经济增速是多少", "地区生产总值", stance="achieved", year=last),
        made.each(f"全部省份{year}年居民消费价格涨幅预期", "居民消费价格"),
        made.extreme("今年GDP目标定得最高的省是哪几个", "地区生产总值"),
        made.extreme("去年哪个省的财政收入增长最快", "一般公共预算收入", stance="achieved", year=last),
        made.extreme(f"哪个省{year}年固定资产投资目标增速最低", "固定资产投资", lowest=True),
        made.extreme(f"{last}年优良天数比例最高的是哪里", "优良天数比例", stance="achieved", year=last),
        made.extreme(f"{last}年粮食产量最大的省", "粮食总产量", stance="achieved", year=last),
        made.top(f"{last}年社零增速排前5的省", "社会消费品零售总额", 5, stance="achieved", year=last),
        made.top(f"{last}年粮食产量前十的省份有哪些", "粮食总产量", 10, stance="achieved", year=last),
        made.filter(f"{year}年哪几个省把GDP目标定在6%及以上", "地区生产总值", lambda x: x >= 6),
        made.filter(f"{last}年PM2.5浓度低于30微克/立方米的省有哪些", "PM2.5平均浓度", lambda x: x < 30, stance="achieved", year=last),
        made.filter(f"{last}年财政收入负增长的省份", "一般公共预算收入", lambda x: x < 0, stance="achieved", year=last),
        made.filter(f"城镇化率超过70%的省有多少个？（{last}年）", "常住人口城镇化率", lambda x: x > 70, stance="achieved", year=last, counted=True),
        made.mentions("31个省里有几个省提到了低空经济", "低空经济", counted=True),
        made.mentions("哪些省份把生物制造写进了报告", "生物制造"),
        made.lacking(f"哪些省的报告没有给出{year}年进出口目标", "进出口总额"),
    ]  # fmt: skip


def over_years(facts: Sequence[Fact], year: int) -> list[Asked]:
    """Give the questions that need the reports of two years."""
    made = _Maker(facts, year)
    gdp, jobs, last = "地区生产总值", "城镇新增就业", year - 1
    return [
        made.changed(f"哪些省{year}年GDP增长目标比{last}年下调了？", gdp, lambda now, then: now < then),
        made.changed(f"哪些省{year}年的城镇新增就业目标比{last}年高？", jobs, lambda now, then: now > then),
        made.changed(f"Which provinces lowered their GDP growth target in {year} compared with {last}?", gdp, lambda now, then: now < then),
        made.outcome(f"哪些省完成了{last}年GDP增长目标？", gdp, met=True),
        made.outcome(f"哪些省没有完成{last}年城镇新增就业目标？", jobs, met=False),
        made.outcome(f"{last}年有几个省没有达到GDP增长目标？", gdp, met=False, counted=True),
        made.each(f"各省{last}年GDP增长目标", gdp, year=last),
        made.extreme(f"哪个省{year}年GDP增长目标最高？", gdp),
        made.changed(f"和{last}年比，哪些省调低了{year}年GDP增长目标", "地区生产总值", lambda now, then: now < then),
        made.changed(f"{year}年GDP目标与{last}年持平的省有哪些", "地区生产总值", lambda now, then: now == then),
        made.outcome(f"{last}年哪些省的GDP增速没达到目标", "地区生产总值", met=False),
        made.outcome("去年完成城镇新增就业目标的省份有哪些", "城镇新增就业", met=True),
    ]  # fmt: skip


def judge(asked: Asked, text: str) -> Verdict:
    """Hold an answer against the truth.

    Args:
        asked: the question with its truth.
        text: the answer as shown, with its last line on what was looked at.

    """
    body = text.split("名称或口径不同的：")[0].split("Under another name")[0]
    lines = [
        line for line in body.splitlines() if not line.startswith(("共查看", "其中")) and "reports were" not in line
    ]
    told = [(place, line) for line in lines if line.startswith("- ") and (place := _place(line))]
    lead = next((line for line in lines if not line.startswith("- ")), "")
    given = list(dict.fromkeys(place for place, _ in told))
    if asked.kind == "extreme":
        given = [place for place in REGIONS_BY_LENGTH if place in lead]
        return _verdict(set(given), set(asked.places))
    if asked.kind in ("each", "ranking"):
        printed = dict(zip(asked.places, asked.printed, strict=True))
        right = {place for place, line in told if place in printed and _holds(line, printed[place])}
        wrong = set(given) - right
        ordered = asked.kind == "each" or _ordered(given, asked)
        return Verdict(len(right), len(printed), len(wrong), len(right) == len(printed) and not wrong and ordered)
    if asked.kind == "top":
        verdict = _verdict(set(given), set(asked.places))
        return Verdict(verdict.right, verdict.wanted, verdict.wrong, verdict.complete and _ordered(given, asked))
    verdict = _verdict(set(given), set(asked.places))
    number = len(asked.places)
    # A person who asks how many wants the number, not to count lines.
    said = not asked.counted or str(number) in re.findall(r"\d+", lead)
    return Verdict(verdict.right, verdict.wanted, verdict.wrong, verdict.complete and said)


def _verdict(given: set[str], wanted: set[str]) -> Verdict:
    return Verdict(len(given & wanted), len(wanted), len(given - wanted), given == wanted)


def _ordered(given: Sequence[str], asked: Asked) -> bool:
    values = dict(zip(asked.places, asked.values, strict=True))
    row = [values[place] for place in given if place in values]
    return row == sorted(row, reverse=True) or (asked.kind == "ranking" and row == sorted(row))


def _holds(line: str, printed: str) -> bool:
    """Tell whether a line has a figure as printed; the marks of citations are no figures."""
    bare = re.sub(r"\[\d+\]", " ", line)
    return bool(re.search(rf"(?<![\d.]){re.escape(printed)}", bare))


def _place(line: str) -> str:
    return next((place for place in REGIONS_BY_LENGTH if re.match(rf"- (?:[A-Z][A-Za-z' ]+\()?{place}", line)), "")


class _Maker:
    """Makes questions out of facts."""

    def __init__(self, facts: Sequence[Fact], year: int) -> None:
        self._facts = facts
        self._year = year
        self._regions = list(dict.fromkeys(fact.region for fact in facts))

    def _of(self, name: str, stance: Stance = "target", year: int = 0, unit: str = "") -> list[Fact]:
        found = [f for f in self._facts if (f.indicator, f.stance, f.year) == (name, stance, year or self._year)]
        return [f for f in found if (f.unit == unit if unit else f.unit != "元")]

    def _numbers(self, name: str, **which: object) -> list[Fact]:
        return [fact for fact in self._of(name, **which) if fact.value]  # type: ignore[arg-type]

    def each(self, text: str, name: str, **which: object) -> Asked:
        facts = self._of(name, **which)  # type: ignore[arg-type]
        return Asked("each", text, tuple(f.region for f in facts), tuple(f.printed for f in facts))

    def extreme(self, text: str, name: str, *, lowest: bool = False, **which: object) -> Asked:
        facts = self._numbers(name, **which)
        best = (min if lowest else max)((fact.number for fact in facts), default=None)
        return Asked("extreme", text, tuple(fact.region for fact in facts if fact.number == best))

    def top(self, text: str, name: str, first: int, **which: object) -> Asked:
        facts = sorted(self._numbers(name, **which), key=lambda fact: -fact.number)
        kept = [fact for fact in facts if fact.number >= facts[min(first, len(facts)) - 1].number]
        return self._sorted("top", text, kept, first)

    def ranking(self, text: str, name: str, **which: object) -> Asked:
        return self._sorted("ranking", text, sorted(self._numbers(name, **which), key=lambda fact: -fact.number))

    def _sorted(self, kind: Kind, text: str, facts: Sequence[Fact], first: int = 0) -> Asked:
        return Asked(
            kind,
            text,
            tuple(fact.region for fact in facts),
            tuple(fact.printed for fact in facts),
            first,
            tuple(fact.number for fact in facts),
        )

    def filter(
        self, text: str, name: str, fits: Callable[[Decimal], bool], *, counted: bool = False, **which: object
    ) -> Asked:
        kept = tuple(fact.region for fact in self._numbers(name, **which) if fits(fact.number))
        return Asked("filter", text, kept, counted=counted)

    def lacking(self, text: str, name: str) -> Asked:
        there = {fact.region for fact in self._of(name)}
        return Asked("lacking", text, tuple(region for region in self._regions if region not in there))

    def mentions(self, text: str, subject: str, *, counted: bool = False, absent: bool = False) -> Asked:
        there = {fact.region for fact in self._of(subject, "other")}
        kept = tuple(region for region in self._regions if (region in there) != absent)
        return Asked("mentions", text, kept, counted=counted)

    def changed(self, text: str, name: str, fits: Callable[[Decimal, Decimal], bool]) -> Asked:
        now = {fact.region: fact.number for fact in self._numbers(name)}
        then = {fact.region: fact.number for fact in self._numbers(name, year=self._year - 1)}
        kept = tuple(region for region in now if region in then and fits(now[region], then[region]))
        return Asked("changed", text, kept)

    def outcome(self, text: str, name: str, *, met: bool, counted: bool = False) -> Asked:
        wanted = {fact.region: fact.number for fact in self._numbers(name, year=self._year - 1)}
        reached = {fact.region: fact.number for fact in self._numbers(name, stance="achieved", year=self._year - 1)}
        kept = tuple(region for region in wanted if (reached[region] >= wanted[region]) == met)
        return Asked("outcome", text, kept, counted=counted)
