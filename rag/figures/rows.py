"""Read what the figures of a passage measure: Passage → Figure[].

    2024年，全区一般公共预算收入完成56.2亿元，同比增长4%；新增专精特新企业23家（含文昌湖2家）。

    一般公共预算收入   56.2亿元            2024  achieved
    一般公共预算收入   4 %      up         2024  achieved      the subject is taken from the clause before
    专精特新企业       23 家    new        2024  achieved
    文昌湖专精特新企业 2 家     part       2024  achieved      what stands in brackets belongs to what stands before them

Sentences are cut into clauses, and each clause at its figures: what stands before a figure names its indicator, or the
noun behind it that it counts; "A、B分别增长x、y" is dealt out. Year and stance are the clause's own where it tells
them, else the passage's. Not here: the value (extract.py), one name for many (indicators.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rag.clauses import clauses, sentences
from rag.figures.extract import RANK, FigureSpan, figures, unit_kind
from rag.figures.indicators import canonical
from rag.periods import periods
from rag.records import Change, Context, Figure, Passage, Qualifier, Span, Stance

PREDICATE_CHARS = 18
"""A clause that opens with its figure (50个项目列入市重大项目) names its indicator by what follows, up to here."""

_MASK = "\0"
_BRACKET = re.compile(r"\(([^()]*)\)")
_SEPARATOR = re.compile(r"[、和与及或]")
_JOIN = re.compile(r"(?:以上|以下|以内|左右|余|多)?(?:[、和与及]|以及)?")
_RANGE = re.compile(r"\s*(?:-|—{1,2}|–|~|～|至|到)\s*")
_AFTER = re.compile(r"(以上|以下|以内|之内|左右|上下|余|多)")
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
_UP = re.compile(r"(?:增长|增加|提高|提升|上升|改善|上涨|上调|增幅|增速|扩大|增|升|多)了?(?:约|近|超过?|达到?|为)?$")
_DOWN = re.compile(r"(?:下降|减少|降低|回落|压减|缩减|下滑|收窄|下调|压缩|降|减)了?(?:约|近|超过?|达到?|为)?$")
_TO = re.compile(r"(?:[增提上下降减升缩回调][长加高升降少低减落整]?)(?:至|到|为)(?:约|近)?$")
_NEW = re.compile(
    r"新增|净增|新(?:改扩?)?建|新登记|新设|新认定|新培育|新引进|新打造|新创[建设]|新开[工发业]|新签约?|新实施|新入驻|新孵化"
)
_TAIL = re.compile(
    r"(?:(?:扣除|剔除)[^,;]{1,12}(?:因素|后|影响)+|按?(?:同|可比|自然)口径|按可比价格?|同比|比上年|较上年|比去年|较去年|环比|首次|比[上去]?\d*年[初底末]?|较\d+年|年均|平均|预计|力争|争取|确保|分别|依次|均|各|已经?|将|可|一?共有?|共计|总计|合计|累计|大约|约|接?近|超过?|突破|逾|"
    r"达到?|至|到|为|完成|实现|增长|增加|提高|提升|上升|下降|减少|降低|回落|压减|缩减|压缩|改善|上涨|下调|上调|调整|控制|保持|稳定|维持|不低于|不少于|不超过|不高于|不小于|低于|高于|"
    r"大于|小于|至少|在|增至|升至|降至|扩大|位?列|位?居|排名?|第|由|从|再|又|创|是|含|其中|以|每年|了|的|等|超额|余|过|有|最高)$"
)
_RANK_TAIL = re.compile(r"(?:全[国省市区县]|(?<=居)[一-龥]{2,4})$")
_HEAD = re.compile(
    r"^(?:[、,和与及或以并等的了含]|其中[:,]?|[一二三四五六七八九十]是|同时|预计|力争|确保|争取|年内|全年|今年|去年|当年|全[区市省县国镇](?=.{2})|我[区市省县](?=.{2})|本[区市省县](?=.{2})|"
    r"(?:到|截至|至|在)?(?:19|20)\d\d年[末底初]?|五年来|过去[一二三四五]?年|“?十[一二三四五]五”?(?:时期|期间|末)?|累计|总计|共计?|已经?|进一步|大力|积极|深入|扎实|加快|持续|成功|不断|全面|稳步|再|又|另|各类|"
    r"以上|以下|以内|左右|余|多(?=[元人家])|先后|圆满|顺利|超额|目前|现|初步|计划|目标|用于|达到?|保持|力促|推动(?=.{2,}(?:收入|总值|投资|增加值))|有(?=.{2}))"
)
_GENERIC = re.compile(
    r"(?:总数|总量|总额|总规模|增速|增幅|占比|比重|数量|规模|余额|总值|人数|面积|户数|件数|同口径|可比口径|按可比价格|增加值|产值|平均|其中|利用率|覆盖率|完成率|总人数|总投资|年度投资|累计|存量|同期|发案数|总里程|里程|计划投资|完成投资|投资额|资金)"
)
_MEASURE = re.compile(
    r"(?:人均可支配收入|增加值|营业额|销售额|零售额|营业收入|收入|余额|产值|产量|投资|占比|比重|面积|起数|人数|数量|总量|总数|总额|浓度|比例|里程|用电量|吞吐量|成交额|立案数|发案数|标准|覆盖率|[数额量率])$"
)
_COMPARABLE = re.compile(r"(?:同|可比|自然)口径|扣除|剔除")
_WORDS = re.compile(
    r"[与和同](?:[^,;、]{0,6})(?:经济|生产总值|gdp|收入|财政|居民|全[国省市])[^,;、]{0,6}?(?:基本|保持|大体)?(?:同步|一致|持平)(?:增长)?|(?:不低于|高于|达到|快于)[全省市国]{2}平均(?:水平|增速|增幅)?"
)
_ESTIMATE = re.compile(r"预计|初步统计|初步核算|初步预计")
_STRETCH = re.compile(r"(?:力争|争取|奋斗目标)(?:达到|实现|完成|为|到|突破)?(?:增长)?$")
_COMPARED = re.compile(r"[比较同]$")
_QUOTED = re.compile(r"“[^”]*”")
_OPENING_VERB = re.compile(
    r"完工|建成|投用|竣工|开工|列入|入选|获评?|通过|登陆|挂牌|达|完成|实现|成功|基本|成为|被|落户|签约|投产|纳入|顺利|全部|如期|全面|已|正|启动|实施|增长|下降"
)


@dataclass(slots=True)
class _Carried:
    """What later clauses of a sentence leave out."""

    subjects: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


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
    carried = _Carried()
    for span in clauses(main, sentence):
        clause = main[slice(*span)]
        own = _own_years(clause, passage.context)
        if own:
            carried.years = own
        found = [f for f in figures(clause) if not _in_name(clause, f)]
        named = _clause(clause, _joined(clause, found), carried)
        for one in named:
            yield _row(_moved(one, span[0]), carried.years, clause, passage)
            yield from _bracket(text, main, span[0] + one.figure.span[1], one, carried.years, passage)
        if not found:
            yield from (_row(_moved(one, span[0]), carried.years, clause, passage) for one in _in_words(clause))
            carried.subjects = _opening_noun(clause) or carried.subjects


def _masked(text: str, sentence: Span) -> str:
    """Blank brackets that hold figures, which are read on their own."""

    def mask(match: re.Match[str]) -> str:
        return _MASK * len(match.group()) if figures(match.group(1)) else match.group()

    start, end = sentence
    return text[:start] + _BRACKET.sub(mask, text[start:end]) + text[end:]


def _in_name(clause: str, figure: FigureSpan) -> bool:
    """Tell whether a number is part of a name: “人才金政50条”, 世界500强, 24小时营业, 连续5年."""
    start, end = figure.span
    return (
        figure.unit == "强"
        or figure.text in ("24小时", "1站")
        or (figure.unit == "年" and bool(re.search(r"连续|[近第]$", clause[:start])))
        or any(match.start() < start and end < match.end() for match in _QUOTED.finditer(clause))
    )


def _joined(clause: str, found: Sequence[FigureSpan]) -> list[tuple[FigureSpan, Decimal | None]]:
    """Join the two ends of a range, and give a number in a list the unit that only the last one has."""
    joined: list[tuple[FigureSpan, Decimal | None]] = []
    for figure in reversed(found):
        if joined:
            after, high = joined[0]
            gap = clause[figure.span[1] : after.span[0]]
            unit = figure.unit or (after.unit if _RANGE.fullmatch(gap) or _JOIN.fullmatch(gap) else "")
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
        if skip:
            skip -= 1
            previous_end = end
            continue
        run = _run(clause, found, k)
        if dealt := _dealt(clause[:start], before, len(run), carried):
            for item, (one, top) in zip(dealt, run, strict=True):
                named.append(_Named(one, item, before, clause[one.span[1] : one.span[1] + 2], high=top))
            carried.subjects = tuple(dealt)
            skip, previous_end = len(run) - 1, end
            continue
        following = found[k + 1][0].span[0] if k + 1 < len(found) else len(clause)
        right = clause[end:following]
        counted, rest = _counted(right, figure.unit)
        if not counted and k + 1 < len(found) and (not right.strip("的" + _MASK) or _SHARED.fullmatch(right)):
            # 1024户1890名贫困人口, 总投资469亿元的103个项目: both are of the noun behind the second.
            after = found[k + 1][0].span[1]
            stop = found[k + 2][0].span[0] if k + 2 < len(found) else len(clause)
            counted, rest = _counted(clause[after:stop], found[k + 1][0].unit)
        left = _left(before, k > 0 and bool(last_noun))
        indicator = _indicator(left, counted, rest if k + 1 == len(found) else "", figure, carried)
        named.append(_Named(figure, indicator, before, clause[end : end + 2], high=high))
        if indicator:
            carried.subjects = (indicator,)
        last_noun = counted
        previous_end = end
    return named


def _in_words(clause: str) -> Iterator[_Named]:
    """Read a target that words stand for: 居民收入增长与经济增长同步."""
    if match := _WORDS.search(clause):
        before = clause[: match.start()]
        if indicator := _clean(before):
            figure = FigureSpan(match.group(), Decimal(0), "", match.span())
            yield _Named(figure, indicator, before + "增长" if "增" in before[-4:] else before)


def _run(
    clause: str, found: Sequence[tuple[FigureSpan, Decimal | None]], first: int
) -> list[tuple[FigureSpan, Decimal | None]]:
    """Give the figures from one on that only 、 or 和 parts."""
    run = [found[first]]
    for one in found[first + 1 :]:
        gap = clause[run[-1][0].span[1] : one[0].span[0]].replace(_MASK, "")
        if not _JOIN.fullmatch(gap):
            break
        run.append(one)
    return run


def _dealt(head: str, before: str, count: int, carried: _Carried) -> list[str]:
    """Deal a list of indicators out to as many figures: A、B分别增长x、y."""
    if count < 2:
        return []
    if "分别" not in before and "依次" not in before and not _TAIL.search(before):
        return []
    subject = re.split("分别|依次", before)[0] if "分别" in before or "依次" in before else before
    subject = _clean(subject)
    if not subject:
        if len(carried.subjects) == count:
            return list(carried.subjects)
        subject = carried.subjects[0] if carried.subjects else ""
    items = [item for item in re.split(r"、|和(?=.{2})|与|及(?!以)|以及", subject) if item]
    if len(items) != count and subject.startswith("城乡居民"):
        items = ["城镇" + subject[2:], "农村" + subject[2:]]
    if len(items) != count:
        return []
    return [_clean(item) for item in _completed(items)]


def _completed(items: Sequence[str]) -> list[str]:
    """Give the items of a list the ending that only the last one has: 住宿业、餐饮业营业额; 人民币存、贷款余额."""
    last = items[-1]
    if len(last) > 3 and all(item[-1:] in "存" for item in items[:-1]) and last.startswith("贷款"):
        stem = items[0][:-1]
        return [f"{stem}存{last[1:]}", f"{stem}{last}"]
    measure = _MEASURE.search(last)
    if not measure:
        return list(items)
    if measure.group() in ("占比", "比重", "比例"):
        return [item if item.endswith(measure.group()) else item + measure.group() for item in items]
    return [item if _MEASURE.search(item) else item + measure.group() for item in items[:-1]] + [last]


def _left(before: str, after_noun: bool) -> str:
    """Give the words before a figure that name its indicator, without the noun of the figure before."""
    before = before.replace(_MASK, "")
    stripped = _AFTER.sub("", before, count=1) if _AFTER.match(before) else before
    if stripped[:1] and _SEPARATOR.match(stripped):
        return stripped[1:]
    if after_noun and (parts := re.split(r"、|以及|和(?=.)", stripped)) and len(parts) > 1:
        return parts[-1]
    return stripped


def _clean(phrase: str) -> str:
    """Take verbs, adverbs, times and places off the ends of a phrase."""
    before = None
    phrase = phrase.replace(_MASK, "").strip(" 　,:;、")
    while before != phrase:
        before = phrase
        phrase = _TAIL.sub("", phrase).strip(" ,:、")
        phrase = _HEAD.sub("", phrase).strip(" ,:、")
    return phrase


def _indicator(left: str, counted: str, rest: str, figure: FigureSpan, carried: _Carried) -> str:
    if figure.unit == RANK:
        left = _RANK_TAIL.sub("", _clean(left))
    phrase = _clean(left)
    if counted:
        if phrase.endswith("等") or left.rstrip()[-1:] == "等":
            phrase = ""
        verb = _opening_verbs(phrase)
        if investment := _INVESTMENT.search(phrase):
            return counted + investment.group()
        if not phrase or not verb:
            tail = _clean(rest)[:PREDICATE_CHARS] if not phrase else ""
            return counted + tail
        return verb + counted
    if not phrase or _GENERIC.fullmatch(phrase):
        subject = carried.subjects[0] if carried.subjects else ""
        return subject if subject.endswith(phrase) else subject + phrase
    return phrase


_SHARED = re.compile(r"[一二两三四五六七八九十百千万亿级以上]+、")
"""What stands between figures that count the same: 2条千亿级、15条百亿级产业."""
_INVESTMENT = re.compile(r"(?:总|年度|计划|完成)*投资$")


def _counted(right: str, unit: str) -> tuple[str, str]:
    """Give the noun that a figure counts, and what follows it in the clause: 36个|市重大项目|开工."""
    text = right
    if match := _AFTER.match(text):
        text = text[match.end() :]
    of = text.startswith("的")
    text = text.removeprefix("的")
    if not text or text[0] in "、,和与及或" + _MASK or (unit_kind(unit) == "share" and not of):
        return "", ""
    import rjieba

    taken, noun = "", False
    tokens = rjieba.tag(text.split(_MASK)[0], True)
    for word, tag in tokens:
        if (
            word in "、,;和与及或"
            or tag[:1] in ("d", "p", "m", "r")
            or tag in ("ad", "c", "ul", "uj", "f")
            or _OPENING_VERB.match(word)
        ):
            if word == "、" and noun:
                break
            if noun or tag[:1] != "m":
                break
        if tag == "v" and noun and len(word) > 1 and not _MEASURE.fullmatch(word):
            break
        taken += word
        noun = noun or tag[:1] in ("n", "x", "j", "l", "i") or tag in ("vn", "an", "b", "s")
    return (taken, text[len(taken) :]) if noun and len(taken) > 1 else ("", "")


def _opening_verbs(phrase: str) -> str:
    """Give the verbs that a phrase opens with: 新增, 新建改造."""
    match = re.match(
        r"(?:新增|净增|新建|新改建|新改扩建|改扩建|改造|提升|建成|建设|完成|实施|推进|打造|培育|引进|新设立?|设立|新|开展|抓好|布局|策划|入选|获批|创建|认定|新?实施|整治|修复|开工|签约|启动|成立|选派|组织|举办|开发|发放|解决|帮助|服务|新开|续建|谋划|储备|争取|优化|改建|扩建|迁建|更新|治理|拆除|关停|盘活|出台|聚焦|围绕|力争|深化)+",
        phrase,
    )
    return match.group() if match else ""


def _opening_noun(clause: str) -> tuple[str, ...]:
    """Give the noun that a clause without figures opens with, as the subject of the next."""
    import rjieba

    taken = ""
    for word, tag in rjieba.tag(_clean(clause), True):
        if (tag[:1] in ("v", "p", "a", "u", "c") and tag not in ("vn", "an") and len(word) > 1) or tag == "d":
            break
        taken += word
    return (taken,) if len(taken) > 2 else ()


def _bracket(text: str, main: str, end: int, one: _Named, years: tuple[int, ...], passage: Passage) -> Iterator[Figure]:
    """Read the brackets behind a figure: each figure in them is part of what stands before."""
    stop = end
    while stop < len(main) and main[stop] != _MASK and main[stop] not in ",;:。、":
        stop += 1
    if main[stop : stop + 1] != _MASK:
        return
    close = text.find(")", stop)
    inner = text[stop + 1 : close]
    for piece in re.finditer(r"[^、,;]+", inner):
        clause = piece.group()
        found = _joined(clause, figures(clause))
        for figure, high in found[:1]:
            scope = _clean(clause[: figure.span[0]])
            indicator = scope if _GENERIC.fullmatch(scope) is None and _MEASURE.search(scope) else scope + one.indicator
            if _GENERIC.fullmatch(scope):
                indicator = one.indicator + scope
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
        if not _COMPARED.search(clause[: period.span[0]]) and clause[period.span[1] : period.span[1] + 1] != "前"
    ]
    return named[0].years if named else ()


def _region(before: str, region: str) -> str:
    """Give the place a figure is of: the report's, unless its clause speaks of the whole city, province or country."""
    whole = _WHOLE.match(before)
    level = region[-1:] if region[-1:] in _LEVELS else ""
    return whole.group(1) if whole and level and _LEVELS.index(whole.group(1)[-1]) < _LEVELS.index(level) else region


def _stance(years: tuple[int, ...], context: Context) -> Stance:
    """Take a year before the report's for one that is over, and a later one for one to come."""
    if years and context.report_year:
        if years[-1] < context.report_year and context.stance == "target":
            return "achieved"
        if years[-1] > context.report_year and context.stance == "achieved":
            return "target"
    return context.stance


def _change(before: str, indicator: str, figure: FigureSpan) -> Change:
    plain = _BEFORE.sub("", before.replace(_MASK, "").rstrip("了"))
    if plain.endswith(("新增", "净增")):
        return "new"
    if _TO.search(plain):
        return "to"
    if _UP.search(plain):
        return "up"
    if _DOWN.search(plain):
        return "down"
    return "new" if _NEW.search(before) and figure.unit != "%" else ""


def _qualifier(one: _Named) -> Qualifier:
    if match := _AFTER.match(one.after):
        return _QUALIFIERS[match.group()]
    if re.search(r"[余多](?:[万亿]|$|[^\d])", one.figure.text):
        return "about"
    if match := _BEFORE.search(one.before.replace(_MASK, "")):
        return _QUALIFIERS.get(match.group(), "at_most" if match.group() == "控制在" else "")
    return ""


def _words(one: _Named, text: str) -> str:
    """Give a figure with the words around it that qualify it, as printed."""
    start, end = one.figure.span
    if before := _BEFORE.search(one.before.replace(_MASK, "")):
        start -= len(before.group())
    if after := _AFTER.match(one.after):
        end += len(after.group())
    return text[start:end]


def _row(one: _Named, years: tuple[int, ...], clause: str, passage: Passage) -> Figure:
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
        change=_change(one.before, indicator, one.figure),
        estimate=bool(_ESTIMATE.search(clause[: clause.find(one.figure.text) + 1])),
        comparable=bool(_COMPARABLE.search(one.before)),
        average="年均" in one.before,
        stretch=bool(_STRETCH.search(one.before)),
        part=one.part or "其中" in one.before,
        years=years or passage.context.years,
        region=_region(one.before, passage.context.region),
        stance=_stance(years, passage.context),
        passage_id=passage.id,
        place=(start, end),
        span=passage.origin(start, end),
    )
