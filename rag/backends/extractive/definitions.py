"""Say what a term means: in the words of the clause that unfolds it; where none does, say so, with one that uses it."""

from __future__ import annotations

import re

from rag.backends.extractive.lists import LIST_CHARS
from rag.backends.extractive.task import Task
from rag.fit import candidates
from rag.numerals import read_number
from rag.records import Question
from rag.words import normalise

_QUOTED = re.compile(r"[“\"'《]([^”\"'》]{2,20})[”\"'》]")
_UNFOLDS = re.compile(r"是指|指的是|即|就是|包括|[:：]")


def defined(task: Task) -> list[str]:
    """Give the sentence that unfolds a term; where none does, say so, with one that uses it."""
    term = _term(task.question)
    mentions = [hit for hit in task.own if normalise(term) in normalise(hit.passage.text)]
    for hit in task.own:
        heading = hit.passage.context.sections[-1] if hit.passage.context.sections else ""
        if hit.passage.kind == "appendix" and term in heading:
            text = hit.passage.text.strip("。\n ")[:LIST_CHARS]
            return [task.say.definition(term, text, task.number(hit.passage))]
    rated = candidates(task.question, mentions, task.index, task.alike)
    for candidate in rated:
        sentence = candidate.sentence.strip("。\n ")
        after = sentence[sentence.find(term) + len(term) :][:12] if term in sentence else ""
        if _UNFOLDS.search(after):
            return [task.say.statement(candidate.passage.context, sentence, task.number(candidate.passage))]
    for candidate in rated:
        if term in candidate.text and 1 < _counted(term) == candidate.text.count("、") + 1:
            return [task.statement(candidate)]
    using = next((c for c in rated if normalise(term) in normalise(c.text)), None)
    return [task.say.undefined(term), task.statement(using)] if using else []


def _counted(term: str) -> int:
    """Give the number in a term such as 六张时代新答卷; 0 where it has none."""
    match = re.match(r"[一二三四五六七八九十]{1,3}|\d{1,2}(?!\d)", term)
    return read_number(match.group()) if match else 0


def _term(question: Question) -> str:
    quoted = _QUOTED.search(question.text)
    return quoted.group(1) if quoted else re.sub(r"^的|[是的指]+$|\s", "", question.topic)
