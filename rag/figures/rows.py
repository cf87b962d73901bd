"""Read what the figures of a passage measure: Passage → Figure[].

    2024年，全区一般公共预算收入完成56.2亿元，同比增长4%；新增专精特新企业23家（含文昌湖2家）。

    一般公共预算收入   56.2亿元            2024  achieved
    一般公共预算收入   4 %      up         2024  achieved      the subject is taken from the clause before
    专精特新企业       23 家    new        2024  achieved
    文昌湖专精特新企业 2 家     part       2024  achieved      what stands in brackets belongs to what stands before them

Sentences are cut into clauses, and each clause at its figures: what stands before a figure names its indicator, or the
noun behind it that it counts; "A、B分别增长x、y" is dealt out. Year and stance are the clause's own where it tells
them, else the passage's. Not here: the value (extract.py), its name (naming.py),
one name for many (indicators.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rag.clauses import clauses, sentences
from rag.figures.extract import POINTS, FigureSpan, figures, unit_kind
from rag.figures.indicators import canonical
from rag.figures.naming import (
    ACCUMULATED,
    AFTER,
    GENERIC,
    MASK,
    MEASURE,
    QUOTED,
    clean,
    counted_noun,
    dealt,
    indicator_of,
    left_of,
    opening_noun,
    opening_verbs,
)
from rag.periods import periods
from rag.records import Change, Context, Figure, Passage, Qualifier, Span, Stance

_BRACKET = re.compile(r"\(([^()]*)\)")
_PARTS = re.compile(r"[（(][^（）()]{2,30}[）)]")
_JOIN = re.compile(r"(?:以上|以下|以内|左右|余|多)?(?:[、和与及]|以及)?(?:第|-|每人(?:每[年月日])?)?")
_MOVES = re.compile(r"(?:增长|增加|提高|上升|下降|减少|降低|回落)$")
_RANGE = re.compile(r"\s*(?:-|—{1,2}|–|~|～|至|到)\s*")
_BEFORE = re.compile(
    r"(约为?|大约|近|接近|超过?|突破|逾|高于|大于|不低于|不少于|不小于|至少|不超过|不高于|不多于|低于|小于|少于|控制在|最高|过)$"
)
_QUALIFIERS: dict[str, Qualifier] = {
    **dict.fromkeys(
        ("以上", "超", "超过", "突破", "逾", "高于", "大于", "不低于", "不少于", "不小于", "至少", "过"), "at_least"
    ),
    **dict.fromkeys(("以下", "以内", "之内", "不超过", "不高于", "不多于", "低于", "小于", "少于", "最高"), "at_most"),
    **dict.fromkeys(("左右", "上下", "余", "多", "约", "约为", "大约"), "about"),
    **dict.fromkeys(("近", "接近"), "near"),
}
_LINK = r"了?(?:的?(?:预期|预期性|约束性)?目标)?(?:约|近|超过?|达到?|[定设]?为|[定设]?在|是|预计|预期|分别|依次|均)*$"
_UP = re.compile(rf"(?:增长|增加|提高|提升|上升|上涨|上调|增幅|增速|涨幅|增长率|扩大|增|升|多){_LINK}")
_DOWN = re.compile(rf"(?:下降|减少|降低|回落|压减|缩减|下滑|收窄|下调|压缩|降|减){_LINK}")
_CUTS = re.compile(r"^(?:[、,和]|平均|累计)*(?:压减|减少|降低|压缩|缩减)")
_TO = re.compile(
    r"(?:[增提上下降减升缩回调变转扩压改跃攀优壮拓延收][长加高升降少低减落整变大窄缩善化展伸]?)(?:至|到|为)(?:约|近)?(?:每人每[月年])?$"
)
ADDING = re.compile(
    r"新增|净增|新(?:改扩?)?建|新登记|新设|新认定|新培育|新引进|新打造|新创[建设]|新开[工发业]|新签约?|新实施|新入驻|新孵化"
)
_COMPARABLE = re.compile(r"(?:同|可比|自然)口径|扣除|剔除")
_WORDS = re.compile(
    r"[与和同](?:[^,;、]{0,6})(?:经济|生产总值|gdp|收入|财政|居民|全[国省市])[^,;、]{0,6}?(?:基本|保持|大体)?(?:同步|一致|持平)(?:增长)?|(?:不低于|高于|达到|快于)[全省市国]{2}平均(?:水平|增速|增幅)?"
)
_ESTIMATE = re.compile(r"预计|初步统计|初步核算|初步预计")
_HELD_FOR = re.compile(r"连续[\d一二两三四五六七八九十]+年(?:(?:稳定|继续)?(?:保持|稳定)?在)$|每人每[年月日]$")
"""Tells how long a figure held, or what it is for: 连续18年保持在, 每人每月."""
_HELD_CHARS = 14
_STRETCH = re.compile(r"(?:力争|争取|奋斗目标)(?:达到|实现|完成|为|到|突破)?(?:增长)?$")
_FROM = re.compile(r"[由从](?:原来|上年|去年)?((?:19|20)\d\d年[初底末]?)?的?$")
"""Stands before what a figure moved from (由4.9%降到2.6%), which is of the year before unless it names its own."""
_REACHED_IN = re.compile(r"(?<=[到至为])((?:19|20)\d\d)年[初底末]?的?$")
"""Stands before what it moved to, where that names its year: 增长到2025年的4.93万亿元."""
_STEP = re.compile(r"^(?:大?台阶|大关|关口)")
"""Stands behind a figure that was passed, and names nothing: 突破千亿元大关."""
_STEPS = re.compile(
    r"(?:连续|先后|接连|成功|历史性)*(?:迈[上过]|跨[上过越]|跃上|登上|站上|越过|连[上跨过])了?[\d一二两三四五六七八九十]+个[百千万亿]*元?大?(?:台阶|大关|关口)"
)
"""Counts steps of what is told behind it: 地区生产总值连跨3个千亿元台阶、达到1.2万亿元."""
_ADDED_OF_IT = re.compile(r"其中:?,?(?:当年|今年|本年|年内|全年)?(?:新增|净增)$")
"""Of a whole, what was added to it this year: no part like others."""
_TOTAL = re.compile(r"总|累计|存量|现有")
_OF_THE_YEAR = re.compile(r"(?:全年|当年|今年|本年|年内|[上下]半年|\d月(?:份|底)?)[^,]{0,6}$")
"""Stands before 累计 where it sums up but the months of one year."""
_GOES_ON = re.compile(rf"^{AFTER.pattern}?[^,;]*?(?:、|以及|[和与及])")
_ITEM_LEAD = re.compile(rf"^{AFTER.pattern}?(?:以及|[、,和与及])*")
"""Stands between a figure and the noun of the next one of a list."""
_RATE = re.compile(r"(?:增速|增幅|增长率|涨幅)$")
_OF_A_FIRM = re.compile(r"(?:[投达]产|投用|开业|上市|落户|入驻|运营|竣工)$")
"""Ends what is said of a firm or a project, of which the clause behind it tells on: 甲公司投产，新增就业640人."""
_LABEL = re.compile(
    r"(?:(?:19|20)\d\d年|今年|[去上本全当]年|年[初度末])?[^,]{0,4}?(?:(目标|计划|预期|任务)|完成|实际|结果|执行)[^,]{0,4}"
)
"""Stands before a cell of a row that tells target and result side by side: 2025年目标：3%；2025年完成：7.3%."""
_CELLS = re.compile(rf"[,;]{_LABEL.pattern}:[^;。]+;{_LABEL.pattern}:")
_COMPARED = re.compile(r"(?:[比较同]|[快慢高低好优多少大小]于)$")


@dataclass(slots=True)
class _Carried:
    """What later clauses of a sentence leave out."""

    subjects: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    """All indicators of the sentence so far, in order."""
    years: tuple[int, ...] = ()
    opening: str = ""
    """The last clause without figures: 进出口增速 of 进出口增速，2025年目标：3%；2025年完成：7.3%."""
    cell: Stance | None = None
    """What the label before a figure of such a row says that it is."""

    def name(self, indicators: Sequence[str]) -> None:
        """Take note of what was told last; what else was told of an indicator (its growth, its share) names no other."""
        self.subjects = tuple(indicators)
        self.told += tuple(one for one in indicators if not one.startswith(self.told or "\n"))


@dataclass(frozen=True, slots=True)
class _Named:
    """A figure with what it measures; spans in the passage's text."""

    figure: FigureSpan
    indicator: str
    before: str
    """The words before it in its clause, for movement and qualifier."""
    after: str = ""
    part: bool = False
    high: Decimal | None = None
    counted: bool = False
    """Whether the noun behind it names it: 提升10条道路 is no rise."""
    years: tuple[int, ...] = ()
    """Its own, where it alone names them."""
    added: bool = False
    """Whether it goes on with what is newly added, as the figure before it: 新增甲2家、乙9家."""
    cumulative: str = ""
    """累计 before it, or before the list that it goes on with."""


_LEVELS = "国省市区县镇乡"
_WHOLE = re.compile(r"(?:[、,和与及]|预计|其中|到?\d{4}年,?|今年|去年)*(全[国省市区县])(?=.{2})(?!前列|第)")


class _Aligned(dict[int, str]):
    """NFKC and lower case, character for character, so that places stay what they were."""

    def __missing__(self, code: int) -> str:
        import unicodedata

        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = plain if len(plain) == 1 else chr(code)
        return self[code]


_ALIGNED = _Aligned()


def aligned(text: str) -> str:
    """Normalise a text without changing its length."""
    return text.translate(_ALIGNED)


def read_figures(passage: Passage) -> tuple[Figure, ...]:
    """Read the figures of a passage, in order.

    Args:
        passage: running text; headings and lists in short repeat what the text says and give none.

    """
    if passage.kind != "text":
        return ()
    text = aligned(passage.text)
    rows: list[Figure] = []
    for sentence in sentences(text):
        rows += _sentence(text, sentence, passage)
    return tuple(rows)


def _sentence(text: str, sentence: Span, passage: Passage) -> Iterator[Figure]:
    main = _masked(text, sentence)
    of_table = bool(_CELLS.search(main, *sentence))
    carried = _Carried()
    earlier: list[_Named] = []
    last = ""
    for span in clauses(main, sentence):
        clause = main[slice(*span)]
        before = carried.years
        own = _own_years(clause, passage.context)
        if own:
            carried.years = own
        found = [f for f in figures(clause) if not _in_name(clause, f)]
        of_firm = bool(opening_noun(last)) and bool(_OF_A_FIRM.search(last)) and bool(opening_verbs(clause))
        last = clause
        named = _clause(clause, _joined(clause, found), carried)
        for number, one in enumerate(named):
            one = replace(
                one,
                added=bool(earlier) and _adds_too(one, earlier[-1]),
                cumulative=_cumulative(one, earlier[-1] if number else None),
                part=one.part or of_firm,
            )
            starting = _FROM.search(one.before)
            if not starting or starting[1]:
                years = one.years or carried.years
                yield _row(_moved(_in_cell(one, carried), span[0]), years, clause, passage, carried.cell)
            if starting and starting[1]:
                carried.years = before  # 由2017年的2.8%降至0.9%: only the first of them is of that year
            earlier.append(one)
            yield from _bracket(text, main, span[0] + one.figure.span[1], earlier, carried.years, passage)
        if not found:
            yield from (_row(_moved(one, span[0]), carried.years, clause, passage) for one in _in_words(clause))
            if (label := _LABEL.fullmatch(clause)) and (of_table or clause[:4].isdecimal()):
                carried.cell = "target" if label[1] else "achieved"
                carried.subjects = (clean(carried.opening),)
                continue
            carried.cell, carried.opening = None, clause
            carried.subjects = opening_noun(clause) or carried.subjects


def _masked(text: str, sentence: Span) -> str:
    """Blank brackets that hold figures, which are read on their own, and steps that are only counted."""

    def mask(match: re.Match[str]) -> str:
        return MASK * len(match.group()) if figures(match.group(1)) else match.group()

    start, end = sentence
    told = _STEPS.sub(lambda match: MASK * len(match.group()), text[start:end])
    return text[:start] + _BRACKET.sub(mask, told) + text[end:]


def _in_name(clause: str, figure: FigureSpan) -> bool:
    """Tell whether a number is part of a name: “人才金政50条”, 世界500强, 24小时营业, 连续5年."""
    start, end = figure.span
    return (
        figure.unit == "强"
        or figure.text in ("24小时", "1站")
        or (figure.unit == "年" and (clause[end : end + 1] in "行计" or clause[start - 1 : start] in "近第满"))
        or any(match.start() < start and end < match.end() for match in QUOTED.finditer(clause))
    )


def _joined(clause: str, found: Sequence[FigureSpan]) -> list[tuple[FigureSpan, Decimal | None]]:
    """Join the two ends of a range, and give a number in a list the unit that only the last one has."""
    joined: list[tuple[FigureSpan, Decimal | None]] = []
    for figure in reversed(found):
        if joined:
            after, high = joined[0]
            gap = clause[figure.span[1] : after.span[0]]
            points = figure.unit == "个" and after.unit == POINTS and _JOIN.fullmatch(gap)  # 0.5个和0.3个百分点
            unit = (
                POINTS
                if points
                else figure.unit or (after.unit if _RANGE.fullmatch(gap) or _JOIN.fullmatch(gap) else "")
            )
            scale = after.value / Decimal(re.sub(r"[^\d.]", "", after.text) or 1) if not figure.unit and unit else 1
            figure = replace(figure, unit=unit, value=figure.value * scale if _RANGE.fullmatch(gap) else figure.value)
            if gap and _RANGE.fullmatch(gap) and high is None and figure.unit == after.unit:
                span = (figure.span[0], after.span[1])
                joined[0] = (replace(figure, text=clause[slice(*span)], span=span), after.value)
                continue
        joined.insert(0, (figure, None))
    return [(figure, high) for figure, high in joined if figure.unit]


def _clause(clause: str, found: Sequence[tuple[FigureSpan, Decimal | None]], carried: _Carried) -> list[_Named]:
    named: list[_Named] = []
    previous_end = 0
    skip = 0
    last_noun = ""
    for k, (figure, high) in enumerate(found):
        start, end = figure.span
        before = clause[previous_end:start]
        reached = _REACHED_IN.search(before)
        before = before[: reached.start()] if reached else before
        if skip:
            skip -= 1
            continue
        run = _run(clause, found, k)
        if items := dealt(before, len(run), carried.subjects, carried.told):
            for item, (one, top) in zip(items, run, strict=True):
                gap = clause[previous_end : one.span[0]]
                moved = gap if _MOVES.search(gap) else before.rstrip("-") + "-" * gap.endswith("-")
                named.append(_Named(one, item, moved, clause[one.span[1] : one.span[1] + 2], high=top))
                previous_end = one.span[1]
            carried.name(items)
            skip = len(run) - 1
            continue
        following = found[k + 1][0].span[0] if k + 1 < len(found) else len(clause)
        right = _STEP.sub("", clause[end:following])
        counted, rest = counted_noun(right, figure.unit)
        if not counted and k + 1 < len(found) and (not right.strip("的" + MASK) or _SHARED.fullmatch(right)):
            # 1024户1890名贫困人口, 总投资469亿元的103个项目: both are of the noun behind the second.
            after = found[k + 1][0].span[1]
            stop = found[k + 2][0].span[0] if k + 2 < len(found) else len(clause)
            counted, rest = counted_noun(clause[after:stop], found[k + 1][0].unit)
        left = left_of(before, k > 0 and bool(last_noun))
        rest = rest.replace(MASK, "").split("、")[0]
        if k + 1 < len(found):
            # 56个市重大项目开工率达到100%: the measure is that of the figure behind it.
            counted = MEASURE.sub("", counted) or counted
            rest = "" if MEASURE.search(clean(rest)) else rest
        indicator = indicator_of(left, counted, rest, figure, carried.subjects)
        goes_on = named and _JOIN.fullmatch(before) and named[-1].figure.unit == figure.unit
        moved = named[-1].before if goes_on else before  # 增幅分别在5%、6%: both are growth
        years = (int(reached[1]),) if reached else ()
        named.append(
            _Named(figure, indicator, moved, clause[end : end + 2], high=high, counted=bool(counted), years=years)
        )
        if indicator:
            carried.name([indicator])
        last_noun = counted
        previous_end = end
    return named


def _in_words(clause: str) -> Iterator[_Named]:
    """Read a target that words stand for: 居民收入增长与经济增长同步."""
    if match := _WORDS.search(clause):
        before = clause[: match.start()]
        if indicator := clean(before):
            figure = FigureSpan(match.group(), Decimal(0), "", match.span())
            yield _Named(figure, indicator, before + "增长" if "增" in before[-4:] else before)


def _run(
    clause: str, found: Sequence[tuple[FigureSpan, Decimal | None]], first: int
) -> list[tuple[FigureSpan, Decimal | None]]:
    """Give the figures from one on that only 、 or 和 parts."""
    run = [found[first]]
    for one in found[first + 1 :]:
        gap = clause[run[-1][0].span[1] : one[0].span[0]].replace(MASK, "")
        if not _JOIN.fullmatch(_MOVES.sub("", gap)) or ("每人" in gap and "城乡" in clause):
            break  # 城乡低保标准分别为每人每月700元、每人每年6000元 is asked for as one thing
        run.append(one)
    return run


_SHARED = re.compile(r"[一二两三四五六七八九十百千万亿级以上]+、")
"""What stands between figures that count the same: 2条千亿级、15条百亿级产业."""


def _bracket(
    text: str, main: str, end: int, earlier: Sequence[_Named], years: tuple[int, ...], passage: Passage
) -> Iterator[Figure]:
    """Read the brackets behind a figure: each figure in them is part of the last one before them that counts the same."""
    stop = end
    while stop < len(main) and main[stop] != MASK and main[stop] not in ",;:。、":
        stop += 1
    if main[stop : stop + 1] != MASK:
        return
    close = text.find(")", stop)
    inner = text[stop + 1 : close]
    for piece in re.finditer(r"[^、,;]+", inner):
        clause = piece.group()
        found = _joined(clause, figures(clause))
        for figure, high in found[:1]:
            kind = unit_kind(figure.unit)
            one = next((one for one in reversed(earlier) if unit_kind(one.figure.unit) == kind), earlier[-1])
            scope = clean(clause[: figure.span[0]])
            indicator = scope if GENERIC.fullmatch(scope) is None and MEASURE.search(scope) else scope + one.indicator
            if GENERIC.fullmatch(scope):
                indicator = one.indicator.removesuffix(scope) + scope
            if not MEASURE.search(scope) and (counted := counted_noun(clause[figure.span[1] :], figure.unit)[0]):
                indicator = scope + counted
            nested = _Named(figure, indicator, clause[: figure.span[0]], clause[figure.span[1] :][:2], True, high)
            yield _row(_moved(nested, stop + 1 + piece.start()), years, clause, passage)


def _moved(one: _Named, by: int) -> _Named:
    start, end = one.figure.span
    return replace(one, figure=replace(one.figure, span=(start + by, end + by)))


def _own_years(clause: str, context: Context) -> tuple[int, ...]:
    """Give the years that a clause itself speaks of, not those it compares with."""
    named = [
        period
        for period in periods(clause, context.report_year)
        if not _COMPARED.search(clause[: period.span[0]])
        and clause[period.span[1] : period.span[1] + 1] != "前"
        and clause[slice(*period.span)] != "当年"  # the year just spoken of, not the report's
    ]
    return named[0].years if named else ()


def _region(before: str, region: str) -> str:
    """Give the place a figure is of: the report's, unless its clause speaks of the whole city, province or country."""
    whole = _WHOLE.match(before)
    level = region[-1:] if region[-1:] in _LEVELS else ""
    return whole.group(1) if whole and level and _LEVELS.index(whole.group(1)[-1]) < _LEVELS.index(level) else region


def _in_cell(one: _Named, carried: _Carried) -> _Named:
    """Give a rate of a row whose name says that it is one of growth (进出口增速) as growth; -1.8% as a fall."""
    if not carried.cell or one.figure.unit != "%" or not _RATE.search(carried.opening):
        return one
    return replace(one, before=f"{one.before}{'下降' if one.before.endswith('-') else '增长'}")


def _stance(years: tuple[int, ...], context: Context) -> Stance:
    """Take a year before the report's for one that is over, and a later one for one to come."""
    if years and context.report_year:
        if years[-1] < context.report_year and context.stance == "target":
            return "achieved"
        if years[-1] > context.report_year and context.stance == "achieved":
            return "target"
    return context.stance


def _change(one: _Named) -> Change:
    if one.added:
        return "new"
    plain = _BEFORE.sub("", one.before.replace(MASK, "").rstrip("了"))
    if plain.endswith("-") and _UP.search(plain[:-1]):
        return "down"
    if plain.endswith(("新增", "净增")):
        return "new"
    if not one.counted or plain.endswith(("增加", "减少", "增长", "下降")):
        if _TO.search(plain):
            return "to"
        if _UP.search(plain):
            return "up"
        if _DOWN.search(plain) or (one.figure.unit == "%" and _CUTS.search(plain)):
            return "down"
    return "new" if ADDING.search(one.before) and one.figure.unit != "%" else ""


def _adds_too(one: _Named, before: _Named) -> bool:
    """Tell whether a figure with nothing but its noun before it counts what is added, as the one before it: 新增甲2家、乙9家."""
    alike = one.figure.unit == before.figure.unit and unit_kind(one.figure.unit) == "count"
    if not alike or _change(before) != "new" or _TOTAL.search(one.indicator):
        return False
    noun = _ITEM_LEAD.sub("", one.before.replace(MASK, ""))
    return bool(noun) and noun == one.indicator and not opening_verbs(noun)


def _cumulative(one: _Named, before: _Named | None) -> str:
    """Give the words that make a figure one of all up to then, which a list has once: 累计建成公园12处、绿道8公里."""
    if match := ACCUMULATED.search(one.before):
        return "" if _OF_THE_YEAR.search(one.before[: match.start()]) else match.group()
    goes_on = _GOES_ON.match(one.before) and not opening_verbs(_GOES_ON.sub("", one.before))
    return before.cumulative if before and goes_on else ""


def _qualifier(one: _Named) -> Qualifier:
    if match := AFTER.match(one.after):
        return _QUALIFIERS[match.group()]
    if re.search(r"[余多](?:[万亿]|$|[^\d])", one.figure.text):
        return "about"
    if match := _BEFORE.search(one.before.replace(MASK, "")):
        return _QUALIFIERS.get(match.group(), "at_most" if match.group() == "控制在" else "")
    return ""


def _words(one: _Named, text: str) -> str:
    """Give a figure with the words around it that qualify it, as printed."""
    start, end = one.figure.span
    before = _BEFORE.search(one.before.replace(MASK, ""))
    said = before.group() if before else ""
    if said and text.endswith(said, 0, start):
        start, said = start - len(said), ""  # else it stands before the first of several: 分别超过8万元、4万元
    elif held := _HELD_FOR.search(text, max(0, start - _HELD_CHARS), start):
        start = held.start()
    if after := AFTER.match(one.after):
        end += len(after.group())
    if (parts := _PARTS.match(text, end)) and figures(aligned(parts.group())):
        end = parts.end()
    return f"{said}{text[start:end]}"


def _row(one: _Named, years: tuple[int, ...], clause: str, passage: Passage, cell: Stance | None = None) -> Figure:
    start, end = one.figure.span
    indicator = one.indicator
    return Figure(
        indicator=indicator,
        name=canonical(indicator) if indicator else "",
        text=passage.text[start:end],
        words=_words(one, passage.text),
        value=one.figure.value,
        high=one.high,
        unit=one.figure.unit,
        qualifier=_qualifier(one),
        change=_change(one),
        estimate=bool(_ESTIMATE.search(clause[: clause.find(one.figure.text) + 1])),
        comparable=bool(_COMPARABLE.search(one.before)),
        average="年均" in one.before,
        cumulative=one.cumulative,
        stretch=bool(_STRETCH.search(one.before)),
        part=one.part or ("其中" in one.before and not _ADDED_OF_IT.search(one.before)),
        years=years or passage.context.years,
        region=_region(one.before, passage.context.region),
        stance=cell or _stance(years, passage.context),
        passage_id=passage.id,
        place=(start, end),
        span=passage.origin(start, end),
    )
