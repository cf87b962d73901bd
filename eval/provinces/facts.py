"""Invent what a province's report tells: region, year → Fact[], and the words each fact is printed in.

Figures come from a seeded generator and are nobody's; names of provinces are the only thing that is real. What makes
reports hard is here on purpose: an indicator goes by several names, targets are ranges, 左右, 以上, stretched, or 同步
with no number, and some reports leave an indicator out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from itertools import pairwise
from random import Random

from rag.records import Stance

REGIONS = [
    "北京市",
    "天津市",
    "河北省",
    "山西省",
    "内蒙古自治区",
    "辽宁省",
    "吉林省",
    "黑龙江省",
    "上海市",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "河南省",
    "湖北省",
    "湖南省",
    "广东省",
    "广西壮族自治区",
    "海南省",
    "重庆市",
    "四川省",
    "贵州省",
    "云南省",
    "西藏自治区",
    "陕西省",
    "甘肃省",
    "青海省",
    "宁夏回族自治区",
    "新疆维吾尔自治区",
]
"""The 31 places whose reports are made, in the customary order."""

SUBJECTS = (
    "低空经济",
    "银发经济",
    "冰雪旅游",
    "人形机器人",
    "首发经济",
    "新型储能",
    "商业航天",
    "生物制造",
    "海洋牧场",
    "数字人民币",
)
"""What some reports mention and others do not."""
MENTIONED = 0.55
"""Share of the reports that mention a subject."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of a report, or a subject it mentions (no unit, no value)."""

    region: str
    year: int
    indicator: str
    stance: Stance
    value: str
    """In base units, a plain decimal: 1200000 for 120万人; empty where words stand for the number."""
    unit: str
    printed: str
    """As it stands in the report: 5.5%左右."""
    high: str = ""
    """Upper end of a range."""
    stretch: str = ""
    """What the report hopes for beyond the target."""

    @property
    def number(self) -> Decimal:
        """The value to rank by: a range by its lower end."""
        return Decimal(self.value)

    def line(self) -> dict[str, object]:
        """Give the fact as a line of truth."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator, its names in reports, and the values it may have."""

    name: str
    names: tuple[str, ...]
    unit: str
    results: tuple[float, float, float]
    """Lowest, highest, step."""
    targets: tuple[float, float, float]
    result: str = "{name}增长{x}%"
    """How a result is printed."""
    target: tuple[str, ...] = ("{name}增长{f}",)
    """How a target is printed; {f} stands for the figure with 左右 or 以上."""
    said: float = 1.0
    """Share of the reports that set a target."""
    factor: int = 1
    """Base units in a printed one."""
    printed_unit: str = "%"
    after: tuple[str, ...] = ("左右", "以上")
    soft: tuple[str, ...] = ()
    """What stands for a number in some reports: 与经济增长同步."""
    ranged: bool = False
    """Whether some reports give a range or a stretch."""
    place: str = "head"
    """Where its target stands: in the list of targets, or in a task."""


GROWTHS = ("{name}增长{f}", "{name}增长{f}", "{name}预期增长{f}", "{name}增速{f}", "{name}增长目标为{f}")
INDICATORS = (
    Indicator("地区生产总值", ("地区生产总值", "GDP", "生产总值", "全{w}地区生产总值"), "%", (3.6, 7.4, 0.1),
              (4.0, 6.5, 0.5), target=GROWTHS, ranged=True),
    Indicator("一般公共预算收入", ("一般公共预算收入", "地方一般公共预算收入", "财政一般公共预算收入"), "%", (-2.4, 8.8, 0.1),
              (2.0, 6.0, 0.5), target=GROWTHS, said=0.9),
    Indicator("固定资产投资", ("固定资产投资", "全社会固定资产投资", "固定资产投资额"), "%", (-3.2, 9.6, 0.1), (3.0, 9.0, 1.0),
              target=GROWTHS, said=0.9),
    Indicator("社会消费品零售总额", ("社会消费品零售总额", "社零总额", "社会消费品零售额"), "%", (1.1, 8.2, 0.1), (4.0, 7.0, 0.5),
              target=GROWTHS, said=0.87, ranged=True),
    Indicator("规模以上工业增加值", ("规模以上工业增加值", "规上工业增加值", "规模工业增加值"), "%", (1.4, 10.8, 0.1),
              (4.0, 9.0, 0.5), target=GROWTHS, said=0.84),
    Indicator("进出口总额", ("外贸进出口总额", "进出口总额", "货物进出口总额", "外贸进出口"), "%", (-6.5, 14.2, 0.1),
              (2.0, 9.0, 1.0), target=("{name}增长{f}",), said=0.8, soft=("{name}保持稳定增长", "{name}稳中提质")),
    Indicator("城镇新增就业", ("城镇新增就业", "新增城镇就业", "城镇新增就业人数"), "人", (9, 150, 0.01), (8, 120, 1),
              result="{name}{x}万人", target=("{name}{f}", "{name}达到{f}", "实现{name}{f}"), said=0.94, factor=10**4,
              printed_unit="万人", after=("以上", "左右", "")),
    Indicator("城镇调查失业率", ("城镇调查失业率",), "%", (4.1, 5.6, 0.1), (4.5, 5.5, 0.5), result="{name}平均为{x}%",
              target=("{name}控制在{f}", "{name}{f}"), said=0.9, after=("左右", "以内")),
    Indicator("居民消费价格", ("居民消费价格", "居民消费价格总水平"), "%", (0.1, 1.2, 0.1), (2.0, 2.0, 1.0),
              result="{name}上涨{x}%", target=("{name}涨幅{f}", "{name}上涨{f}", "{name}涨幅控制在{f}"), said=0.84,
              after=("左右",)),
    Indicator("居民人均可支配收入", ("居民人均可支配收入", "全体居民人均可支配收入", "居民收入"), "%", (3.6, 7.6, 0.1),
              (4.5, 6.5, 0.5), target=("{name}增长{f}",), said=0.94,
              soft=("{name}增长与经济增长同步", "{name}增长与经济增长基本同步")),
    Indicator("粮食总产量", ("粮食产量", "粮食总产量"), "斤", (12, 1560, 0.1), (10, 1500, 5), result="{name}达到{x}亿斤",
              target=("{name}稳定在{f}", "{name}达到{f}"), said=0.8, factor=10**8, printed_unit="亿斤", after=("以上", "左右")),
    Indicator("单位地区生产总值能耗", ("单位地区生产总值能耗", "单位GDP能耗", "万元地区生产总值能耗"), "%", (1.8, 5.2, 0.1),
              (2.0, 4.0, 0.5), result="{name}下降{x}%", target=("{name}下降{f}", "{name}降低{f}"), said=0.77),
    Indicator("PM2.5平均浓度", ("PM2.5平均浓度", "细颗粒物（PM2.5）平均浓度", "PM2.5浓度"), "微克/立方米", (17, 44, 0.1),
              (18, 42, 1), result="{name}为{x}微克/立方米", target=("{name}控制在{f}", "{name}降至{f}"), said=0.7,
              printed_unit="微克/立方米", after=("以内", "左右", "以下"), place="生态"),
    Indicator("常住人口城镇化率", ("常住人口城镇化率",), "%", (41.2, 88.6, 0.1), (42.0, 89.0, 0.5), result="{name}达到{x}%",
              target=("{name}达到{f}", "{name}提高到{f}"), said=0.6, after=("", "左右", "以上"), place="城镇"),
    Indicator("研发经费投入强度", ("全社会研发投入强度", "研发经费投入强度", "全社会研发经费投入强度"), "%", (0.6, 6.2, 0.01),
              (1.0, 6.5, 0.1), result="{name}达到{x}%", target=("{name}达到{f}", "{name}提高到{f}"), said=0.65,
              after=("", "以上", "左右"), place="创新"),
    Indicator("高新技术企业", ("高新技术企业", "国家高新技术企业"), "家", (80, 4200, 1), (100, 5000, 50),
              result="新增{name}{x}家", target=("新增{name}{f}", "净增{name}{f}"), said=0.7, printed_unit="家",
              after=("以上", "", "左右"), place="创新"),
    Indicator("老旧小区改造", ("城镇老旧小区", "老旧小区"), "个", (120, 3600, 1), (100, 3000, 20), result="改造{name}{x}个",
              target=("改造{name}{f}", "新开工改造{name}{f}"), said=0.8, printed_unit="个", after=("", "以上"), place="城镇"),
    Indicator("优良天数比例", ("空气质量优良天数比例", "空气质量优良天数比率", "优良天数比例"), "%", (68.0, 98.9, 0.1),
              (70.0, 98.0, 0.5), result="{name}达到{x}%", target=("{name}达到{f}", "{name}保持在{f}"), said=0.7,
              after=("以上", ""), place="生态"),
)  # fmt: skip
"""All of them; the first is the growth, GDP_LEVEL beside it what the growth led to."""
GDP_LEVEL = ("地区生产总值", "元")

FIRST_GROWTH = 0.12
"""Share of the targets with a range or a stretch, where the indicator allows them."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with the words that print it."""

    fact: Fact | None
    """None where the words hold no figure and no stand-in for one: 稳中提质."""
    clause: str
    place: str = "head"


def results(region: str, year: int, rng: Random, word: str) -> list[Told]:
    """Invent what a report of the year after tells as reached in a year."""
    told = []
    for one in INDICATORS:
        x = _pick(one.results, rng)
        name = rng.choice(one.names).format(w=word)
        low = x < 0
        clause = one.result.format(name=name, x=_plain(abs(x)))
        if low:
            clause = clause.replace("增长", "下降")
        printed = f"{_plain(abs(x))}{one.printed_unit}"
        value = x if not _falls(one) else -x
        if one.name == "地区生产总值":
            level = Decimal(rng.randrange(2100, 139000))
            printed_level = f"{level}亿元" if rng.random() < 0.5 else f"{_plain(level / 10000)}万亿元"
            if printed_level.endswith("万亿元"):
                level = Decimal(printed_level.removesuffix("万亿元")) * 10000
            told.append(
                Told(
                    Fact(region, year, one.name, "achieved", f"{level * 10**8:f}", "元", printed_level),
                    f"{name}{rng.choice(('达到', '突破', '完成'))}{printed_level}",
                )
            )
            clause = f"{rng.choice(('同比增长', '增长', '按可比价格计算增长'))}{_plain(x)}%"
        fact = Fact(region, year, one.name, "achieved", f"{value * one.factor:f}", one.unit, printed)
        told.append(Told(fact, clause, one.place))
    return told


def targets(region: str, year: int, rng: Random, word: str) -> list[Told]:
    """Invent what a report sets as targets of its own year; some indicators are left out."""
    told = []
    for one in INDICATORS:
        if rng.random() >= one.said:
            continue
        name = rng.choice(one.names).format(w=word)
        if one.soft and rng.random() < 0.35:
            clause = rng.choice(one.soft).format(name=name)
            _, _, words = clause.partition("增长")
            fact = Fact(region, year, one.name, "target", "", "", words) if "同步" in words else None
            told.append(Told(fact, clause, one.place))
            continue
        told.append(_target(one, name, region, year, rng))
    return told


def _target(one: Indicator, name: str, region: str, year: int, rng: Random) -> Told:
    x = _pick(one.targets, rng)
    # The ends of the scale stay plain, so that there is no doubt about whose is the highest.
    inner = one.targets[0] < x < one.targets[1] - one.targets[2]
    kind = rng.random() if one.ranged and inner else 1.0
    step = Decimal(str(one.targets[2]))
    figure = f"{_plain(x)}{one.printed_unit}{rng.choice(one.after)}"
    high = stretch = ""
    if kind < FIRST_GROWTH:
        high = f"{(x + step) * one.factor:f}"
        figure = f"{_plain(x)}%—{_plain(x + step)}%" if rng.random() < 0.5 else f"{_plain(x)}%至{_plain(x + step)}%"
        clause = f"{name}增长{figure}"
    elif kind < 2 * FIRST_GROWTH:
        stretch = f"{(x + step) * one.factor:f}"
        clause = f"{name}增长{figure}、力争达到{_plain(x + step)}%"
    else:
        clause = rng.choice(one.target).format(name=name, f=figure)
    value = -x if _falls(one) else x
    fact = Fact(region, year, one.name, "target", f"{value * one.factor:f}", one.unit, figure, high, stretch)
    return Told(fact, clause, one.place)


def mentions(region: str, year: int, rng: Random) -> list[Fact]:
    """Choose the subjects that a report mentions."""
    return [Fact(region, year, name, "other", "", "", name) for name in SUBJECTS if rng.random() < MENTIONED]


def joined(told: Sequence[Told], rng: Random) -> list[Told]:
    """Print two growths in one clause now and then: A、B分别增长x和y."""
    plain = [one for one in told if one.clause.count("增长") == 1 and one.fact and one.fact.value and not one.fact.high]
    plain = [one for one in plain if not one.fact or not one.fact.stretch]
    pairs = [
        (a, b)
        for a, b in pairwise(told)
        if a in plain and b in plain and all(_named(a)) and all(_named(b)) and "下降" not in a.clause + b.clause
    ]
    if not pairs or rng.random() < 0.4:
        return list(told)
    a, b = rng.choice(pairs)
    (first, x), (second, y) = _named(a), _named(b)
    clause = f"{first}、{second}分别增长{x}和{y}"
    both = [Told(a.fact, clause, a.place), Told(b.fact, "", b.place)]
    return [new for one in told for new in (both if one is a else [] if one is b else [one])]


def _named(one: Told) -> tuple[str, str]:
    name, _, figure = one.clause.partition("增长")
    name = name.removesuffix("预期")
    return (name, figure) if figure[:1].isdigit() and "同比" not in name and name else ("", "")


def _falls(one: Indicator) -> bool:
    return "下降" in one.result


def _pick(scale: tuple[float, float, float], rng: Random) -> Decimal:
    low, high, step = (Decimal(str(end)) for end in scale)
    return low + step * rng.randrange(int((high - low) / step) + 1)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
