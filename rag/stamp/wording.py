"""Read what the words around a figure say of it, in Chinese and English: text + place → years, places, stance, movement.

    2025年目标：增长5.5%以上        2025 · target · up
    in 2024 …, down 26.7%          2024 · down

The same functions read an answer and the passage that it cites, so that both are held against each other by one
measure. Texts are normalised without changing their length (rag.figures.rows.aligned). Not here: what must agree
(judge.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rag.periods import periods
from rag.records import Span, Stance

Movement = Literal["", "up", "down"]
Amount = Literal["", "added", "total"]
"""Whether a figure tells what was added (新增) or how much there is in all (总数)."""

Roughness = Literal["", "about", "over"]

_OVER_BEFORE = re.compile(r"(?:超过?|突破|逾|\b(?:over|more than|above))\s*$")
_ABOUT_BEFORE = re.compile(r"(?:约为?|大约|近|接近|\b(?:about|around|roughly|approximately|nearly|almost|some))\s*$")
_SENTENCE_END = re.compile(r"[。!?！？\n]|\.(?=\s+[A-Za-z“\"(]|\s*$)")
_CLAUSE_END = re.compile(
    r"(?<!\d)[,，]|[,，](?!\d)|[;；。!?！？\n]|[:：](?!\d)|→|\.(?=\s|$)|\b(?:while|whereas|but|and|compared|than|against)\b"
)
_ENGLISH_YEAR = re.compile(r"(?<![\d.,/a-z-])((?:19|20)\d\d)(?=\.(?:\D|$)|\s*\)|[’'”\"]|\s*$)")
_ENGLISH_RANGE = re.compile(r"\b(?:from|between)\s((?:19|20)\d\d)\s(?:to|and|through|until)\s((?:19|20)\d\d)\b")
_REPORT_BEFORE = re.compile(r"\breports? (?:of|for)\s*$")
_OF_REPORT = re.compile(r"\s*(?:年度?)?(?:的)?(?:政府)?(?:工作)?报告|\s*(?:government )?(?:work )?report\b")
_YEAR_BEFORE = re.compile(
    r"(?:上一?|前一)年度?(?![来间])|\b(?:previous|preceding|prior) year\b|\byear (?:earlier|before)\b"
)
_YEAR_AFTER = re.compile(r"[次来翌]年|(?:下一?|后一)年度?|第二年|\bfollowing year\b|\byear (?:later|after)\b")
_YEAR_OF_SPEAKER = re.compile(
    r"[去今本明]年|[一二两三四五六七八九十]{1,2}年(?:之?后|以后)|(?:过去|近|前|今后|未来)[一二两三四五六七八九十\d]{1,2}年|\b(?:this|last|next) year\b|\b(?:past|next|coming) \w+ years\b"
)
_HOTLINE = re.compile(r"[”\"’']?\s?(?:[一-龥]{0,4}热线|[a-z ]{0,20}hotline)")
_ITEM = re.compile(r"[(]\d{1,2}[)]")
_PART_END = re.compile(r"[;；。!?！？\n]")
_COMPARED_BEFORE = re.compile(
    r"(?:[比较同与]|[高低多少快慢优大小]于|不及|相比|than in|than|compared (?:with|to)|from|over|since|versus|against)\s*$"
)
_ARTICLE = re.compile(r"(?:\b(?:the|a|one)\s+)?$")
_COMPARED_AFTER = re.compile(r"\s*(?:年[底末初]?)?(?:相比|以来)")

_TARGET = re.compile(
    r"目标|计划|预期|预计|力争|打算|将(?!军)|(?<![主重需])要(?![求点素闻])|安排|(?<![虚模])拟(?!定)|争取|确保|部署|任务|候选|原定|定[为在]|办好|抓好|提出|规划|要求|盯紧|抓[实牢紧]|民生实事|(?:没有?|未能?)达到?|不及|"
    r"\b(?:will|shall|(?<!five-year )plan(?:s|ned|ning)?|targets?|targeted|goals?|aim(?:s|ed|ing)?|going to|intends?|is to|are to|"
    r"to be|expects?|expected|should|seeks?|strives?|wants?|hopes?|calls? for|proposes?|ceiling|cap|set (?:for|at|itself|a|out))\b"
)
_FIRM_TARGET = re.compile(
    r"目标|计划|预期|力争|打算|(?<![虚模])拟(?!定)|\b(?:targets?|goals?|(?<!five-year )plan(?:s|ned)?|aim(?:s|ed)?)\b"
)
_TARGET_AFTER = re.compile(
    r"\s*(?:以上|以下|以内|左右)?的?(?:年初|年度|全年|预期|既定|增长|计划|工作)*(?:目标|计划|预期|任务)|\s(?:growth )?(?:target|goal)\b|"
    r"(?:-plus|-odd)?\s(?:it|they|the (?:city|county|district|town|province))\s(?:plans?|aims?|targets?|hopes?|wants?|expects?)\b"
)
_LEVEL_BEFORE = re.compile(r"(?:(?<!达)[到至为]|\bto)\s*(?:约|about |around |nearly |some )?(?:US\$|\$)?$")
_DONE = re.compile(
    r"实际|实绩|已经?|完成(?:了|情况)|实现了|达到了|超额|超过[^,，。]{0,6}(?:目标|任务)|完成[^,，。]{0,8}(?:目标|任务)|"
    r"(?:增长|下降|增加|减少|提高|新增|建成|引进|发放|改造|获评)了|结果|"
    r"\b(?:actual(?:ly)?|achieved|results?|completed|reached|exceed(?:ed|s)|surpassed|met)\b"
)
_CHOSEN = re.compile(r"遴选|票决|征集|已|现有|目前|获批|列入|入选|提出")
"""Says in a plan what is so already."""

_LEADS_UP = re.compile(
    r"(?:了|约为?|近|超过?|达到?|分别|均|都|至|到|为|在|幅度?|的|是|by|of|to|some|about|nearly|over|another|a|an|\s)*$"
)
_ONE_OF_SEVERAL = re.compile(r"(?:\d[\d.,]*\s?(?:%|个百分点|[万亿]?元)?\s?(?:[、和与及]|and)\s*)+$")
"""What stands before the second of several figures that share one word: 分别增长7.9%和."""
_UP = re.compile(
    r"(?:(?<!负)增长|增加|提高|提升|上升|上涨|回升|增速|增幅|涨幅|增|涨|高出|多出|升|"
    r"\b(?:grew|grow|growing|rise|rises|rising|rose|risen|increas(?:e|es|ed|ing)|up|growth|gain(?:ed|s)?|expand(?:ed|s)?|climbed|higher|more))$"
)
_DOWN = re.compile(
    r"(?:负增长|下降|减少|降低|回落|下滑|缩小|收窄|降幅|跌幅|下跌|降|跌|少|"
    r"\b(?:fell|fall|falls|falling|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|drop(?:s|ped)?|down|reduc(?:e|es|ed|tion)|"
    r"shrank|shrunk|contracted|contraction|cut|lower|fewer|less))$"
)
_UP_AFTER = re.compile(
    r"\s*(?:year-on-year |annual )?(?:increase|rise|growth|gain|expansion|more\b|higher)|的?(?:增长|增速|增幅)"
)
_DOWN_AFTER = re.compile(
    r"\s*(?:year-on-year |annual )?(?:decrease|decline|drop|fall|reduction|contraction|fewer|less\b|lower)|的?(?:降幅|下降)"
)
_MOVEMENT_REACH = 26
"""Characters before a figure in which an English verb of movement may stand: fell by an estimated 26.7 %."""
_ENGLISH_UP = re.compile(r"\b(?:grew|rose|risen|increas(?:e|ed|es|ing)|growth|climbed|gained|expanded|up)\b")
_ENGLISH_DOWN = re.compile(
    r"\b(?:fell|fall|declin(?:e|ed|es|ing)|decreas(?:e|ed|es|ing)|dropped|drop|down|reduced|shrank|contracted|cut)\b"
)

_STARTS_BEFORE = re.compile(r"(?:[由从][^,，、。;；]{0,16}|\bfrom (?:about |some |us\$|\$)?)$")
_STARTS_AFTER = re.compile(
    r"(?:[增提上升扩下降减缩变拓发展改善调优][^,，。;；\d]{0,6})?(?:[到至为成]|[^,，。;；]{0,4}→)|[^.;]{0,30}\bto\b"
)
_ADDED = re.compile(r"新增|净增|新登记|新设立?|\b(?:new|newly|added|additional|adding)\b")
_TOTAL = re.compile(
    r"总数|总量|总计|共有|总共|合计|存量|\b(?:in total|totall?ed|totall?ing|total of|total number|in all|altogether)\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Years named in a text."""

    years: tuple[int, ...]
    span: Span
    of_report: bool = False
    """Whether it is a report's year (2025年政府工作报告), which is not the year of its figures."""
    compared: bool = False
    """Whether something is only compared with it: 比2020年."""


def sentence_span(text: str, place: int) -> Span:
    """Give the sentence around a place."""
    ends = _sentence_ends(text)
    behind = bisect_left(ends, place, key=lambda span: span[0])
    return ends[behind - 1][1] if behind else 0, ends[behind][0] if behind < len(ends) else len(text)


@lru_cache(maxsize=16)
def _sentence_ends(text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in _SENTENCE_END.finditer(text))


def clause_span(text: str, place: int) -> Span:
    """Give the clause around a place, within its sentence."""
    start, end = sentence_span(text, place)
    return _around(text, place, _CLAUSE_END, start, end)


def is_item_number(text: str, span: Span) -> bool:
    """Tell whether a number stands alone in brackets, as those of items do: (2)."""
    return bool(_ITEM.fullmatch(text[max(span[0] - 1, 0) : span[1] + 1]))


def is_name(text: str, span: Span) -> bool:
    """Tell whether a number is a name: “3510”, the 12345 hotline."""
    quoted = text[span[0] - 1 : span[0]] in ("“", '"') and text[span[1] : span[1] + 1] in ("”", '"')
    return quoted or bool(_HOTLINE.match(text, span[1]))


def part_span(text: str, place: int) -> Span:
    """Give what stands around a place between semicolons, within its sentence."""
    return _around(text, place, _PART_END, *sentence_span(text, place))


def _around(text: str, place: int, ends: re.Pattern[str], start: int, stop: int) -> Span:
    for match in ends.finditer(text, start, stop):
        if match.start() >= place:
            return start, match.start()
        start = match.end()
    return start, stop


def year_mentions(text: str, reference: int | None = None) -> list[Mention]:
    """Find the years that a text names, in order.

    Args:
        text: aligned.
        reference: the year that 今年 means; None leaves relative words out.

    """
    ranges = [m for m in _ENGLISH_RANGE.finditer(text) if 0 < int(m.group(2)) - int(m.group(1)) <= 30]
    found = [(tuple(range(int(m.group(1)), int(m.group(2)) + 1)), m.span()) for m in ranges]
    within = [span for _, span in found]
    found += [
        (p.years, p.span)
        for p in periods(text, reference)
        if not any(start <= p.span[0] < end for start, end in within)
    ]
    for match in _ENGLISH_YEAR.finditer(text):
        if not any(start <= match.start() < end for _, (start, end) in found):
            found.append(((int(match.group(1)),), match.span(1)))
    return [
        Mention(
            years,
            span,
            of_report=bool(_OF_REPORT.match(text, span[1]) or _REPORT_BEFORE.search(text[: span[0]])),
            compared=bool(_COMPARED_BEFORE.search(text[max(0, span[0] - 16) : span[0]]))
            or bool(_COMPARED_AFTER.match(text, span[1])),
        )
        for years, span in sorted(found, key=lambda one: one[1])
    ]


def relative_mentions(text: str, named: Sequence[Mention]) -> list[Mention]:
    """Find the years that an answer tells by another: 2024年 … 上年, the following year.

    What 去年 and 今年 mean depends on who speaks; such a mention is of no years, and only ends what the one before holds
    for.
    """
    found = []
    for pattern, step in ((_YEAR_BEFORE, -1), (_YEAR_AFTER, 1), (_YEAR_OF_SPEAKER, 0)):
        for match in pattern.finditer(text):
            anchor = next((m for m in reversed(named) if m.span[1] <= match.start()), None)
            known = any(m.span[0] < match.end() and match.start() < m.span[1] for m in named)
            compared = _COMPARED_BEFORE.search(_ARTICLE.sub("", text[: match.start()])) or _COMPARED_AFTER.match(
                text, match.end()
            )
            begins = text[: match.start()].endswith(("由", "从"))  # 由上年的第6名上升到第2名
            if anchor and not known and not begins:
                years = (anchor.years[-1] + step,) if step else ()
                found.append(Mention(years, match.span(), compared=bool(compared)))
    return found


def says_target(text: str) -> bool:
    """Tell whether words speak of something planned."""
    return bool(_TARGET.search(text))


def claimed_stance(before: str, clause: str, rest: str = "", own: str = "") -> Stance | None:
    """Tell whether an answer gives a figure as a target or as a result; None where its words tell neither.

    Args:
        before: the sentence up to the figure, with the heading above it.
        clause: the figure's clause, whose end counts where nothing before it tells.
        rest: what follows, which counts where neither tells: 全长8公里、设6站，2025年要完成45%.
        own: the clause where it begins with a year of its own; what is said before is of another year then.

    """
    for text in (own, re.split("[;；]", before)[-1], clause, before, rest):
        target = max((m.start() for m in _FIRM_TARGET.finditer(text)), default=-1)
        soft = max((m.start() for m in _TARGET.finditer(text)), default=-1)
        done = max((m.end() for m in _DONE.finditer(text)), default=-1)
        if done > max(target, soft):
            return "achieved"
        if max(target, soft) >= 0:
            return "target"
    return None


def firm_target(before: str, clause: str) -> bool:
    """Tell whether an answer gives a figure as a target in words that leave no doubt."""
    return claimed_stance(before, clause) == "target" and bool(_FIRM_TARGET.search(before + clause))


def named_as_target(text: str, end: int) -> bool:
    """Tell whether the words behind a figure name it as a target: 6%左右的预期, the 6% target."""
    return bool(_TARGET_AFTER.match(text, end))


def levels(text: str, start: int) -> bool:
    """Tell whether a figure is what something rose or fell to: 降到4%, fell to 4%."""
    return bool(_LEVEL_BEFORE.search(text[:start]))


def so_already(clause: str) -> bool:
    """Tell whether a clause of a plan tells what is so already: 遴选出13件候选项目."""
    return bool(_CHOSEN.search(clause))


def movement(clause: str, start: int, end: int) -> Movement:
    """Tell whether the figure at a place in a clause tells by how much something rose or fell."""
    before = _LEADS_UP.sub("", _ONE_OF_SEVERAL.sub("", clause[:start]))
    if re.search(r"[-−]$", clause[:start].rstrip()) and not re.search(r"\d\s*[-−]$", clause[:start]):
        return "down"
    if _DOWN.search(before):
        return "down"
    if _UP.search(before):
        return "up"
    if _DOWN_AFTER.match(clause, end):
        return "down"
    if _UP_AFTER.match(clause, end):
        return "up"
    near = clause[max(0, start - _MOVEMENT_REACH) : start]
    up = max((m.end() for m in _ENGLISH_UP.finditer(near)), default=-1)
    down = max((m.end() for m in _ENGLISH_DOWN.finditer(near)), default=-1)
    return "" if up == down else "up" if up > down else "down"


def starts(text: str, start: int, end: int) -> str:
    """Give the words that make a figure what something rose or fell from: 由 or 从2016年的 in 由2.8%降到0.9%; else nothing."""
    before = _STARTS_BEFORE.search(text[max(0, start - 20) : start])
    return before.group() if before and _STARTS_AFTER.match(text, end) else ""


def roughness(text: str, start: int, end: int) -> Roughness:
    """Tell whether an answer gives a figure as rounded (约1.7万人) or as one that is exceeded (超过1.6万人, 1.6万余人)."""
    if (
        _OVER_BEFORE.search(text[:start])
        or re.search(r"[余多]", text[start:end])
        or re.match(r"以上|[余多]|-(?:plus|odd)\b", text[end:])
    ):
        return "over"
    return "about" if _ABOUT_BEFORE.search(text[:start]) or text[end:].startswith("左右") else ""


def amount(words: str) -> Amount:
    """Tell whether the words at a figure speak of what was added or of a total; empty where of neither or both."""
    added, total = bool(_ADDED.search(words)), bool(_TOTAL.search(words))
    return "" if added == total else "added" if added else "total"
