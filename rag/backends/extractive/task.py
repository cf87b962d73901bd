"""What one question is answered from: its hits with their numbers, the windows of them that may answer, the phrases.

Where nothing is sure enough, no window fits, and the answer declines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from rag.backends.extractive.another import tells_another, tells_another_state, tells_no_such
from rag.backends.extractive.cell import cell_of
from rag.backends.phrases import Phrases, phrases
from rag.clauses import lacks_subject
from rag.figures.indicators import is_name
from rag.fit import Candidate, candidates, texts_of
from rag.needs import Need, needs_of
from rag.numbered import numbered, of_another_number
from rag.opening import context_of, of_other_year
from rag.records import Hit, Passage, Question
from rag.sides import of_each_alone
from rag.verdict import OPENS
from rag.weights import weights
from rag.windows import WINDOW_CHARS, Clause, columns, parsed
from rag.words import normalise

if TYPE_CHECKING:
    from rag.alike import Alike
    from rag.index.index import Index

AS_GOOD = 1.0
"""Windows of other years or places are given too when their scores come so near to the best."""
AS_FULL = 3.0
"""The same for figures of windows that hold as much of the question as the best one."""
AS_SURE = 0.5
"""A window is sure by itself when it is so sure to answer."""
AS_COVERED = 0.8
"""A window holds as much of the question when it covers this share of what the best one covers."""

MET = 0.3
"""Only a window as sure as this answers an English question without holding what is telling in it."""
NAMED = 0.75
"""Of how sure a window must be, this part is enough where it holds the whole name asked about …"""
NAME_CHARS = 4
"""… which has so many characters: 青石水库, and not the place 青石 alone."""
TELLING = 0.5
"""Needs of at least this part of the largest weight are telling."""

UNREPORTED = 0.3
"""Of a place without a report of its own little is told, and of a thing never named: only a window as sure as this answers about it."""
NAMED_BEFORE, NAMED_CHARS = 4, 70
"""What is asked about is looked for in so many clauses before a window, up to so many characters where they hold figures."""
SUBJECT_CHARS = 140
"""A window is led by the clauses that hold its subject up to so many characters."""

_CEREMONY = re.compile(
    r"(?<!人大)代表[^，。]{0,12}(?:政府|国务院)[^。]{0,12}(?:报告[^，。]{0,4}工作|致以|表示)|请[^，。]{0,6}审议(?![^，。；]{0,16}\d)"
)
"""What is said before and after every report, which answers nothing: 我代表区人民政府，向大会报告工作."""
_EVENT = re.compile(rf"{OPENS.pattern}|[开动]工|开建|挂牌|揭牌")
"""Befalls what is named before it: 8月1日开业."""
_OF_ANOTHER = re.compile(r"其中|均|增速|增幅|总数|占比|(?:增长|下降|达|居|列)(?=\d|全|第|前)")
"""Begins a clause whose subject stands in the one before, as `lacks_subject` tells of sentences."""
_GRADE = re.compile(r"(?<![少几])[十百千]?[亿万](?=元)|(?:国家|[省市区县])级")
"""The size or grade of what is counted: 亿元以上项目, 省级示范村."""
_REACHED = re.compile(r"由\d[^，。；]{0,12}[到至]\d")
"""Tells what was reached at the end of several years."""
_REASON = re.compile(r"因为?|由于")
_COUNTS = re.compile(r"\d|[一二两三四五六七八九十百]+[个项件家]")
_DEALS = re.compile(r"(?:同比|比上年|较上年)?分别")
_GOES_ON = re.compile(
    r"[，,](?:同比|比上年|较上年|比去年|增幅|增速|(?:增长|下降|提高|减少)(?=\d))[^，。；,]{1,18}(?=[，。；,]|$)"
)

_DATE_ALONE = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:[至到—-]\d{1,2}日)?")
_ASKS_IN_YEAR = re.compile(r"当年|年内|本年度?|年度")
_IN_YEAR = re.compile(
    r"[，,；;](?:其中)?(?:当年|年内|本年度?|年度|今年)[^，。；,\d]{0,10}\d[^，。；,]{0,12}(?=[，。；,]|$)"
)


@dataclass(frozen=True)
class Task:
    """A question about one place, period and indicator, and what it is answered from."""

    question: Question
    hits: tuple[Hit, ...]
    """Those of the whole answer: a mark [n] names the n-th, counted from 1."""
    index: Index
    alike: Alike
    known: dict[Question, list[Candidate]] = field(default_factory=dict, repr=False, compare=False)
    """What was rated for this question and for others of the same hits."""

    @cached_property
    def say(self) -> Phrases:
        """The words around what is quoted."""
        return phrases(self.question.lang)

    @cached_property
    def own(self) -> tuple[Hit, ...]:
        """The hits that speak of the place and years asked about."""
        return tuple(hit for hit in self.hits if _speaks_of(hit.passage, self.question))

    @property
    def rated(self) -> list[Candidate]:
        """The windows of the kind asked for, best first."""
        if self.question not in self.known:
            rated = candidates(self.question, texts_of(self.own), self.index, self.alike)
            self.known[self.question] = [one for one in rated if not _of_another_number(self.question, one)]
        return self.known[self.question]

    @cached_property
    def fitting(self) -> list[Candidate]:
        """The windows that answer, best first; none where no window surely does."""
        sure = max(weights().sure, UNREPORTED) if self.question.places else weights().sure
        whole = all(len(name) >= NAME_CHARS for name in self._names)
        sure_ones = [
            self._completed(c)
            for c in self.rated
            if c.confidence >= (sure * NAMED if whole and self._named_by(c) else sure)
            and (c.confidence >= UNREPORTED or not self._unheard_of(c))
            and not _CEREMONY.search(c.text if any(clause.figures for clause in c.clauses) else c.sentence)
            and (c.confidence >= MET or self._met_by(c))
            and not self._of_each_alone(c)
            and not tells_another_state(self.question, c)
        ]
        if any(map(self._named_by, sure_ones)):
            sure_ones = [c for c in sure_ones if self._named_by(c)]
        # What comes behind a near miss was found by what it has in common with that: it is another one.
        if sure_ones and self._of_another(sure_ones[0]):
            return []
        sure_ones = [c for c in sure_ones if not self._of_another(c)]
        return _done_first(self.question, self._fuller_first(_of_year_first(self.question, sure_ones)))

    def _fuller_first(self, sure: list[Candidate]) -> list[Candidate]:
        """Put a window first whose sentence names all that is telling, where that of the best one, hardly better, misses some."""
        if self.question.lang != "zh" or self.question.kind != "figure" or not (self.question.unit and sure):
            return sure
        needs = [need for need in self._needs if need.specific and need.used]
        least = TELLING * max((need.weight for need in needs), default=0.0)
        telling = [need for need in needs if need.weight >= least]

        near = (c for c in sure if c.score >= sure[0].score - AS_GOOD)
        full = next((c for c in near if all(need.touched_by(c.around) for need in telling)), sure[0])
        return sure if full.sentence == sure[0].sentence else [full, *(c for c in sure if c is not full)]

    def _of_each_alone(self, candidate: Candidate) -> bool:
        """Tell whether a window tells only what each gets, where it is asked how much there is in all."""
        figures = " ".join(clause.plain for clause in candidate.clauses if clause.figures)
        return self.question.kind in ("figure", "yes_no") and of_each_alone(normalise(self.question.text), figures)

    def _completed(self, candidate: Candidate) -> Candidate:
        """Add the clauses that a window leaves its subject to, or goes on in, but none of another number."""
        whole = _from_its_year(self.question, self._with_named(with_subject(_completed(candidate, self.question))))
        return candidate if _of_another_number(self.question, whole) else whole

    def _unheard_of(self, candidate: Candidate) -> bool:
        """Tell whether what is asked about is a thing that reports have a name for, which no passage, and no such window, names."""
        sentence = normalise(candidate.sentence)
        # An indicator has further names: 财政收入 is 一般公共预算收入 too.
        unheard = [
            one for one in self._needs if one.terms and not (one.used or is_name(one.word) or one.met_by(sentence))
        ]
        touched = any(need.specific and need.touched_by(sentence) for need in self._needs)
        return any(need.head or not touched for need in unheard)

    def _named_by(self, candidate: Candidate) -> bool:
        """Tell whether the sentence of a window holds the names that an English question writes in pinyin, as found in the passages."""
        sentence = normalise(candidate.sentence)
        return bool(self._names) and all(name in sentence for name in self._names)

    @cached_property
    def _names(self) -> list[str]:
        """Give the names of an English question as the passages write them."""
        return [need.word for need in self._needs if need.name and need.used] if self.question.lang == "en" else []

    def _with_named(self, candidate: Candidate) -> Candidate:
        """Add the clauses before a window that alone name what is asked about: 南湖铁路越跑越好，累计运送旅客64万人次."""
        if self.question.kind == "list":
            return candidate
        read, window, told = parsed(candidate.passage.text), candidate.window, normalise(candidate.text)
        least = TELLING * max((need.weight for need in self._needs), default=0.0)
        missed = [one for one in self._needs if one.specific and one.weight >= least and not one.touched_by(told)]
        for first in range(window.first - 1, max(window.first - 1 - NAMED_BEFORE, -1), -1):
            start, end = read[first].span[0], window.span[1]
            most = NAMED_CHARS if read[first].figures else WINDOW_CHARS
            if start < window.sentence[0] or end - start > most:
                break
            if any(need.met_by(read[first].plain) for need in missed):
                return replace(candidate, window=replace(window, first=first, span=(start, end)))
        return candidate

    def _met_by(self, candidate: Candidate) -> bool:
        """Tell whether the sentence or headings of a window hold what is telling in the question.

        A word of an English question that stands for nothing there leaves but its other words, which any clause may meet.
        """
        if self.question.lang != "en" or self.question.kind != "figure":
            return True
        # A name alone tells where to look, and nothing of what is counted there.
        needs = [need for need in self._needs if not need.name] or self._needs
        least = TELLING * max((need.weight for need in needs), default=0.0)
        around = candidate.around
        return not least or any(need.weight >= least and need.touched_by(around) for need in needs)

    def _of_another(self, candidate: Candidate) -> bool:
        """Tell whether a window is a near miss."""
        kind = self.question.kind
        if kind != "yes_no" and tells_no_such(self.question, candidate, self._needs, self.alike):
            return True
        if self.question.lang != "zh" or kind not in ("figure", "yes_no", "compare"):
            return False
        return tells_another(self.question, candidate, self._needs, self.alike)

    @cached_property
    def _needs(self) -> tuple[Need, ...]:
        return needs_of(self.question, self.index)

    @property
    def confidence(self) -> float | None:
        """How sure the answer is: of each thing rated for it, the surest window; of these, the least sure one."""
        return min((max((c.confidence for c in rated), default=0.0) for rated in self.known.values()), default=None)

    @cached_property
    def open(self) -> bool:
        """Whether the question leaves the year open, or the place where there are several."""
        question, places = self.question, {report.region for report in self.index.reports}
        return not (question.periods or question.report_years) or not (question.regions or len(places) == 1)

    def number(self, passage: Passage) -> int:
        """Give the number of a passage's mark."""
        return next(n for n, hit in enumerate(self.hits, start=1) if hit.passage.id == passage.id)

    def statement(self, candidate: Candidate) -> str:
        """Say a window with its place and year."""
        passage = candidate.passage
        if self.question.lang == "zh" and (cell := cell_of(candidate)):
            return self.say.statement(*cell, self.number(passage))
        if thing := self._thing_before(candidate):
            text = f"{thing}，{candidate.text}"
            return self.say.statement(context_of(passage, candidate.window.span), text, self.number(passage))
        return self.say.fact(passage, candidate.window.span, self.question, self.number(passage))

    def _thing_before(self, candidate: Candidate) -> str:
        """Give the clause before a window that names what is asked when, where the window leaves it out.

        建农贸市场一座 before 今年元月8日开业.
        """
        read, start = parsed(candidate.passage.text), candidate.window.span[0]
        number = next((n for n, clause in enumerate(read) if clause.span[0] == start), 0)
        if self.question.lang != "zh" or self.question.kind != "when" or not _only_when(read[number].plain):
            return ""
        missed = [need for need in self._needs if need.thing and not need.met_by(normalise(candidate.text))]
        before = [one for one in read[:number] if one.sentence == read[number].sentence]
        named = next((one for one in reversed(before) if any(need.met_by(one.plain) for need in missed)), None)
        return candidate.passage.text[slice(*named.span)] if named else ""

    def about(self, question: Question) -> Task:
        """Give the task of another question, of the same hits."""
        return replace(self, question=question)


def _speaks_of(passage: Passage, question: Question) -> bool:
    context = passage.context
    place = not question.regions or context.region in question.regions
    years = not question.years or not context.years or bool(set(question.years) & set(context.years))
    return place and (years or any(f"{year}年" in passage.text for year in question.years))


def _of_another_number(question: Question, candidate: Candidate) -> bool:
    """Tell whether a window tells of 5号线 where 9号线 is asked about."""
    asked = next((one for one in map(normalise, (question.topic, question.text)) if numbered(one)), "")
    if not asked:
        return False
    passage = candidate.passage
    before = "。".join([*passage.context.sections, passage.text[: candidate.window.span[0]]])
    return of_another_number(asked, [clause.plain for clause in candidate.clauses], normalise(before))


def _of_year_first(question: Question, sure: list[Candidate]) -> list[Candidate]:
    """Put windows last that end in a clause of another year than the one asked about: 今年建成甲线，明年建成乙线."""
    return sorted(sure, key=lambda c: of_other_year(question, c.passage, c.clauses[-1].span))


def _from_its_year(question: Question, candidate: Candidate) -> Candidate:
    """Leave out the clauses of other years before those of the year asked about, which name their things themselves."""
    window, clauses = candidate.window, candidate.clauses
    others = [of_other_year(question, candidate.passage, clause.span) for clause in clauses]
    first = others.index(False) if False in others else 0
    if not first or leans(clauses[first].plain):
        return candidate
    start = clauses[first].span[0]
    return replace(candidate, window=replace(window, first=window.first + first, span=(start, window.span[1])))


def _done_first(question: Question, fitting: list[Candidate]) -> list[Candidate]:
    """Put what was done before what was promised, where a year is asked about and no target is.

    What is sure by itself may fall further behind: another report tells in other words what became of the promise.
    """
    if question.stance == "target" or not question.periods or not fitting:
        return fitting
    done = [
        c
        for c in fitting
        if c.passage.context.stance == "achieved"
        and c.score >= fitting[0].score - (AS_FULL if _as_good(c, fitting[0]) else AS_GOOD)
    ]
    return done[:1] + [c for c in fitting if c not in done[:1]]


def _as_good(candidate: Candidate, best: Candidate) -> bool:
    """Tell whether a window is sure by itself, and holds as much of the question as the best one."""
    return candidate.confidence >= AS_SURE and candidate.coverage >= AS_COVERED * best.coverage


def with_subject(candidate: Candidate) -> Candidate:
    """Add the clause before a window that leaves out what it is said of: …三大产业产值，分别增长3%、4%和5%."""
    read, window = parsed(candidate.passage.text), candidate.window
    first = window.first
    end = window.span[1]
    while (
        first
        and read[first - 1].sentence == read[first].sentence
        and (
            leans(read[first].plain)
            or _gives_reason(read, first)
            or read[first - 1].span in columns(candidate.passage.text, window.sentence)
        )
    ):
        first -= 1
    first = min([first, *(_dealt_from(read, k) for k in range(first, window.last + 1))])
    start = read[first].span[0]
    if first == window.first or end - start > SUBJECT_CHARS:
        return candidate
    return replace(candidate, window=replace(window, first=first, span=(start, end)))


def _gives_reason(read: Sequence[Clause], number: int) -> bool:
    """Tell whether a clause says only why the one behind it is so, which names no subject: 因为线路未定，没有办成."""
    behind = read[number + 1 : number + 2]
    return bool(_REASON.match(read[number].plain) and behind and leans(behind[0].plain))


def _dealt_from(read: Sequence[Clause], number: int) -> int:
    """Give the first of the clauses that one deals its figures out to: 游客12万人，收入3亿元，分别增长3%、5%."""
    dealt = len(read[number].figures)
    before = read[max(number - dealt, 0) : number]
    of_each = all(len(one.figures) == 1 and one.sentence == read[number].sentence for one in before)
    deals = _DEALS.match(read[number].plain) and len(before) == dealt > 1
    return number - dealt if deals and of_each else number


def _only_when(clause: str) -> bool:
    """Tell whether a clause tells when something began or opened, and leaves out what: 元月8日开业."""
    import rjieba

    if not (event := _EVENT.search(clause)):
        return False
    return not any(tag[:1] in ("n", "j", "l") for _, tag in rjieba.tag(clause[: event.start()], True))


def leans(clause: str) -> bool:
    """Tell whether a clause leaves out its subject, or names nothing at all: 没有办成."""
    import rjieba

    if _OF_ANOTHER.match(clause) or lacks_subject(clause):
        return True
    named = any(tag[:1] in ("n", "j", "l", "i") or tag in ("vn", "eng") for _, tag in rjieba.tag(clause, True))
    return not named and not _COUNTS.search(clause)


def _completed(candidate: Candidate, question: Question) -> Candidate:
    """Add a short clause behind the window that goes on about the same subject: 完成120.9亿元，同比增长31.1%.

    Where the part of one year is asked for, that is the clause that tells it: 总投资27亿元，年内完成9亿元.
    """
    candidate = _with_own_date(candidate, question)
    passage, (start, end) = candidate.passage, candidate.window.span
    further = _IN_YEAR if _ASKS_IN_YEAR.search(question.text) else _GOES_ON
    match = further.match(passage.text, end)
    if not match or match.end() > candidate.window.sentence[1]:
        return candidate
    return replace(candidate, window=replace(candidate.window, span=(start, match.end())))


def _with_own_date(candidate: Candidate, question: Question) -> Candidate:
    """Take the date that leads the window into it, and that which leads what comes behind it out: 7月1日，港口开航；8月2日，…."""
    read, window = parsed(candidate.passage.text), candidate.window
    first, last = window.first, window.last
    if question.kind != "when" or last == first or not _DATE_ALONE.fullmatch(read[last].plain):
        return candidate
    last -= 1
    if first and read[first - 1].sentence == read[first].sentence and _DATE_ALONE.fullmatch(read[first - 1].plain):
        first -= 1
    span = (read[first].span[0], read[last].span[1])
    return replace(candidate, window=replace(window, first=first, last=last, span=span))


def one_a_context(fitting: Sequence[Candidate], *, figures: str = "") -> list[Candidate]:
    """Keep the best window of each place, years and stance that is nearly as good as the best of all.

    Args:
        fitting: windows, best first.
        figures: the question, where it asks for figures. What holds as much of it as the best window may then fall
            further behind, if it tells of as many years and of the size or grade asked for: another report says the
            same in other words. So may what is sure by itself; what is both may fall behind as far as it likes.

    """
    grades = set(_GRADE.findall(figures))
    best: dict[tuple[str, tuple[int, ...], str], Candidate] = {}
    for candidate in fitting:
        context = candidate.passage.context
        as_much = candidate.coverage >= AS_COVERED * fitting[0].coverage
        as_long = len(context.years) == len(fitting[0].passage.context.years) or bool(_REACHED.search(candidate.text))
        graded = grades <= set(_GRADE.findall(candidate.text))
        full = figures and as_long and graded and (as_much or candidate.confidence >= AS_SURE)
        behind = AS_FULL if full else AS_GOOD
        surely = full and as_much and candidate.confidence >= AS_SURE
        if surely or candidate.score >= fitting[0].score - behind:
            best.setdefault((context.region, context.years, context.stance), candidate)
    return sorted(best.values(), key=lambda c: (c.passage.context.region, c.passage.context.years))
