"""Correct what a question takes for granted: another session, rank or batch of the very thing it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.backends.extractive.task import Task
from rag.clauses import clauses, sentences
from rag.numerals import read_number
from rag.records import Span
from rag.words import normalise

NAMED_CHARS = 4
"""What is counted is named by so many characters behind the ordinal: 第二届|陶艺文化节."""

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
