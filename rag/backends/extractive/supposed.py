"""Correct the figure that a question for something else takes for granted.

优良天数掉到了199天，怪谁        239 days are told
外资为什么能达到3亿美元           2.8亿美元 are told

What is stated is read as the question that it answers (优良天数掉到了多少天), and its answer is held against it. Where
any window tells the figure stated of the same thing, nothing is corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from rag.backends.extractive.own_figures import own_words
from rag.backends.extractive.task import Task, leans
from rag.backends.extractive.trimmed import told as trimmed
from rag.clauses import clauses
from rag.figures.extract import RANK, FigureSpan, figures, same, unit_kind
from rag.fit import Candidate
from rag.needs import needs_of
from rag.opening import context_of
from rag.question import understand, with_terms
from rag.question.wording import asks
from rag.records import Question
from rag.spelt import spelt
from rag.verdict import claim, goes_otherwise, of_a_kind, other_figure, rises_from, stated_figures
from rag.words import normalise

CLAIMED = 0.5
"""A window bears on what is taken for granted when it covers so much of it."""
NEAR = 0.8
"""What was done is told where a plan covers more, if it covers this part of that."""
ABOUT = Decimal("0.05")
"""What is said to be about so much may be so far from it, as a part of it."""
MORE = Decimal("1.5")
"""300多家 are no more than so many times as many."""

_ABOUT = re.compile(
    r"接近|将近|近(?=\d)|大?约|大概|差不多|左右|上下|\b(?:about|around|nearly|almost|roughly|some)\b", re.I
)
_ASKS_WHY = re.compile(
    r"(?:又|却|到底|究竟)?(?:是)?(?:为什么|为何|为啥|凭什么|凭啥|怎么会?|怎样|如何|咋)(?:就|会|才能?|能够?|只|还)?"
)
_WHY = re.compile(r"为什么|为何|为啥|原因|怪谁|怎么回事|拖累|造成|导致|\bwhy\b", re.I)
_REASON = re.compile(r"因为?|由于|受[^，。]{2,12}影响|导致|主要是|得益于|通过")
_NAMES = re.compile(
    r"(?:“[^”]*”|前\d+(?=[名位强个家])|\d+(?:分钟|小时)|[哪第]\d+)|\d[\d.]*[百千万亿]*(?:强|级|岁|元及?以[上下](?=的?[一-龥]))"
)
"""Figures in names, thresholds and counts of what is to be listed: 前10名, “三年行动”, 15分钟, 亿元以上项目."""
_LED_TO = re.compile(
    r"(?:[剩余达到至成为有降升涨跌掉减增]|突破|超过|只|仅)(?:下|了)?(?:约|近|大概|还?有)?$",
)
_MOVED_BY = re.compile(
    r"(?:(?<!新)增(?!加值)|[升涨降跌减滑]|提高|回落|改善|\b(?:gr[eo]w\w*|r[io]s[ei]\w*|increas\w*|f[ae]ll\w*|drop\w*|declin\w*))"
    r"(?:(?!(?<!达)[到至]| to ).){0,12}$",
    re.I,
)
_NUMBER = re.compile(r"\d+(?:\.(?P<places>\d+))?")
_AMOUNT = re.compile(r"\d[\d.,]*[百千万亿]*")


def supposed_figure(task: Task) -> list[str]:
    """Say what is told instead of a figure that a question takes for granted, and that the rest is not told there."""
    if task.question.kind in ("yes_no", "compare", "definition"):
        return []
    for claimed, asked in _stated(task):
        if (told := _otherwise(claimed, asked)) is not None:
            if task.question.kind == "figure":  # which the rest of the window may tell
                return [task.say.corrected(), task.statement(told)]
            said = [task.say.corrected(), _said(asked, told)]
            why = bool(_WHY.search(task.question.text))
            return said if _REASON.search(told.sentence) else [*said, task.say.rest_untold(why=why)]
    return []


def _said(asked: Task, told: Candidate) -> str:
    """Say the figure alone, or all the window where that leaves out what it is of: 增长6%以上，力争7%."""
    words = trimmed(asked, told)
    needs = [need for need in needs_of(asked.question, asked.index) if need.specific]
    named = asked.question.lang == "en" or any(need.touched_by(normalise(words)) for need in needs)
    return words if named else asked.statement(told)


def _stated(task: Task) -> Iterator[tuple[Task, Task]]:
    """Give each figure stated, as the question whether it is so and the one what it is."""
    question = task.question
    if question.lang == "en":
        if question.kind != "figure":
            yield task.about(replace(question, kind="yes_no")), task.about(replace(question, kind="figure"))
        return
    pieces = [piece for piece in re.split(r"[，,；;。？?]", question.text) if piece]
    for piece in pieces:
        stated = [one for one in figures(_NAMES.sub("", normalise(spelt(piece)))) if _counts(one)]
        claim = _ASKS_WHY.sub("", piece)
        if not stated or (asks(claim) and question.kind in ("list", "figure")):
            continue
        what = normalise(spelt(claim))
        for one in stated:
            what = what.replace(one.text, _AMOUNT.sub("多少", one.text).rstrip("%"), 1)
        whether, amount = (_read(task, text) for text in (f"{_NAMES.sub('', claim)}吗？", f"{what}？"))
        yield (
            task.about(replace(whether, kind="yes_no")),
            task.about(replace(amount, kind="figure", unit=stated[-1].unit)),
        )


def _counts(figure: FigureSpan) -> bool:
    """Tell a figure that says how much there is: no rank, no time but a number of days, no bare number."""
    if figure.unit == RANK or (unit_kind(figure.unit) == "time" and figure.unit != "天"):
        return False
    return bool(figure.unit or re.search("[万亿]", figure.text))


def _read(task: Task, text: str) -> Question:
    """Read words of a question, of the place and years of all of it where they name none."""
    read = with_terms(understand(text, task.index.reports, [task.question]), task.index.terms)
    return replace(read, parts=(), lang=task.question.lang)


def _otherwise(claimed: Task, asked: Task) -> Candidate | None:
    """Give the window that tells another figure than is stated; none where any tells that figure."""
    question = claimed.question
    sure = [c for c in asked.fitting if c.coverage >= CLAIMED and _of_years(question, c)]
    if question.stance != "target":
        done = [c for c in sure if c.passage.context.stance != "target"]
        sure = [c for c in done if c.coverage >= NEAR * sure[0].coverage] or sure
    best = next((c for c in sure if c.coverage >= NEAR * sure[0].coverage and _alike(question, c.text)), None)
    if not best:
        return None
    only_planned = best.passage.context.stance == "target" != question.stance
    if only_planned and (
        not question.years or all(one.value > other.value for one, other in _alike(question, best.text))
    ):
        return None  # a result may well exceed its plan
    near = [c for c in asked.rated if c.coverage >= NEAR * best.coverage and _of_years(question, c)]
    if any(_bears_out(question, own_words(claimed, c, c.text)) for c in map(_with_next, near)):
        return None
    return best if _tells_other(question, own_words(claimed, best, best.text)) else None


def _with_next(candidate: Candidate) -> Candidate:
    """Add the next clause of the sentence where it goes on about the same: 增长6.5%以上，力争7%."""
    (start, end), text = candidate.window.span, candidate.passage.text
    behind = next((span for span in clauses(text, candidate.window.sentence) if span[0] >= end), None)
    if not behind or not leans(text[slice(*behind)]):
        return candidate
    return replace(candidate, window=replace(candidate.window, span=(start, behind[1])))


def _of_years(question: Question, candidate: Candidate) -> bool:
    """Tell whether a window is of the years asked about, or tells what was reached at the end of several."""
    years = context_of(candidate.passage, candidate.window.span).years
    if not (question.years and years) or set(years) == set(question.years):
        return True
    plain = normalise(candidate.text)
    course = any(rises_from(one, plain) for one in figures(plain))
    named = f"{max(question.years)}年" in plain
    return years[-1] == max(question.years) and (course or named or len(question.periods) > 1)


def _bears_out(question: Question, text: str) -> bool:
    """Tell whether words tell the figure stated, and not only as what was before."""
    if goes_otherwise(question, text):
        return False
    asked, plain = normalise(spelt(question.text)), normalise(spelt(text))
    return any(
        same(one, other) and not (_LED_TO.search(asked[: one.span[0]]) and rises_from(other, plain))
        for one, other in _alike(question, text)
    )


def _tells_other(question: Question, text: str) -> bool:
    """Tell whether words tell only other figures, none of which is roughly the one stated."""
    if goes_otherwise(question, text):
        return True
    pairs = _alike(question, text)
    about = bool(_ABOUT.search(question.text))
    rough = any(_roughly(one, other, about=about) for one, other in pairs)
    return bool(pairs) and other_figure(question, text) and not rough


def _alike(question: Question, text: str) -> list[tuple[FigureSpan, FigureSpan]]:
    """Pair the figures stated and told of one unit that both tell how much there is, or both how far it moved."""
    asked, plain = normalise(spelt(claim(question))), normalise(spelt(text))
    return [
        (one, other)
        for one in stated_figures(question)
        if _counts(one) or question.lang == "en"
        for other in figures(plain)
        if of_a_kind(one, other) and _moved_by(one, asked) == _moved_by(other, plain)
    ]


def _moved_by(figure: FigureSpan, text: str) -> bool:
    return bool(_MOVED_BY.search(re.split("[,;。?]", text[: figure.span[0]])[-1]))


def _roughly(stated: FigureSpan, told: FigureSpan, *, about: bool) -> bool:
    """Tell whether a figure in 万 or 亿 leaves out the last places of another (88亿 for 88.6亿), or is said to be near it."""
    if about and abs(told.value - stated.value) <= ABOUT * stated.value:
        return True
    if re.search("[余多]", stated.text) and stated.value <= told.value <= MORE * stated.value:
        return True
    number = _NUMBER.match(stated.text)
    if not number or not re.search("[万亿]", stated.text):
        return False
    last = stated.value / Decimal(number.group()) / Decimal(10) ** len(number["places"] or "")
    return bool(stated.value <= told.value < stated.value + last)
