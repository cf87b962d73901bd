"""Name what a figure measures from the words around it: words before, words behind → an indicator.

Verbs, adverbs, times and places go off the ends (2024年全区完成X增长 → X); what a figure counts stands behind it; what a
clause leaves out comes from the clause before; a list is dealt out, its members completed by what only the last one has.
Not here: one name for many (indicators.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rag.figures.extract import RANK, FigureSpan, unit_kind
from rag.figures.indicators import is_name

PREDICATE_CHARS = 18
"""A clause that opens with its figure (50个项目列入市重大项目) names its indicator by what follows, up to here."""
MASK = "\0"
_SEPARATOR = re.compile(r"[、和与及或]")
AFTER = re.compile(r"(以上|以下|以内|之内|左右|上下|余|多)")
_TAIL = re.compile(
    r"(?:(?:扣除|剔除)[^,;]{1,12}(?:因素|后|影响)+|按?(?:同|可比|自然)口径(?:计算)?|按(?:可比|不变)价格?(?:计算)?|同比|比上年|较上年|比去年|较去年|环比|首次|[较比](?:[^,;]{1,6}末|年初)|每人每[月年]|比[上去]?\d*年[初底末]?|较\d+年|年均|平均|预计|预期|力争|争取|确保|分别|依次|均|各|已经?|将|可|一?共有?|共计|总计|合计|累计|大约|约|接?近|超过?|突破|逾|"
    r"达到?|至|到|为|完成|实现|增长|增加|提高|提升|上升|下降|减少|降低|回落|压减|缩减|压缩|改善|上涨|下调|上调|调整|控制|保持|稳定|维持|不低于|不少于|不超过|不高于|不小于|低于|高于|"
    r"大于|小于|至少|在|增至|升至|降至|扩大|位?列|位?居|排名|第|由|从|再|又|创|是|含|其中|以|每年|(?<![主重需纪摘概简])要|(?<![规准原细守法通总附])则|也|仍|了|的|等|超额|余|过|有|(?<![偿归返])还|尚|还?剩|最高|[由从](?:19|20)\d\d年[初底末]?|[升降]|(?<=[一-龥”]{2})计划(?:开展|实施|新增)?)$"
)
_RANK_TAIL = re.compile(r"(?:位?[列居]|排名|保持在?)?(全[国省市区县])$")
_HELD = re.compile(r"[列居名](全[国省市区县])第?$")
"""Stands before the ranks of several: 分别居全市第1、第2位."""
_HEAD = re.compile(
    r"^(?:[、,和与及或以并等的了含]|[区市县省镇州]政府(?=[^,]{4})|遴选(?=.{4})|提出了?(?=.{4})|形成了?(?=.{4})|其中[:,]?|[一二三四五六七八九十]是|同时|预计|力争|确保|争取|年内|全年|(?:今年|去年|近年)(?:以?来)?|当年|同年|[近前]?[一两三四五六七八九十]年(?:以?来|间|(?=年均))|年均(?=[一-龥]{2})|[比较](?:上年|去年|年初|(?:19|20)\d\d年)[初末底]?|全[区市省县国镇](?=.{2})|我[区市省县](?=.{2})|本[区市省县](?=.{2})|"
    r"(?:到|截至|至|在)?(?:19|20)\d\d年[末底初]?|五年来|过去[一二三四五]?年|“?十[一二三四五]五”?(?:时期|期间|以来|末)?|累计|总计|共计?|已经?|进一步|大力|积极|深入|扎实|加快|持续|成功|不断|全面|稳步|再|又|另|各类|"
    r"以上|以下|以内|左右|余|多(?=[元人家])|先后|圆满|顺利|超额|目前|现|初步|计划|目标|用于|达到?|保持|力促|推动(?=.{2,}(?:收入|总值|投资|增加值))|有(?![效机色线轨关限偿害毒])(?=.{2})|为(?:各类)?(?:经营主体|市场主体|群众|企业|居民|职工|老人|老年人|学生)(?=[一-龥]{2})|高(?:质量|标准|水平|效)(?=[一-龥]{2})|在全[国省市区县]?率先|率先|"
    r"赴[^,]{2,20}?(?=开展|举办))"
)
GENERIC = re.compile(
    r"(?:总数|总量|总额|总规模|增速|增幅|占比|比重|数量|规模|余额|总值|人数|面积|户数|件数|同口径|可比口径|按可比价格|增加值|产值|平均|其中|利用率|覆盖率|完成率|总人数|总投资|单产|年(?:度|内)?(?:计划)?(?:完成)?投资(?:额)?|累计|存量|同期|发案数|总里程|里程|计划投资|完成投资|投资额|资金)"
)
MEASURE = re.compile(
    r"(?:人均可支配收入|增加值|营业额|销售额|零售额|营业收入|收入|余额|产值|产量|投资|占比|比重|面积|起数|人数|数量|总量|总数|总额|浓度|比例|里程|用电量|吞吐量|成交额|立案数|发案数|标准|覆盖率|[数额量率])$"
)
_SIZE = re.compile(r"规上|限上|规模以上|限额以上")
QUOTED = re.compile(r"“[^”]*”")
_OPENING_VERB = re.compile(
    r"完工|建成|投用|竣工|开工|列入|入选|获评?|通过|登陆|挂牌|达|完成|实现|成功|基本|成为|被|落户|签约|投产|纳入|顺利|全部|如期|全面|已|正|启动|实施|增长|下降"
)
_ADDED = re.compile(r"(?<=[一-龥”]{2})(?:新增|净增)$")
_STOCK = re.compile(r"总[数量额]|存量|累计|达到?$|共有?$")
"""Tells all there are, whatever the clause before says was done to some: 新增企业13家，总数达到94家."""
ACCUMULATED = re.compile(r"(?:近?[两三四五六七八九十]年(?:来|间)?)?累计")
"""Tells all there are of something up to then: 累计, 三年累计; no part of its name."""
_WHOLE = re.compile(r"(?:总[数量]|存量)$")
_AND_ABOVE = re.compile(r"[一-龥]{2,4}?及以[上下]")
"""Begins what is counted by its grade: 大专及以上学历毕业生."""
_NUMBERED = re.compile(r"第?[一二三]")
_INDUSTRY = re.compile(r"第?[一二三](?=产)")
_SIDES = ("城镇", "农村", "城市", "乡村")
_SIDE = re.compile(rf"({'|'.join(_SIDES)})(?:常住)?(?:居民)?")
_RATE = re.compile(r"(?<=.{2})(?:增速|增幅|涨幅)$")
_OF_A_SHARE = re.compile(r"占.*$|比重$")
_INDUSTRIES = re.compile(r"(?:三次|一、?二、?三次?)产业")
_INVESTMENT = re.compile(r"(?:总|年度|计划|完成)*投资$")


def dealt(before: str, count: int, subjects: Sequence[str], told: Sequence[str]) -> list[str]:
    """Deal a list of indicators out to as many figures: A、B分别增长x、y; A达到x，B达到y，分别增长z、w.

    Args:
        before: the words before the first figure.
        count: figures.
        subjects: indicators that the clause before spoke of.
        told: all that the sentence told so far, in order.

    """
    if count < 2:
        return []
    subject, *behind = re.split("分别|依次", before, maxsplit=1)
    subject = clean(subject)
    held = _HELD.search(before)
    if subject and not GENERIC.fullmatch(subject):
        names: Sequence[str] = _of_sides(_members(subject, count), subjects)
        subject = ""
    elif not behind and not _TAIL.search(before):
        return []
    elif len(subjects) == count:
        names = subjects
    else:
        names = _members(subjects[0], count) if subjects else []
        if not names and len(told) >= count and not _SEPARATOR.search("".join(behind)):  # 分别高于全国、全省: of one
            names = told[-count:]
    return [f"{one}{subject}{held[1] if held else ''}" for one in names]


def _members(subject: str, count: int) -> list[str]:
    """Give the members of a list, if it has so many."""
    items = [item for item in re.split(r"、|和(?=.{2})|与|及(?!以)|以及", subject) if item]
    if len(items) != count == 2 and subject.startswith("城乡"):
        items = [("城镇" if "居民" in subject else "城市") + subject[2:], "农村" + subject[2:]]
    if count == 3 and (industries := _INDUSTRIES.match(subject)):
        items = [f"第{number}产业{subject[industries.end() :]}" for number in "一二三"]
    if len(items) != count:
        return []
    return [clean(item) for item in _completed(items)]


def _of_sides(items: list[str], subjects: Sequence[str]) -> list[str]:
    """Give sides the indicator told before them: 居民人均可支配收入3.6万元，其中城镇、农村居民分别增长x、y."""
    sides = [_SIDE.fullmatch(item) for item in items]
    if not subjects or not all(sides):
        return items
    whole = subjects[0].removeprefix("全体").removeprefix("城乡")
    return [f"{side[1]}{whole}" for side in sides if side]


def _completed(items: Sequence[str]) -> list[str]:
    """Give the items of a list the ending that only the last one has: 住宿业、餐饮业营业额; 人民币存、贷款余额."""
    last = items[-1]
    if (side := _SIDE.match(last)) and all(item in _SIDES for item in items[:-1]):
        return [*(item + last[len(side[1]) :] for item in items[:-1]), last]  # 城市、农村低保标准
    if rate := _RATE.search(last):
        return [f"{item}{rate.group()}" for item in _completed([*items[:-1], last[: rate.start()]])]
    if len(last) > 3 and all(item[-1:] in "存" for item in items[:-1]) and last.startswith("贷款"):
        stem = items[0][:-1]
        return [f"{stem}存{last[1:]}", f"{stem}{last}"]
    if industry := _INDUSTRY.match(last):  # 第一、第三产业增加值
        numbered = [item for item in items if _NUMBERED.fullmatch(item)]
        items = [f"{item}{last[industry.end() :]}" if item in numbered else item for item in items]
        if numbered and items[0].startswith("第"):
            items = [f"第{item.removeprefix('第')}" for item in items]
            last = items[-1]
    measure = MEASURE.search(last)
    if not measure:
        return list(items)
    if measure.group() in ("占比", "比重", "比例"):
        return [item if item.endswith(measure.group()) else item + measure.group() for item in items]
    shared = [item if _whole(item) else item + measure.group() for item in items[:-1]] + [last]
    size = _SIZE.match(shared[0])
    return [item if not size or _SIZE.match(item) or is_name(item) else size.group() + item for item in shared]


def _whole(item: str) -> bool:
    """Tell whether an item of a list names an indicator by itself: GDP does; 服务业 may be of anything that follows."""
    return bool(MEASURE.search(item)) or (is_name(item) and item[-1] not in "业产")


def left_of(before: str, after_noun: bool) -> str:
    """Give the words before a figure that name its indicator, without the noun of the figure before."""
    before = before.replace(MASK, "").removesuffix("-")
    stripped = AFTER.sub("", before, count=1) if AFTER.match(before) else before
    if stripped[:1] and _SEPARATOR.match(stripped):
        return stripped[1:]
    if (
        after_noun
        and not re.search("均|都", stripped)
        and (parts := re.split(r"、|以及|和(?=.)", stripped))
        and len(parts) > 1
    ):
        return parts[-1]
    return stripped


def clean(phrase: str) -> str:
    """Take verbs, adverbs, times and places off the ends of a phrase."""
    before = None
    phrase = phrase.replace(MASK, "").strip(" 　,:;、")
    while before != phrase:
        before = phrase
        phrase = _TAIL.sub("", phrase).strip(" ,:、")
        phrase = _HEAD.sub("", phrase).strip(" ,:、")
    return phrase


def indicator_of(left: str, counted: str, rest: str, figure: FigureSpan, subjects: Sequence[str]) -> str:
    """Name a figure.

    Args:
        left: the words before it (`left_of`).
        counted: the noun behind it (`counted_noun`), or nothing.
        rest: what follows that noun in the clause.
        figure: the figure itself.
        subjects: indicators that the clause before spoke of, for one that leaves out its own.

    """
    phrase = _without_examples(clean(ACCUMULATED.sub("", clean(left))))
    if figure.unit == RANK and (held := _RANK_TAIL.search(phrase)):
        return indicator_of(phrase[: held.start()], counted, rest, replace(figure, unit=""), subjects) + held.group(1)
    if counted:
        if phrase.endswith("等") or left.rstrip()[-1:] == "等":
            phrase = ""
        verb = opening_verbs(phrase)
        if counted.startswith("等"):
            return phrase + counted[1:]
        if investment := _INVESTMENT.search(phrase):
            return counted + investment.group()
        if phrase and phrase == verb and not re.search("[和与及]", rest):
            return (phrase + counted + rest)[: 2 * PREDICATE_CHARS]
        if not phrase or not verb:
            tail = rest[:PREDICATE_CHARS] if not phrase else ""
            return counted + tail
        return verb + counted
    if clean(rest) and (figure.unit == "%" or phrase.endswith("连续") or figure.unit == "年"):
        return phrase.removesuffix("连续") + rest[:PREDICATE_CHARS]
    phrase = phrase.removesuffix("连续")
    subject = subjects[0] if subjects else ""
    if figure.unit == "%" and left.endswith("增长"):  # 占比75%，增长6%: no share grows by percent
        subject = _OF_A_SHARE.sub("", subject) or subject
    if added := _ADDED.search(phrase):
        phrase = added.group() + phrase[: added.start()]
    if phrase and phrase == opening_verbs(phrase):
        if subject.endswith(phrase):  # 管网更新410公里，当年更新56公里
            return subject
        return phrase + _WHOLE.sub("", subject.removeprefix(opening_verbs(subject)))
    if _STOCK.search(left):
        subject = subject.removeprefix(opening_verbs(subject))
    if not phrase or GENERIC.fullmatch(phrase.removeprefix(opening_verbs(phrase))):
        phrase = phrase.removeprefix(opening_verbs(phrase))
        if subject.endswith(phrase):
            return subject
        return subject.removeprefix(opening_verbs(subject)) + phrase if "投资" in phrase else subject + phrase
    return phrase


def _without_examples(phrase: str) -> str:
    """Leave out the examples of a kind: 新增天音生物等瞪羚企业 → 新增瞪羚企业."""
    match = re.match(r"(.*)等(?=[^级高]{2,}$)", phrase)
    return opening_verbs(phrase) + phrase[match.end() :] if match else phrase


def counted_noun(right: str, unit: str) -> tuple[str, str]:
    """Give the noun that a figure counts, and what follows it in the clause: 36个|市重大项目|开工."""
    text = right
    if match := AFTER.match(text):
        text = text[match.end() :]
    of = text.startswith("的")
    text = text.removeprefix("的")
    if unit_kind(unit) != "share":
        text = text.removeprefix("为")  # 239天为优良天数
    if not text or text[0] in "、,和与及或" + MASK:
        return "", ""
    if (unit_kind(unit) == "share" and not of) or unit == "年":
        return "", text
    quoted = QUOTED.match(text)
    level = _AND_ABOVE.match(text)
    taken = quoted.group() if quoted else level.group() if level else ""
    noun = bool(quoted)
    tokens = _tokens(text[len(taken) :].split(MASK)[0])
    for (word, tag), (_, after) in pairwise([*tokens, ("", "")]):
        if (
            tag[:1] in ("d", "p", "r", "c", "f", "w")
            or tag in ("ad", "ul", "uj")
            or word in "、,;和与及或"
            or _OPENING_VERB.match(word)
        ):
            break
        if tag == "v" and noun and len(word) > 1 and not MEASURE.fullmatch(word) and after[:1] != "n":
            break
        taken += word
        noun = noun or tag[:1] in ("n", "x", "j", "l", "i") or tag in ("vn", "an", "b", "s")
    return (taken, text[len(taken) :]) if noun and len(taken) > 1 else ("", text)


def _tokens(text: str) -> list[tuple[str, str]]:
    import rjieba

    return list(rjieba.tag(text, True))


def opening_verbs(phrase: str) -> str:
    """Give the verbs that a phrase opens with: 新增, 新建改造."""
    match = re.match(
        r"(?:新增|净增|新建|新改建|新改扩建|改扩建|改造|提升|建成|建设|完成|实施|推进|打造|培育|引进|新设立?|设立|新登记|新注册|新(?![一能型材媒闻华兴质])|开展|抓好|布局|策划|入选|获批|创建|认定|新?实施|整治|修复|开工|签约|启动|成立|选派|组织|举办|开发|发放|解决|帮助|服务|新开|续建|谋划|储备|争取|优化|改建|扩建|迁建|更新|治理|拆除|关停|盘活|出台|聚焦|围绕|力争|深化|退出|注销)+",
        phrase,
    )
    return match.group() if match else ""


def opening_noun(clause: str) -> tuple[str, ...]:
    """Give the noun that a clause without figures opens with, as the subject of the next."""
    import rjieba

    taken = ""
    for word, tag in rjieba.tag(clean(clause), True):
        verb = tag[:1] in ("v", "p", "a", "u", "c") and tag not in ("vn", "an") and len(word) > 1
        if (verb and not _SIZE.fullmatch(word)) or tag == "d":
            break
        taken += word
    return (taken,) if len(taken) > 2 else ()
