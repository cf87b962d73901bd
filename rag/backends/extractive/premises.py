"""Correct what a question takes for granted.

第二届陶艺节有多少人参加                  it was the first
30个问题已经全部整改完了，有什么经验       20 of them were
大桥拖到2022年才通车，卡在哪里             it was opened in 2021
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rag.backends.extractive.task import Task
from rag.backends.extractive.whole import completed
from rag.clauses import clauses, sentences
from rag.fit import Candidate
from rag.numerals import read_number
from rag.question import understand, with_terms
from rag.question.wording import asks
from rag.records import Question, Span
from rag.verdict import OPENS, contradicts, only_in_part
from rag.words import normalise

NAMED_CHARS = 4
"""What is counted is named by so many characters behind the ordinal: 第二届|陶艺文化节."""

CLAIMED = 0.6
"""A window bears on what is taken for granted when it covers so much of it."""

_CLAIMS = re.compile(
    r"已经?(?!知)|全面|全部|全都|所有|都(?!市)|才|[完成毕]了?$|[增涨升降跌减滑](?:长|加|幅|少|低)?[了达]?(?:约|近|超过?)?\d"
)
_ONLY_CONFIRMS = re.compile(r"\s*(?:对|是(?:吗|吧|不是|真)|没错|属实|真的)")
"""Asks nothing beyond what is claimed, which is then the question: 增长了2.4%，对吗？"""
_EVENT = re.compile(
    rf"{OPENS.pattern}|入选|获评|荣获|评为|命名|成立|设立|开工|动工|启动|举办|举行|"
    r"\b(?:opened|open|completed|finished|put into (?:use|operation)|in operation)\b"
)
_COUNTED = re.compile(r"(?:第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,3})|首)[届次批期轮]")


def counted_otherwise(task: Task) -> list[str]:
    """Say what a passage tells of the thing that a question counts otherwise (首届陶艺节 for 第二届陶艺节)."""
    asked = _counted(task.question.text)
    told = [
        (hit.passage, span, asked[name] == number)
        for hit in task.own
        for span in _clauses(hit.passage.text)
        for name, number in _counted(hit.passage.text[slice(*span)]).items()
        if name in asked
    ]
    if not told or any(agrees for _, _, agrees in told):
        return []
    passage, span, _ = told[0]
    no = task.say.verdict(task.question, yes=False) if task.question.kind == "yes_no" else task.say.corrected()
    return [no, task.say.statement(passage.context, passage.text[slice(*span)], task.number(passage))]


def supposed_done(task: Task) -> list[str]:
    """Say what is told instead, where a question first claims that all was done, and only then asks."""
    said = next(filter(None, map(_denied, map(task.about, _claims(task)))), None)
    return [task.say.corrected(), task.statement(said)] if said else []


def done_another_year(task: Task) -> list[str]:
    """Say when a thing was opened or finished, where the question names another year for that.

    Args:
        task: the question, and what was found for any year.

    """
    asked, years = _EVENT.search(task.question.text), set(task.question.years)
    if not asked or len(years) != 1 or task.question.kind in ("figure", "list"):
        return []
    anywhen = task.about(replace(task.question, periods=(), pairs=()))
    for candidate in anywhen.fitting:
        told = set(candidate.passage.context.years)
        if (
            _same_event(asked.group(), candidate.text)
            and candidate.passage.context.stance == "achieved"
            and candidate.coverage >= CLAIMED
            and not told & years
        ):
            whether = task.question.kind == "yes_no"
            no = task.say.verdict(task.question, yes=False) if whether else task.say.corrected()
            return [no, task.statement(candidate)]
    return []


def _same_event(asked: str, text: str) -> bool:
    return asked in text or bool((asked.isascii() or OPENS.search(asked)) and OPENS.search(text))


def _claims(task: Task) -> Iterator[Question]:
    """Read what a question states before it asks, each as a question of its own."""
    *stated, last = re.split(r"[，,；;]", task.question.text)
    for claim in () if _ONLY_CONFIRMS.match(last) else stated:
        if _CLAIMS.search(claim) and not asks(claim):
            question = with_terms(understand(f"{claim}吗？", task.index.reports, [task.question]), task.index.terms)
            yield replace(question, regions=question.regions or task.question.regions, lang=task.question.lang)


def _denied(task: Task) -> Candidate | None:
    """Give the window that says otherwise than is claimed."""
    best = next(iter(task.fitting), None)
    if not best or best.coverage < CLAIMED:
        return None
    best = completed(best)
    return best if contradicts(task.question, best.text) or only_in_part(task.question, best.text) else None


def _counted(text: str) -> dict[str, int]:
    """Give what is counted, by the first characters of its name, and which one it is: 陶艺文化 → 2."""
    plain = re.sub(r"[“”‘’\"《》\s]", "", normalise(text))
    return {
        name: read_number(match["number"] or "一")
        for match in _COUNTED.finditer(plain)
        if len(name := plain[match.end() :][:NAMED_CHARS]) == NAMED_CHARS
    }


def _clauses(text: str) -> Iterator[Span]:
    for sentence in sentences(text):
        yield from clauses(text, sentence)
