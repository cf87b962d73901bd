"""Read a question: text → Question, by rules that hold for any Chinese place and year.

What is found (place, years, stance, kind) guides the retriever and the backends; what is left, the topic, is what the
passages must speak of. Relative years are read against the newest report of the place asked about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rag.lexicon import lexicon
from rag.periods import Period, periods
from rag.places import Gazetteer
from rag.records import Expansion, Language, Question, QuestionKind, Report, Span, Stance
from rag.words import normalise

NAMED_CHARS = 6
"""Words without a noun name something when they have so many characters: 城镇新增就业."""
PARTS = 8
"""A question is parted into no more."""

_OF_REPORT = re.compile(r"年?度?(?:版|份)?的?[^，。？?]{0,8}?(?:政府)?(?:工作)?报告(?!期)")
_TARGET = re.compile(
    r"目标|计划|预期|力争|打算|准备|将(?!军)|要(?!求|点|素|闻)|安排|拟|争取|规划了|部署|任务|预计.{0,6}达到|\b(?:will|plan(?:s|ned)?|targets?|goals?|aims?|going to|intend)\b",
    re.I,
)
_ACHIEVED = re.compile(
    r"完成(?:了|情况|多少)|实现了|达到了|实际|结果|回顾|成果|成绩|取得|已经?|同比|增长了|下降了|新增了|建成了?|获得了?|获评|荣获|发放了|引进了|累计|"
    r"[一-龥]了(?:多少|几|哪|什么)|\b(?:did|was|were|achieved?|reached|completed|actual(?:ly)?|grew|built|had)\b",
    re.I,
)
_KINDS: tuple[tuple[QuestionKind, re.Pattern[str]], ...] = (
    (
        "list",  # before the definition: 六个方面是什么 asks for six things
        re.compile(
            r"(?:[一二两三四五六七八九十]|\d+)(?:个|项|大|条|件|种|张|方面)[^，。？]{0,20}?(?:分别|各)?(?:是|有|包括|指|叫)[^，。？]{0,8}(?:什么|啥|哪)"
        ),
    ),
    (
        "definition",
        re.compile(
            r"(?:什么|啥)是|是(?:什么|啥)意思|(?:指|意味)(?:的是|着)?(?:什么|啥)|何谓|什么(?:意思|含义)|的?(?:含义|定义)|怎么(?:理解|解释)|[”\"』》](?:是|指)(?:什么|啥)|是(?:什么|啥|怎么|怎样)(?:样|一?回事)|what (?:does|do) .* mean|meaning of|what is meant|define",
            re.I,
        ),
    ),
    ("who", re.compile(r"谁|哪(?:一)?(?:位|个人|名)|何人|\bwho\b|\bwhom\b|\bwhose\b", re.I)),
    (
        "when",
        re.compile(
            r"什么时候|何时|哪(?:一)?天|几月|几号|哪年|哪一年|什么时间|啥时候|日期|第几[届次]|哪(?:一)?[届次]|\bwhen\b|what date|which (?:session|congress)",
            re.I,
        ),
    ),
    (
        "yes_no",
        re.compile(
            r"吗(?=[？?。，（(]|$)|是否|有没有|是不是|能不能|对不对|对吧|属实|会不会|有无|^(?:is|are|was|were|did|does|do|has|have|will|can)\b",
            re.I,
        ),
    ),
    (
        "list",
        re.compile(
            r"哪些|哪(?:几|[两二三四五六七八九十\d]+)(?:个|项|大|条|类|件|种|方面|家|所|点|座)?|什么(?:措施|举措|办法|工作|任务|项目|内容|荣誉|称号|困难|问题|重点|方面|活动)|怎么(?:做|办|安排|部署|抓|推进)|如何|有什么|列出|列举|"
            r"分别(?:是|有|包括)(?:什么|哪)|包括什么|(?:具体)?内容是|都有(?:什么|啥)|有啥|干(?:了)?(?:什么|啥)|做(?:了|过)?(?:什么|啥)|"
            r"\b(?:list|which|what are|what were|name the|what (?:measures|steps|projects|tasks|priorities|difficulties|challenges|awards))\b",
            re.I,
        ),
    ),
    (
        "figure",
        re.compile(
            r"多少|几(?=[个家所处条项件户人名次届场座栋部台公亩万亿千百元天年月成倍岁%种类张片支笔栋街间])|百分之几|多[大高长快重]|占比|比重|比例|增速|增幅|增长率|涨幅|是几(?=[？?]|$)|目标值|总数|总量|规模|排(?:名)?第|排名|第几|"
            r"\b(?:how (?:many|much|far|fast|large|high|long|big)|what (?:percentage|share|proportion|number|amount|rate|was the|is the)|growth|rate|target)\b",
            re.I,
        ),
    ),
)
_COMPARE = re.compile(
    r"比[^，。？]{1,20}[多少高低快慢大小](?:了|出)?(?:多少|几)|比较|对比|相比|相差|差(?:距|了?多少|几)|哪个(?:更|最)?[高低多少大小快慢]|谁(?:更|最)?[高低多少大小快慢]|更[高低多少大小快慢]|还是|变化|compare|difference|higher|lower|more than|versus|\bvs\b",
    re.I,
)
_UNITS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "%",
        re.compile(
            r"百分之几|几个?(?:百分)?点|占比|比重|比例|增速|增幅|增长率|涨幅|增长(?:了)?(?:多少|目标|几)|下降(?:了)?(?:多少|几)|提高(?:了)?多少个?百分点|失业率|覆盖率|[一-龥]率(?:是|为|达|多|要|$|[？?])|percent|share|proportion|rate|growth",
            re.I,
        ),
    ),
    (
        "元",
        re.compile(
            r"多少(?:钱|资金|亿|万?元|亿元)|金额|投资(?:额|多少)|花(?:了)?多少|(?:收入|支出|贷款|税)[一-龥]{0,4}多少|how much (?:money|was|did)|yuan",
            re.I,
        ),
    ),
    (
        "人",
        re.compile(
            r"多少(?:人|名|位)|几(?:人|名|位)|how many (?:people|persons|jobs|students|graduates|workers)", re.I
        ),
    ),
)
_UNIT_AFTER = re.compile(
    r"(?:多少|几)(?:余|多|万|亿)*(个百分点|家|所|处|条|项|件|户|个(?!点|百分)|座|公里|平方米|亩|万亩|吨|张|套|次|场|届|名|位|人|辆|台|笔|支|亿元|万元|元|棵|株|床|栋|片|部|类|种|天|倍|级|成|街|村|千瓦|万千瓦|平方公里)"
)
_FIGURE = re.compile(
    r"\d+(?:\.\d+)?(?:[万亿]?(?:个百分点|平方公里|平方米|公里|亿元|万元|[%元人家户个项件所处条亩吨名套张座次场]))|\d+\.\d+%?|\d+%"
)
_QUESTION_WORDS = re.compile(
    r"请问|请|告诉我|我想知道|想(?:知道|了解|问)|帮我|查一?下|一共|总共|合计|大概|大约|具体|分别|各自|究竟|到底|主要|情况|"
    r"多少钱|多少|百分之几|几(?=[个家所处条项件户人名次届场座栋部台])|多大|多高|多快|什么时候|什么|哪些|哪几[个项大条类件]?|哪[一二三四五六七八九十两\d]+(?:个|项|大|条|类|件)?|哪里|哪儿|哪|怎么样|怎么|怎样|如何|为何|为什么|"
    r"是否|有没有|是不是|能不能|会不会|吗|呢|吧|啊|是谁|谁|何时|何人|是什么意思|含义|意思|"
    r"(?:根据|按照)?(?:这份|该|政府)?(?:工作)?报告(?:中|里|上|显示|提到|指出|说)?|提到|提出|要求|设定|确定|定为|定在|达到|"
    r"[？?！!。，,；;：:、“”\"'（）()《》]"
)

_ENGLISH_WORDS = re.compile(
    r"\b(?:how|many|much|what|which|who|when|where|why|is|are|was|were|did|does|do|the|a|an|of|in|on|for|to|by|at|and|or|its|it|there|be|been|will|would|has|have|had|that|"
    r"this|from|with|percentage|target|targets|goal|plan|planned|plans|year|report|reports|government|work|according|district|city|county|province|according|please|tell|me)\b",
    re.I,
)
_ASKS = re.compile(
    r"多少|几(?=[个家所处条项件户人名次届场座栋部公亩万亿千百元天年月成倍岁%种类张片支笔街点])|谁|哪|什么|啥|何时|吗$|how (?:many|much)|\bwhat\b|\bwho\b|\bwhen\b",
    re.I,
)
_FOLLOWS = re.compile(
    r"^(?:那|那么|还有|然后|另外|同样|换成|它|这个|上述|其中|and\b|what about|how about|then\b)|呢[？?]?$|同期|同一(?:年|指标)",
    re.I,
)
_LEADING = re.compile(
    r"[一-龥]{2,4}[省市区县]|[全我本][省市区县]|[省市区县]里|“?十[一-龥]五”?|时候|的话|计划数|完成数|收官|开局"
)
_LEFT_OUT = re.compile(
    r"(?:那|那么|还有|然后|再|另外|同样|换成|它|这个|上述|其中|的|目标|计划|预期|完成|实际|结果|情况|是|有|呢|了|又|同期|今年|去年|要|和|与|跟|"
    r"what|about|and|how|target|result|then|for|in|\s|\d|[，。？！、,.?!])*",
    re.I,
)
_COMPARED_WITH = re.compile(r"(?:比|较|跟|与|同)(?:起)?$")
_STANCE_WORDS = re.compile(r"目标|计划|预期|力争|打算|准备|安排|完成|实现|实际|当年|全年|期间|时期")
_SEVERAL = re.compile(r"分别|各(?:自|是|为|有)")
_AND = re.compile(r"\s*(?:以及|和|与|、|及|，)\s*")
_WHOLE_PLACE = re.compile(r"(?:全|我们?|本|咱们?|我们这)个?(省|市|区|县)|(省|市|区|县)里")


def understand(text: str, reports: Sequence[Report], history: Sequence[str] = ()) -> Question:
    """Read a question.

    Args:
        text: as asked, in Chinese or English.
        reports: the reports of the index, for their places and years.
        history: the questions asked before it in the conversation, oldest first; what a follow-up (那周村呢？) leaves
            out is taken from the last of them.

    """
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()
    gazetteer = Gazetteer(reports)
    known, unknown = gazetteer.known(plain), gazetteer.unknown(plain)
    known = sorted([*known, *_whole_places(plain, reports, known)], key=lambda place: place[1])
    regions = tuple(dict.fromkeys(name for name, _ in known))
    before = understand(history[-1], reports, history[:-1]) if history else None
    if before and not _stands_alone(_without(plain, [span for _, span in [*known, *unknown]])):
        regions = regions or (() if unknown else before.regions)
    else:
        before = None
    newest = _newest(reports, regions)
    named = _asked_periods(plain, newest)
    report_years = tuple(sorted({p.years[0] for p in named if len(p.years) == 1 and _of_report(plain, p)}))
    if len(report_years) == 1:
        named = _asked_periods(plain, report_years[0])
    of_content = [period for period in named if not _of_report(plain, period)]
    spans = [span for _, span in [*known, *unknown]] + [period.span for period in named]
    lang: Language = "zh" if re.search(r"[一-龥]", plain) else "en"
    topic = _topic(plain, spans, lang)
    segments = _segments(plain)
    question = Question(
        text=text,
        lang=lang,
        regions=regions,
        places=tuple(dict.fromkeys(name for name, _ in unknown)),
        periods=tuple(dict.fromkeys(period.years for period in of_content)),
        pairs=_pairs(known or [(region, (0, 0)) for region in regions], of_content),
        report_years=report_years,
        stance=_stance(plain),
        kind=_kind(plain, regions, of_content),
        topic=topic,
        topics=_topics(plain, topic),
        expansions=lexicon().expand(topic),
        unit=_unit(plain),
        figures=tuple(match.group() for match in _FIGURE.finditer(plain)),
        resolved=tuple(f"{plain[slice(*period.span)]} → {_years(period)}" for period in of_content if period.relative),
    )
    question = _continued(question, before) if before else question
    if len(segments) < 2 or question.kind == "compare" or len(question.pairs) > 1 or len(question.topics) > 1:
        return question
    return replace(question, parts=tuple(_in_turn(segments, reports, history, question)))


def _segments(text: str) -> list[str]:
    """Cut a text that asks several things in one (谁作的报告，什么时候作的)."""
    pieces = [piece for piece in re.split(r"[，,；;？?。]", text) if piece.strip()]
    segments: list[str] = []
    for piece in pieces:
        if segments and not (_ASKS.search(piece) and _ASKS.search(segments[-1])):
            segments[-1] = f"{segments[-1]}，{piece}"
        else:
            segments.append(piece)
    return segments


def _in_turn(
    segments: Sequence[str], reports: Sequence[Report], history: Sequence[str], whole: Question
) -> Iterator[Question]:
    """Read each question of several in one; a later one goes on from those before it."""
    for i, segment in enumerate(segments):
        part = understand(segment, reports, [*history, *segments[:i]] if i else history)
        if not (part.regions or part.places) or not (part.periods or part.report_years):
            part = replace(
                part,
                regions=part.regions or whole.regions,
                periods=part.periods or whole.periods,
                report_years=part.report_years or whole.report_years,
                pairs=whole.pairs,
            )
        yield replace(part, lang=whole.lang, stance=part.stance or whole.stance)


def _stands_alone(text: str) -> bool:
    """Tell a question of its own from one that only makes sense behind another."""
    return not _FOLLOWS.search(text) and _names_something(text)


def _names_something(text: str) -> bool:
    """Tell whether a text names what is asked about, beyond place, year and question words."""
    import rjieba

    bare = _STANCE_WORDS.sub(" ", _QUESTION_WORDS.sub(" ", _LEADING.sub(" ", text)))
    tagged = [(word, tag) for word, tag in rjieba.tag(bare, True) if len(word) > 1]
    noun = any((tag[:1] in ("n", "j", "l", "i") and tag != "ns") or tag in ("vn", "eng") for _, tag in tagged)
    return noun or sum(len(word) for word, tag in tagged if tag[:1] in ("n", "v", "a")) >= NAMED_CHARS


def _continued(question: Question, before: Question) -> Question:
    """Fill in what a follow-up leaves out: the topic where it names none of its own, the years where it names none."""
    if not (question.periods or question.report_years):
        regions = question.regions or ("",)
        question = replace(
            question,
            periods=before.periods,
            report_years=before.report_years,
            pairs=tuple((region, period) for region in regions for period in before.periods or ((),)),
        )
    if _names_something(question.topic):
        return question
    own = "" if _LEFT_OUT.fullmatch(question.topic) else question.topic
    return replace(
        question,
        topic=f"{before.topic} {own}".strip(),
        topics=(f"{before.topic} {own}".strip(),),
        expansions=before.expansions,
        kind=before.kind if question.kind in ("other", "figure") else question.kind,
        unit=before.unit,
        stance=question.stance or before.stance,
    )


def _pairs(places: Sequence[tuple[str, Span]], named: Sequence[Period]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Join places and periods as they stand side by side; where they do not alternate, each with each."""
    regions = list(dict.fromkeys(name for name, _ in places)) or [""]
    spoken = list(dict.fromkeys(period.years for period in named)) or [()]
    mentions: list[tuple[Span, str | None, tuple[int, ...] | None]] = [(span, name, None) for name, span in places]
    mentions += [(period.span, None, period.years) for period in named]
    mentions.sort(key=lambda mention: mention[0])
    sides = [name is not None for _, name, _ in mentions]
    alternate = all(a != b for a, b in pairwise(sides)) and len(mentions) >= 4 and len(mentions) % 2 == 0
    if not alternate:
        return tuple((region, period) for region in regions for period in spoken)
    joined = []
    for (_, name, years), (_, other_name, other_years) in zip(mentions[::2], mentions[1::2], strict=True):
        joined.append((name or other_name or "", years or other_years or ()))
    return tuple(dict.fromkeys(joined))


def split(question: Question) -> list[Question]:
    """Part a question that names several places, periods or indicators into one for each combination.

    Returns: the question alone where it names one of each, or more than PARTS combinations.

    """
    if question.parts:
        return [part for one in question.parts for part in split(one)]
    parts = [
        replace(
            question,
            regions=(region,) if region else (),
            periods=(period,) if period else (),
            pairs=((region, period),),
            topic=topic,
            topics=(topic,),
            expansions=_within(topic, question),
        )
        for topic in question.topics
        for region, period in question.pairs
    ]
    return parts if 1 < len(parts) <= PARTS else [question]


def in_any_year(question: Question) -> Question | None:
    """Give the same question without its years and stance, to look for what is nearest; None where it names neither.

    A place that has no report stays unanswered: nothing of another place is near.
    """
    if question.places or not (question.periods or question.report_years or question.stance):
        return None
    pairs = tuple(dict.fromkeys((region, ()) for region, _ in question.pairs))
    return replace(question, periods=(), pairs=pairs, report_years=(), stance=None)


def without_expansions(question: Question) -> Question:
    """Give the same question in the asker's own words alone."""
    return replace(question, expansions=(), parts=tuple(map(without_expansions, question.parts)))


def _within(topic: str, question: Question) -> tuple[Expansion, ...]:
    """Keep the expansions of words that stand in a part of the topic."""
    return tuple(expansion for expansion in question.expansions if expansion.asked in normalise(topic))


def _whole_places(
    text: str, reports: Sequence[Report], known: Sequence[tuple[str, Span]]
) -> Iterator[tuple[str, Span]]:
    """Resolve 全区 or 市里: the place of that level, where the index holds just one and the question names no other."""
    for match in _WHOLE_PLACE.finditer(text):
        level = match.group(1) or match.group(2)
        fitting = list(dict.fromkeys(report.region for report in reports if report.level == level))
        if len(fitting) == 1 and not any(name != fitting[0] and level in name for name, _ in known):
            yield fitting[0], match.span()


def _newest(reports: Sequence[Report], regions: Sequence[str]) -> int | None:
    years = [r.year for r in reports if r.year and (not regions or r.region in regions)]
    return max(years, default=None)


def _asked_periods(text: str, reference: int | None) -> list[Period]:
    """Give the periods asked about, not those that growth is measured from: 比上年增长多少."""
    named = periods(text, reference)
    return [
        p
        for p in named
        if not (p.relative and (_COMPARED_WITH.search(text[: p.span[0]]) or text[slice(*p.span)] == "当年"))
    ]


def _of_report(text: str, period: Period) -> bool:
    """Tell whether a year is that of a report (2025年政府工作报告) rather than what it speaks of."""
    return not period.relative and bool(_OF_REPORT.match(text, period.span[1]))


def _stance(text: str) -> Stance | None:
    target, achieved = bool(_TARGET.search(text)), bool(_ACHIEVED.search(text))
    if target == achieved:
        return None
    return "target" if target else "achieved"


def _kind(text: str, regions: Sequence[str], named: Sequence[Period]) -> QuestionKind:
    if _COMPARE.search(text) and (
        len(regions) > 1 or len(named) > 1 or (_TARGET.search(text) and _ACHIEVED.search(text))
    ):
        return "compare"
    for kind, pattern in _KINDS:
        if pattern.search(text):
            return kind
    return "other"


def _unit(text: str) -> str:
    after = _UNIT_AFTER.search(text)
    if after:
        return after.group(1)
    for unit, pattern in _UNITS:
        if pattern.search(text):
            return unit
    return ""


def _topic(text: str, spans: Sequence[Span], lang: Language) -> str:
    text = _without(text, spans)
    if lang == "en":
        return re.sub(r"\s+", " ", re.sub(r"[^\w%.+-]", " ", _ENGLISH_WORDS.sub(" ", text))).strip()
    bare = _QUESTION_WORDS.sub(" ", text)
    topic = _STANCE_WORDS.sub(" ", bare)
    for candidate in (topic, bare, text):
        if len(re.sub(r"[\s是的有了在和要]", "", candidate)) >= 2:
            return re.sub(r"\s+", " ", candidate).strip()
    return text.strip()


def _without(text: str, spans: Sequence[Span]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    return text


def _topics(text: str, topic: str) -> tuple[str, ...]:
    """Part the topic where several indicators are asked for at once: A和B分别是多少."""
    parts = [part.strip(" 是的各") for part in _AND.split(topic)]
    parts = [part for part in parts if len(part) >= 2]
    return tuple(parts) if _SEVERAL.search(text) and len(parts) > 1 else (topic,)


def _years(period: Period) -> str:
    first, last = period.years[0], period.years[-1]
    return f"{first}年" if first == last else f"{first}-{last}年"
