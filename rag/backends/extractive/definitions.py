"""Say what a term means: in the words that unfold it; where none do, say so, with a clause that uses it.

“一网通管”是指各部门信息互通                          a clause says so
开展邻里之间的互助，也就是邻里互助                       so, before the term
名厨、名菜、名店“三名”工程                            the things it counts stand before it
茶业竹业渔业“三业”                                    so, with nothing between them
“一河”即青水河；“两岸”即东岸、西岸                    its parts are unfolded one by one: “一河两岸”
深化“一网通管”体系，实现信息互通，打造智慧中枢            it is made, and then told what of
“一网通管”要做到“一屏全览”                            what it shall be
实施“一网通管”工程。围绕数据共享…                       its name leads a sentence that tells of it
建设社区食堂8处，新增日间照料中心，打造“颐养圈”           told of what, and then made
推出“云湖1号”观光列车                                  only called what it is
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.backends.extractive.apposed import apposed
from rag.backends.extractive.lists import LIST_CHARS
from rag.backends.extractive.members import counts_of
from rag.backends.extractive.series import unfolded
from rag.backends.extractive.task import Task
from rag.clauses import clauses, sentences
from rag.fit import Candidate, candidates
from rag.numerals import read_number
from rag.periods import FIVE_YEAR_PLAN
from rag.records import Passage, Question, Span
from rag.words import normalise, words

_QUOTED = re.compile(r"[“\"'《]([^”\"'》]{2,20})[”\"'》]")
_AND = re.compile(r"(?:[和与及、]|以及)?")
_ASKS = re.compile(
    r"^(?:.{0,4}[说讲谓]的?|提[到出]的?|的)|(?:是|怎么|如何)?(?:定义|理解|概念|单位|代表)的?$|[是的指有]+$|"
    r"(?:都|主要|具体)?(?:包含|包括|涵盖|组成|构成)(?:些|了)?.*$"
)
_SAYS = re.compile(
    r"[”’》]?[^，。；：“]{0,8}?(?:，?(?:是指|指的是|也?就是|即(?!将|可|使|申)|包括|包含|涵盖)|[:：]|[（(](?:即|指|包括)?(?=[^（()）]{6,}))"
)
_SAID = re.compile(r"(?:也就是|就是|即|简称|统称|称为|叫做?)[“‘《]?$")
_LIST = re.compile(r"([^，。；：]+?)(?:等|这)?[“‘《]?$")
_MAKES = re.compile(
    r"搭建|深化|推进|推动|实施|开展|建立|健全|完善|启动|创建|上线|推出|开通|设立|建成|建设|启用|成立|升级|探索|创新|推行|用好|拓展|优化"
)
_TOWARDS = re.compile(
    r"^(?:不断|持续|进一步)?(?:[^，。；]{0,2}(?:实现|形成|推动|推进|打通|提供|整合|覆盖|涵盖|推广)|让|使|打造|构建|建成|通过|把|将|用于|集|丰富|服务|方便|满足|解决|助力)"
)
_MADE_INTO = re.compile(r"(?:成为|变成|作为|当作|看作)[“‘《]?$")
"""Things that are made into something are no list of what it is: 使甲、乙、丙成为“名片”."""
_SHALL = re.compile(r"[”’》]?(?:就?要|将|应)(?:做到|体现|突出|坚持|达到)")
_MADE = re.compile(r"(?:搭建|打造|建成|形成|构建|建设|创建|完善)[^，。；“]{0,4}[“‘《]?$")
_SEVERAL = re.compile(r"[二两三四五六七八九十]|\d")
"""Begins a term that stands for several things, which no purpose unfolds."""
_GROUP = re.compile(r"[一二两三四五六七八九十]{1,2}[^一二两三四五六七八九十、，]{1,5}|\d{1,2}[^\d、，]{1,5}")
"""A part of a term that counts several kinds of things: 一河 of 一河两岸."""
_NEXT_TERM = re.compile(r"；(?=“[^”]+”(?:是指|指的是|指|就是|即|[:：]))")
_HOLLOW = re.compile(
    r"^(?:为|向|以).{0,20}(?:方向|基础|动力|支撑|保障|贡献)$|^(?:不断|持续|全面|切实)?(?:提升|增强|改善)"
)
_HEADED = re.compile(r"[^，。；：]{2,20}：")
_ENTRY = re.compile(r"(?:^|(?<=[\n。；]))\s*(?:[（(]?\d{1,2}[）).、．]|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*")


@dataclass(frozen=True, slots=True)
class _Unfolded:
    """Words that unfold a term, and how plainly: 3 says so, 2 lists it, 1 tells what it is made of or for."""

    passage: Passage
    span: Span
    plainly: int

    @property
    def text(self) -> str:
        return self.passage.text[slice(*self.span)]


def defined(task: Task) -> list[str]:
    """Give the words that unfold each term asked about; where none do, say so, with a clause that uses it."""
    return [statement for term in terms_of(task.question) for statement in _defined(task, term)]


def terms_of(question: Question) -> list[str]:
    """Give the terms whose meaning is asked for: what stands in quotation marks, else the topic."""
    quoted = [match for match in _QUOTED.finditer(question.text) if not FIVE_YEAR_PLAN.fullmatch(match.group(1))]
    if not quoted:
        return [_ASKS.sub("", re.sub(r"\s", "", question.topic))]
    together = [one for one, other in pairwise(quoted) if _AND.fullmatch(question.text[one.end() : other.start()])]
    return [match.group(1) for match in [*together, quoted[-1]]]


def _defined(task: Task, term: str) -> list[str]:
    if len(term) < 2:
        return []
    named = re.compile(r"[“”‘’\"《》\s]*".join(map(re.escape, term)), re.I)
    mentions = [hit for hit in task.own if named.search(hit.passage.text)]
    for hit in mentions:
        if hit.passage.kind == "appendix" and (entry := _entry(hit.passage, named)):
            return [task.say.definition(term, entry[:LIST_CHARS], task.number(hit.passage))]
    texts = [hit.passage for hit in mentions if hit.passage.kind not in ("outline", "head")]
    found = [one for passage in texts for one in _unfolded(passage, named, term)]
    found += _part_by_part(task, term)
    found += _beneath(task, named)
    if max((one.plainly for one in found), default=0) < 2 and (told := unfolded(term, task.own)):
        context, number = told.passage.context, task.number(told.passage)
        return [task.say.listing(context, task.say.named_series(term), told.items, number)]
    if found:
        asked = words(task.question.topic)
        best = max(found, key=lambda one: (one.plainly, sum(word in normalise(one.text) for word in asked)))
        best = _with_subject(best, asked)
        return [task.say.statement(best.passage.context, best.text, task.number(best.passage))]
    called = [(passage, span) for passage in texts for span in _called(passage, named)]
    if called:
        passage, span = max(called, key=lambda one: one[1][1] - one[1][0])
        return [task.say.called(passage.text[slice(*span)], task.number(passage))]
    rated = candidates(task.question, mentions, task.index, task.alike)
    using = next((candidate for candidate in rated if named.search(candidate.text)), None)
    return [task.say.undefined(term), task.statement(using)] if using else []


def _called(passage: Passage, named: re.Pattern[str]) -> Iterator[Span]:
    """Find the nouns around a term that say what it is, without explaining it."""
    found = (apposed(passage.text, match.span()) for match in named.finditer(passage.text))
    return (span for span in found if span)


def begins_to_unfold(candidate: Candidate) -> bool:
    """Tell whether a window begins to say what a term means, which the clauses behind it go on with.

    So does an entry of a glossary, and what stands behind a term in quotation marks: “先试后买”，即先免费试用，….
    """
    entry = candidate.passage.kind == "appendix" and _HEADED.match(candidate.text)
    says = (_SAYS.match(candidate.text, quoted.end() - 1) for quoted in _QUOTED.finditer(candidate.text))
    # What stands in brackets is all there.
    return bool(entry) or any(one and not re.search(r"[（(]", one[0]) for one in says)


def _entry(passage: Passage, named: re.Pattern[str]) -> str:
    """Give what a glossary says of a term: the entry that it begins, else all beneath a heading that names it."""
    starts = [match.end() for match in _ENTRY.finditer(passage.text)] or [0]
    ends = [match.start() for match in _ENTRY.finditer(passage.text)][1:]
    for start, end in zip(starts, [*ends, len(passage.text)], strict=False):
        entry = passage.text[start:end].strip("。； \n")
        match = named.search(entry[:40])
        if match and (said := re.match(r"[”’》\"]?[^，。；：“]{0,8}?(?:[:：]|是指|——?|指)", entry[match.end() :])):
            return _part_of(entry[match.end() + said.end() :].strip(), named)
    above = passage.context.sections[-1:]
    return passage.text.strip("。\n ") if above and named.search(above[0]) else ""


def _part_of(entry: str, named: re.Pattern[str]) -> str:
    """Give what an entry that unfolds the parts of a term says of the one asked about; all of it where it has no parts."""
    told = re.search(rf"[“‘]{named.pattern}[”’](?:是指|指|即|就是)", entry)
    if not told:
        return entry
    another = _NEXT_TERM.search(entry, told.end())
    return entry[told.end() : another.start() if another else len(entry)]


def _unfolded(passage: Passage, named: re.Pattern[str], term: str) -> Iterator[_Unfolded]:
    text = passage.text
    for sentence in sentences(text):
        parts = clauses(text, sentence)
        for i, (start, end) in enumerate(parts):
            match = named.search(text, start, end)
            if not match:
                continue
            before, after = text[start : match.start()], text[match.end() : sentence[1]]
            if (says := _SAYS.match(after)) and after[says.end() :].strip("。 \n"):
                rest = _while_short(parts, i)
                if another := _NEXT_TERM.search(text, end, rest):
                    rest = another.start()
                yield _Unfolded(passage, (start, rest), 3)
            elif _SAID.search(before):
                yield _Unfolded(passage, (parts[max(i - 1, 0)][0], end), 3)
            elif _SHALL.match(after) or _lists(before, _counted(term)) or _run_together(before, term):
                yield _Unfolded(passage, (start, end), 2)
            elif quoted := _quoted_together(text[sentence[0] : match.start()], _counted(term)):
                yield _Unfolded(passage, (sentence[0] + quoted.start(), end), 2)
            elif (
                _MADE.search(before)
                and _may_be_made(term, text[match.end() : end])
                and (first := _made_of(text, parts, i)) < i
            ):
                yield _Unfolded(passage, (parts[first][0], _purpose(text, parts, i) or end), 1)
            elif _MAKES.search(before):
                told = 0 if _SEVERAL.match(term) else _purpose(text, parts, i)
                if told := told or (_next_sentence(text, sentence) if len(parts) == 1 else 0):
                    yield _Unfolded(passage, (start, told), 1)


def _lists(before: str, wanted: int) -> bool:
    """Tell whether words name so many things right before a term that counts them, three at least where none counts."""
    listed = None if _MADE_INTO.search(before) else _LIST.search(before)
    counts = counts_of(listed[1]) if listed else (0,)
    return wanted in counts if wanted > 1 else max(counts) >= 3


def _may_be_made(term: str, behind: str) -> bool:
    """Tell a term that may be made of what was told: one that counts things only if it modifies what is made."""
    return not _SEVERAL.match(term) or term[0].isdigit() or bool(behind.strip("”’》"))


def _run_together(before: str, term: str) -> bool:
    """Tell whether the things stand right before a term that counts them, each with its word: 茶业竹业渔业“三业”, 评审、评价、评奖“三评”."""
    wanted, last = _counted(term), re.escape(term[-1])
    if wanted < 2:
        return False
    parts = re.split("[、和]", before.rstrip("“‘《"))[-wanted:]
    each = len(term) == len("四评") and len(parts) == wanted and all(term[-1] in part for part in parts)
    return each or bool(re.search(rf"(?:[^{last}，。；：、]{{1,4}}{last}){{{wanted}}}[“‘《]?$", before))


def _quoted_together(before: str, wanted: int) -> re.Match[str] | None:
    """Find words in quotation marks right before a term that counts their parts: “人多地少，小田块，低产出”三大矛盾."""
    quoted = re.search(r"[^，。；：“]{0,20}[“‘]([^”’]+)[”’](?:等|这)?[“‘《]?$", before)
    fits = quoted and any(len(quoted[1].split(sign)) == wanted > 1 for sign in "；，、")
    return quoted if fits else None


def _part_by_part(task: Task, term: str) -> Iterator[_Unfolded]:
    """Find where each part of a term is unfolded for itself, in one passage."""
    groups = _GROUP.findall(term)
    if len(groups) < 2 or "".join(groups) != term:
        return
    named = {group: re.compile(rf"[“‘]{re.escape(group)}(?=[”’])") for group in groups}
    for hit in task.own:
        if hit.passage.kind == "text":
            told = [[one for one in _unfolded(hit.passage, named[g], g) if one.plainly == 3] for g in groups]
            if all(told):
                spans = [first.span for first, *_ in told]
                yield _Unfolded(hit.passage, (min(start for start, _ in spans), max(end for _, end in spans)), 3)


def _beneath(task: Task, named: re.Pattern[str]) -> Iterator[_Unfolded]:
    """Give the first sentence beneath a heading that sets what a term names going: 实施“好种子”工程."""
    for hit in task.own:
        above = "".join(hit.passage.context.sections[-1:])
        match = named.search(above)
        if hit.passage.kind == "text" and match and _MAKES.search(above[: match.start()]):
            (start, end), *_ = sentences(hit.passage.text)
            yield _Unfolded(hit.passage, (start, start + len(hit.passage.text[start:end].rstrip("。；\n "))), 1)


def _with_subject(unfolded: _Unfolded, asked: Sequence[str]) -> _Unfolded:
    """Add the clause before things that are counted, where it has no figure and alone holds a word of the question: 整治欠薪，金额、件数“双降”."""
    text, (start, end) = unfolded.passage.text, unfolded.span
    before = re.search(r"[^，。；\n\d]{2,30}，$", text[:start])
    only_there = before and any(word in before[0] and word not in unfolded.text for word in asked if len(word) > 1)
    if unfolded.plainly != 2 or not before or not only_there:
        return unfolded
    return _Unfolded(unfolded.passage, (before.start(), end), 2)


def _purpose(text: str, parts: list[Span], i: int) -> int:
    """Give the end of the clauses behind one that tell what it is for or made of; 0 where none do."""
    end = 0
    for start, stop in parts[i + 1 :]:
        clause = text[start:stop]
        if _HOLLOW.search(clause) or not (end or _TOWARDS.search(clause)):
            break
        end = stop
    return end


def _next_sentence(text: str, heading: Span) -> int:
    """Give the end of the sentence that a heading leads: 实施“好种子”工程。围绕粮食和蔬菜…; 0 where none follows."""
    start, end = next((span for span in sentences(text) if span[0] >= heading[1]), (0, 0))
    return start + len(text[start:end].rstrip("。；\n ")) if end - heading[0] <= LIST_CHARS else 0


def _while_short(parts: list[Span], i: int) -> int:
    return max(end for _, end in parts[i:] if end - parts[i][0] <= LIST_CHARS or end == parts[i][1])


def _made_of(text: str, parts: list[Span], i: int) -> int:
    """Give the first of the clauses before one that tell what it is made of: those since the last semicolon."""
    first = i
    while (
        first
        and "；" not in text[parts[first - 1][1] : parts[first][0]]
        and parts[i][1] - parts[first - 1][0] <= LIST_CHARS
    ):
        first -= 1
    return first


def _counted(term: str) -> int:
    """Give the number in a term such as 六张时代新答卷 or 双基地; 0 where it has none."""
    if term.startswith("双"):
        return 2
    match = re.match(r"[一二三四五六七八九十]{1,3}(?![一-龥]+[一二三四五六七八九十])|\d{1,2}(?=[个项大条张件])", term)
    return read_number(match.group()) if match else 0
