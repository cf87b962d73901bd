"""Read a whole question, in a conversation: text + reports → Question.

Relative years are read against the newest report of the place asked about; a follow-up (那周村呢？) takes what it leaves
out from the question before it; several questions in one are read each for itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.english.claims import spelled_out
from rag.figures.indicators import is_name
from rag.lexicon import lexicon
from rag.lexicon.nearest import expand
from rag.periods import Period
from rag.places import Gazetteer
from rag.question import wording
from rag.question.asides import instructions
from rag.question.contrast import Contrast, contrast
from rag.question.counted import ends_of_measures
from rag.question.in_full import by_stance, in_full, whether
from rag.question.parts import pairs
from rag.question.reading import corrected
from rag.question.reading import span as written
from rag.question.sectors import of_sectors
from rag.question.spelling import respelt
from rag.question.topic import names_something, only_acts, only_continues, only_of_another, topic_of, topics_of, without
from rag.question.years import asked_periods
from rag.records import Expansion, Question, Reading, Report, Span, Stance
from rag.words import simplified

_OF_REPORT = re.compile(
    r"年?度?(?:版|份)?的?[^，。？?]{0,8}?(?:政府)?(?:工作)?报告(?!期)|\s*(?:government )?(?:work )?report\b", re.I
)
_REPORT_OF = re.compile(r"\breport (?:of|for|from) $", re.I)
_FOLLOWS = re.compile(
    r"^(?:那|那么|还有|然后|另外|同样|换成|它|这个|上述|其中|and\b|what about|how about|then\b)|呢[？?]?$|同期|同一(?:年|指标)",
    re.I,
)
_REFERS = re.compile(
    r"\b(?:do|does|did|is|are|was|were|will|has|have|place|of|for|by) (?:it|they|them|that|this)\b|\b(?:its|their|he|she|his|her|him)\b",
    re.I,
)
"""Takes up what the question before asks about, where it names no place of its own."""
_WHOLE_PLACE = re.compile(
    r"(?:全|我们?|本|[咱俺]们?|我们这)个?(省|市|区|县|镇|乡|州|旗)|(?<![小社市园城超菜夜郊景片街校库厂辖特地老新])(省|市|区|县|镇|乡)里|"
    r"\b(?:our|the|this|whole|entire) (province|city|district|county|town|township)\b(?! of\b| government| council| centre| center)",
    re.I,
)
_FRAME_BEFORE = re.compile(r"(?:在|占|居|列|领跑|[Ii]n |[Oo]f |[Aa]cross )$")
_SHARE_BEFORE = re.compile(r"占$")
"""Stands before the whole that something is a share of, wherever that is."""
_FRAME_AFTER = re.compile(
    r"'s (?:top|first|best|overall|average)\b|(?:的?(?:第|排|位|前|最|首|头[一名]|唯一|率先|平均|总)|[一-龥]{0,6}(?:占比|比重|排名|位次))"
)
_IS_AMONG = re.compile(r"(?:[是为]|算得?上?|成了?)(?:不是)?$")
"""Tells of a thing what place it takes in the whole, whose report need not be the one that tells it: 甲楼是全市头一栋…吗."""
_OURS = re.compile(r"[我咱俺]们?(?:这[儿里边]?)?$")
_LEVELS = {"province": "省", "city": "市", "district": "区", "county": "县", "town": "镇", "township": "乡"}
_SPACED = re.compile(r"(?<![一-龥])[一-龥](?: [一-龥])+(?![一-龥])")
_OR = re.compile(
    r"(?P<how>(?:[涨增升降跌长定设]得)?)(?P<way>[高低多少快慢])(?:一?[些点])?，?还是(?P<other>[一-龥]{2,10}?)(?P=how)(?P=way)(?=[？?，。]|$)"
)
"""Asks which of two is the larger, named one after the other: 甲快还是乙快."""
_ONE_OF = re.compile(r"是?\d[\d.]*[^\s\d，。？]{0,4}?，?还是\d[\d.]*(?:个百分点|[^\s\d，。？]{0,4})(?=[？?。，]|$)")
"""Asks which of two figures it is: 是4%还是5%."""
_AVERAGE = re.compile(r"平均每一?年|每一?年平均|年平均(?=[增降提上])|平均一年")
"""What reports call 年均."""
_LEADS_UP = re.compile(r"[到至]$")
"""Stands between a year and the one that it leads up to: 从2023年到2024年目标."""
_OF_EACH = re.compile(r"分别|各")
_LEANS = re.compile(r"那|然后|其中|还有")
_ASKS_ALIKE = re.compile(r"[一-龥]呢[？?]?$")
_MEASURED = re.compile(r"总?产值|产量|收入|增加值|面积|投资|营收|规模|里程|增速|占比|比重|[一-龥]{2}率|[一-龥]额")
_PARTED = re.compile(r"([一-龥])了?(?:多少[所家个座条项件处]?|几[一-龥])([一-龥]{1,3})")
_TAKES_KIND = dict.fromkeys(("yes_no", "definition", "who", "when"), ("other",))
"""Kinds of a follow-up that give way to that of the question before: an amount asked for behind 有没有 does not."""
_TWO = re.compile(
    r"[一-龥](?:和|与|跟|、|是(?=[^，。？]{2,}倍))(?!(?:去年|上年|上一年|前一?年|前年|同期|目标|计划|预期|实际|实绩|结果|全[国省市区县]))[一-龥]{2}"
)
"""Names two indicators, where their difference is asked for."""

Before = str | Question
"""A question asked before: as written, or as understood where its asker corrected it."""
_JOINED_TO = re.compile(
    r"(?:[和与跟同及、比,，或]|还是|以及|\b(?:and|or|with|to|than|versus|vs\.?),?) ?(?:the )?$", re.I
)
_JOINS = re.compile(r"的?[^，。？的]{0,4}(?:[和与跟同及、比]|还是|以及)| (?:and|or|versus|vs)\b", re.I)
"""Stand before and behind one of several places that are asked about."""


def understand(
    text: str, reports: Sequence[Report], history: Sequence[Before] = (), reading: Reading | None = None
) -> Question:
    """Read a question.

    Args:
        text: as asked, in Chinese or English.
        reports: the reports of the index, for their places and years.
        history: the questions asked before it in the conversation, oldest first; what a follow-up (那周村呢？) leaves
            out is taken from the last of them.
        reading: what the asker corrects of how it is understood.

    """
    reading = reading or Reading()
    return corrected(_whole(text, reports, history, reading.regions), reading)


def _whole(text: str, reports: Sequence[Report], history: Sequence[Before], chosen: Sequence[str] | None) -> Question:
    """Read a question with its parts; arguments as for `_read`."""
    question = _read(text, reports, history, chosen)
    if question.regions and question.places and question.kind != "yes_no":
        unreported = replace(question, regions=(), pairs=tuple(("", period) for period in question.periods or ((),)))
        return replace(question, places=(), parts=(replace(question, places=()), unreported))
    plain = _plain(text)
    if told := by_stance(plain):
        return replace(question, kind="figure", parts=tuple(_in_turn(told, reports, history, question, chosen)))
    segments = wording.segments(plain)
    if len(segments) < 2 or question.kind == "compare" or len(question.topics) > 1:
        return question
    if len(question.pairs) > 1 and not _each_of_all(segments, question, _read(segments[0], reports, history, chosen)):
        return question
    return replace(question, parts=tuple(_in_turn(segments, reports, history, question, chosen)))


def _each_of_all(segments: Sequence[str], whole: Question, first: Question) -> bool:
    """Tell whether several things are asked about each of several places or years, or of one of them."""
    counted = [one for one in segments if not wording.asks_reason(one)]
    figures = all(wording.kind(one, Contrast(), several=False) == "figure" for one in counted)
    return first.pairs == whole.pairs or (figures and len(segments) > len(whole.pairs))


def _read(
    text: str, reports: Sequence[Report], history: Sequence[Before], chosen: Sequence[str] | None = None
) -> Question:
    """Read one question; arguments as for `understand`, and the places that its asker chose instead of those named."""
    text = whether(text)
    plain = _plain(text)
    gazetteer = Gazetteer(reports)
    known, unknown = _innermost(plain, gazetteer.known(plain)), gazetteer.unknown(plain)
    meant = {name: region for name, _ in unknown if (region := gazetteer.misspelt(name))}
    whole = list(_whole_places(plain, reports, [span for _, span in [*known, *unknown]]))
    # 全市 beside the name of a city that has no report is that city.
    whole = [place for place in whole if place[0][-1] not in {name[-1] for name, _ in unknown}]
    told = [(region, span) for region, span in whole if region not in dict(known)]
    misspelt = [(meant[name], span) for name, span in unknown if name in meant]
    unknown = [(name, span) for name, span in unknown if name not in meant]
    known = sorted([*known, *whole, *misspelt], key=lambda place: place[1])
    regions = tuple(dict.fromkeys(name for name, _ in known))
    unknown = [place for place in unknown if not regions or _beside_another(plain, place[1])]
    before = _before(history, reports)
    refers = not (known or unknown) and bool(_REFERS.search(plain))
    if before and (refers or not _stands_alone(without(plain, [span for _, span in [*known, *unknown]]))):
        regions = regions or (() if unknown else before.regions)
    else:
        before = None
    since = before.years[0] if before and len(before.years) == 1 else None
    # 今年 of a zone or street that bears the name of a place is that place's: 青石经济开发区今年.
    near = regions or tuple({report.region for report in reports if report.region and report.short_region in plain})
    newest = _newest(reports, near if chosen is None else chosen)
    named = asked_periods(plain, newest, since)
    report_years = tuple(sorted({p.years[0] for p in named if len(p.years) == 1 and _of_report(plain, p)}))
    if len(report_years) == 1:
        named = asked_periods(plain, report_years[0], since)
    preface = wording.preface(_of_us(plain, [span for _, span in known]))
    of_content = [period for period in named if not _of_report(plain, period)]
    # A year told before the question counts only where the question itself names none.
    asked = [period for period in of_content if not any(a <= period.span[0] < b for a, b in preface)]
    of_content = asked or of_content
    spans = [span for _, span in known] + [period.span for period in named]
    spans += [span for _, span in unknown if regions]
    spans += [*_speakers(plain, reports), *ends_of_measures(plain)]
    if names_something(without(plain, [*spans, *preface])):
        spans += preface
    several = len(regions) > 1 or len(of_content) > 1
    beside = not several and bool(_TWO.search(without(plain, spans)))
    held = contrast(plain) if several or beside else Contrast()
    beside = beside and bool(held.difference or held.ratio or held.choice)
    held = held if several or beside else Contrast()
    spans += held.spans
    lang = wording.language(plain)
    topic, mended = respelt(topic_of(plain, spans, lang))
    further = (*of_sectors(plain, topic), *_joined(plain))
    led_on = {one.asked for one in further}
    expansions = (*further, *(one for one in expand(topic) if one.asked not in led_on))
    kind = wording.kind(plain, held, several=several)
    if lang == "en":
        expansions = (*expansions, *spelled_out(plain))
    if kind == "other" and plain.lower().startswith("what ") and any(is_name(t) for e in expansions for t in e.terms):
        kind = "figure"  # What was its GDP? asks for one as surely as How much was it?
    question = Question(
        text=text,
        lang=lang,
        regions=regions,
        places=tuple(dict.fromkeys(name for name, _ in unknown)),
        periods=tuple(dict.fromkeys(period.years for period in of_content)),
        pairs=pairs(known or [(region, (0, 0)) for region in regions], of_content),
        report_years=report_years,
        stance=wording.stance(plain),
        stances=tuple(_stances(plain, of_content)) if len(of_content) > 1 else (),
        kind="figure" if beside else kind,
        topic=topic,
        topics=topics_of(plain, topic, held=beside),
        expansions=expansions,
        unit=wording.unit(plain),
        figures=wording.stated_figures(plain),
        resolved=(
            *(f"{plain[slice(*place)]} → {region}" for region, place in [*told, *misspelt]),
            *(f"{typed} → {term}" for typed, term in mended),
            *(
                f"{plain[slice(*period.span)]} → {written(period.years, lang)}"
                for period in of_content
                if period.relative
            ),
        ),
    )
    return _continued(question, before, refers=refers) if before else question


def _joined(text: str) -> Iterator[Expansion]:
    """Find what reports call a verb and its object that the amount asked for parts: 减了多少税费."""
    for verb, thing in _PARTED.findall(text):
        yield from (one for one in lexicon().expand(verb + thing) if one.asked.startswith(verb))


def _stances(text: str, named: Sequence[Period]) -> Iterator[tuple[tuple[int, ...], Stance | None]]:
    """Give the stance that the words between a period and the next one tell; what leads up to a target was reached.

    A period of which something is asked in words that tell none is of none, whatever those behind a later one tell.
    """
    before = wording.stance(text[: named[0].span[0]])
    ends = [*(period.span[0] for period in named[1:]), len(text)]
    behind = [text[period.span[1] : end] for period, end in zip(named, ends, strict=True)]
    told = [wording.stance(words) for words in behind]
    for place, (period, words) in enumerate(zip(named, behind, strict=True)):
        leads = _LEADS_UP.search(text[: period.span[1]] + words) and told[place + 1 :][:1] == ["target"]
        if stance := "achieved" if leads else told[place]:
            yield period.years, stance
        elif not before and wording.asks(words):
            yield period.years, None


def _innermost(text: str, known: Sequence[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """Leave out a place whose Latin name only leads to that of one within it: Zibo in Zibo Zhangdian."""
    starts = {start for _, (start, _) in known}
    leads = {end for _, (_, end) in known if text[end : end + 1] == " " and end + 1 in starts}
    return [(name, (start, end)) for name, (start, end) in known if not (text[start:end].isascii() and end in leads)]


def _before(history: Sequence[Before], reports: Sequence[Report]) -> Question | None:
    """Read the question before."""
    last = history[-1] if history else None
    return _read(last, reports, history[:-1]) if isinstance(last, str) else last


def _plain(text: str) -> str:
    """Write a question with simplified characters of one width, without greetings and the spaces between characters."""
    plain = re.sub(r"\s+", " ", simplified(unicodedata.normalize("NFKC", text))).strip()
    plain = _SPACED.sub(lambda match: match.group().replace(" ", ""), plain)
    plain = _AVERAGE.sub("年均", plain)
    plain = _ONE_OF.sub("是多少", _OR.sub(r"和\g<other>哪个\g<how>更\g<way>", plain))
    plain = without(plain, wording.courtesies(plain)).strip()
    return in_full(without(plain, list(instructions(plain))).strip())


def _in_turn(
    segments: Sequence[str],
    reports: Sequence[Report],
    history: Sequence[Before],
    whole: Question,
    chosen: Sequence[str] | None,
) -> Iterator[Question]:
    """Read each question of several in one; a later one goes on from those before it.

    A year with which a later one begins is its own: 还欠多少债，今年还多少 leaves open of when the debt is.
    """
    newest = _newest(reports, whole.regions)
    # Why a plan was missed asks for no plan, and leaves that to none of the others.
    named = whole.stance
    if any(map(wording.asks_reason, segments)):
        named = wording.stance("，".join(one for one in segments if not wording.asks_reason(one)))
    begins = any(period.span[0] == 0 for one in segments[1:] for period in asked_periods(one, newest, None))
    own = begins and not asked_periods(segments[0], newest, None)
    before: Question | None = None
    for i, segment in enumerate(segments):
        part = _read(segment, reports, [*history, *segments[:i]] if i else history, chosen)
        if not (part.regions or part.places) or not (part.periods or part.report_years):
            # 完成多少 between 2024年计划多少 and 2023年完成多少 is of the year before it.
            source = before if begins and before and not _OF_EACH.search(segment) else whole
            regions = part.regions or source.regions
            periods = part.periods or (() if own else source.periods)
            each = tuple((region, period) for region in regions or ("",) for period in periods or ((),))
            part = replace(
                part,
                regions=regions,
                periods=periods,
                report_years=part.report_years or source.report_years,
                pairs=each if own else source.pairs,
            )
        # What stands before 今年目标 of its own is asked for as reached.
        of_whole = "achieved" if own and not part.periods and named == "target" else named
        part = replace(part, lang=whole.lang, stance=part.stance or of_whole)
        if before and wording.asks_reason(segment):
            part = replace(part, kind="other", unit="", stance=None)
        before = replace(part, owner=_owner(part, before)) if before else part
        yield before


def _owner(question: Question, before: Question) -> str:
    """Give what the question before names, where this one names but what is told of it, in the same years."""
    of_it = question.topic.startswith(before.topic) or only_of_another(question.topic)
    same = question.lang == "zh" and question.pairs == before.pairs
    return before.owner or before.topic if of_it and same else ""


def _stands_alone(text: str) -> bool:
    """Tell a question of its own from one that only makes sense behind another."""
    return not _FOLLOWS.search(text) and names_something(text)


def _continued(question: Question, before: Question, *, refers: bool) -> Question:
    """Fill in what a follow-up leaves out: the topic where it names none or refers to it, the years where it names none."""
    if not (question.periods or question.report_years):
        regions = question.regions or ("",)
        question = replace(
            question,
            periods=before.periods,
            report_years=before.report_years,
            pairs=tuple((region, period) for region in regions for period in before.periods or ((),)),
        )
    leans = bool(_LEANS.match(question.text)) and only_acts(question.topic)
    if names_something(question.topic) and not refers and not leans:
        return (
            _asked_alike(question, before)
            if question.kind == "other" and _ASKS_ALIKE.search(question.text)
            else question
        )
    own = "" if only_continues(question.topic) else question.topic
    return replace(
        question,
        topic=f"{before.topic} {own}".strip(),
        topics=(f"{before.topic} {own}".strip(),),
        expansions=(*before.expansions, *(question.expansions if refers else ())),
        kind=before.kind if question.kind in _TAKES_KIND.get(before.kind, ("other", "figure")) else question.kind,
        unit=question.unit or ("" if refers or wording.asks_size(question.text) else before.unit),
        stance=question.stance or before.stance,
    )


def _asked_alike(question: Question, before: Question) -> Question:
    """Ask of another thing what the question before asks: 小麦产量多少，玉米呢 asks for that of maize."""
    measured = [word for word in _MEASURED.findall(before.topic) if word not in question.topic]
    topic = "".join([question.topic.strip(), *measured[-1:]])
    return replace(
        question,
        topic=topic,
        topics=(topic,),
        kind=before.kind,
        unit=question.unit or before.unit,
        stance=question.stance or before.stance,
    )


def _whole_places(text: str, reports: Sequence[Report], named: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    """Resolve 全区, 市里 or our county: the place of that level, where the index holds just one.

    Beside another place it may only frame that one (青石区在全市排第几), and is no place asked about.
    """
    for match in _WHOLE_PLACE.finditer(text):
        word = next(filter(None, match.groups())).lower()
        level = _LEVELS.get(word, word)
        fitting = list(dict.fromkeys(report.region for report in reports if report.level == level))
        framed = _FRAME_BEFORE.search(text[: match.start()]) or _FRAME_AFTER.match(text, match.end())
        share = _SHARE_BEFORE.search(text[: match.start()])
        of_thing = framed and _IS_AMONG.search(text[: match.start()])
        if len(fitting) == 1 and not share and not (named and framed) and not of_thing:
            yield fitting[0], match.span()


def _beside_another(text: str, span: Span) -> bool:
    """Tell whether a place without a report is asked about beside one that has one, and not only named: 青石区到霁州的铁路."""
    return bool(_JOINED_TO.search(text[: span[0]]) or _JOINS.match(text, span[1]))


def _of_us(text: str, places: Sequence[Span]) -> str:
    """Blank the words that make a place ours (咱们青石区), which tell nothing of the asker."""
    return without(text, [match.span() for start, _ in places if (match := _OURS.search(text[:start]))])


def _speakers(text: str, reports: Sequence[Report]) -> Iterator[Span]:
    """Find who gave a report, with the office: it tells of which report something is asked, not what."""
    for name in {re.escape(simplified(report.speaker)) for report in reports if report.speaker}:
        office = r"(?:(?:代理?)?[省市区县州镇乡]长|总理)?"
        yield from (match.span() for match in re.finditer(office + name + office, text))


def _newest(reports: Sequence[Report], regions: Sequence[str]) -> int | None:
    years = [r.year for r in reports if r.year and (not regions or r.region in regions)]
    return max(years, default=None)


def _of_report(text: str, period: Period) -> bool:
    """Tell whether a year is that of a report (2025年政府工作报告) rather than what it speaks of."""
    start, end = period.span
    return not period.relative and bool(_OF_REPORT.match(text, end) or _REPORT_OF.search(text[:start]))
