"""Carry a window on that names a thing and leaves what is said of it to the next clause: 承诺的8件实事，已办结7件."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from rag.backends.extractive.members import counts_of
from rag.backends.extractive.said_of import END_CHARS, begins_anew
from rag.backends.extractive.task import leans
from rag.clauses import clauses
from rag.figures.extract import figures
from rag.fit import Candidate
from rag.question.wording import stance
from rag.records import Question, Stance
from rag.verdict import names_event
from rag.windows import columns
from rag.words import normalise

_OF = re.compile(r"^.*的(?=[^的]+$)")
_AMONG = re.compile(r"\d[^，。；]{1,12}中$")
"""Begins to tell how many of so many: 12项指标中."""
_RESULT = re.compile(r"完成|实际|实绩|结果|执行")
_OTHER_THING = re.compile(r"[；;]")
CARRIED = 3
"""What is said of a thing stands at most so many clauses behind its name."""


def completed(candidate: Candidate) -> Candidate:
    """Add the next clause of the sentence where a window says nothing of what it names."""
    if not _only_names(candidate.text):
        return candidate
    (start, end), sentence = candidate.window.span, candidate.window.sentence
    behind = next((stop for first, stop in clauses(candidate.passage.text, sentence) if first >= end), end)
    return replace(candidate, window=replace(candidate.window, span=(start, behind)))


def carried_to(candidate: Candidate, tells: Callable[[str], bool]) -> Candidate:
    """Add the clauses behind a window up to one of the sentence that alone tells what is asked of it: 19家，居全国第6位.

    Behind the next clause only such go on about the thing that name none of their own: 外贸承压前行，总额80亿元，下降2.4%.
    """
    (start, end), sentence = candidate.window.span, candidate.window.sentence
    text = candidate.passage.text
    if tells(candidate.text):
        return candidate
    behind = [span for span in clauses(text, sentence) if span[0] >= end][:CARRIED]
    for n, (first, stop) in enumerate(behind):
        clause = text[first:stop]
        if n and _OTHER_THING.search(text[end:first]):
            break
        if tells(clause) and (n == 0 or leans(clause) or "分别" in clause):
            return replace(candidate, window=replace(candidate.window, span=(start, stop)))
    return candidate


def counted_on(candidate: Candidate, unit: str) -> Candidate | None:
    """Give a window up to the clause that names more of the same and counts them without their class; None where none does.

    续建甲校等5所学校，新建乙校、丙校这2所: it stands in the window, or right behind.
    """
    (start, end), text = candidate.window.span, candidate.passage.text
    told = [span for span in clauses(text, candidate.window.sentence) if span[0] >= start]
    for before, span in pairwise(told):
        if before[0] >= end or _OTHER_THING.search(text[before[1] : span[0]]):
            break
        if _counts_bare(normalise(text[slice(*span)]), unit):
            return replace(candidate, window=replace(candidate.window, span=(start, max(end, span[1]))))
    return None


def _counts_bare(clause: str, unit: str) -> bool:
    """Tell whether a clause ends with a number that is just that of the things it names."""
    last = next(iter(figures(clause)[-1:]), None)
    bare = last if last and unit and last.unit == unit and last.span[1] == len(clause) else None
    return bare is not None and bare.value in counts_of(clause[: bare.span[0]])


def carried_to_event(candidate: Candidate, question: Question) -> Candidate:
    """Add the clauses behind a window up to the one that tells what is asked to have happened: 甲桥因涌水停工，未能通车.

    Behind a semicolon only one that names the thing again tells it: 冲毁水渠4条；水渠已全部修好.
    """
    text, (start, end) = candidate.passage.text, candidate.window.span
    if question.figures or names_event(question, candidate.text) is not False:
        return candidate
    same = set(re.findall("[一-龥]", question.topic)) & set(candidate.text)
    for first, stop in [span for span in clauses(text, candidate.window.sentence) if span[0] >= end][:CARRIED]:
        clause = normalise(text[first:stop])
        if _OTHER_THING.search(text[end:first]) and not same & set(clause):
            break
        if names_event(question, clause[-END_CHARS:]) and not begins_anew(clause):
            return replace(candidate, window=replace(candidate.window, span=(start, stop)))
    return candidate


def result_in_row(candidate: Candidate, question: Question) -> Candidate:
    """Move a window of a table's row that holds target and result to the result: 新增就业，2022年完成：2415人."""
    text, sentence = candidate.passage.text, candidate.window.sentence
    heads = columns(text, sentence)
    if question.stance == "target" or not any(stance(text[slice(*head)]) == "target" for head in heads):
        return candidate
    dated = any(re.search(r"\d年", text[slice(*head)]) for head in heads)
    years = question.years if dated else ()
    for head in heads:
        named = text[slice(*head)]
        if _RESULT.search(named) and (not years or any(f"{year}年" in named for year in years)):
            end = next((stop for start, stop in clauses(text, sentence) if start >= head[1]), head[1])
            return replace(candidate, window=replace(candidate.window, span=(head[0], end)))
    return candidate


def stance_in_row(candidate: Candidate) -> Stance:
    """Tell whether a window is of plans: as the head of its column says, else as its passage does."""
    heads = columns(candidate.passage.text, candidate.window.sentence)
    named = [candidate.passage.text[slice(*head)] for head in heads if head[1] < candidate.window.span[1]]
    return (stance(named[-1]) if named else None) or candidate.passage.context.stance


def _only_names(text: str) -> bool:
    """Tell words with a modifier and no verb behind it: 年初承诺的8件实事."""
    import rjieba

    if _AMONG.search(text):
        return True
    named = _OF.sub("", text)
    return (
        named != text
        and not re.search(r"[，；：]", text)
        and not _ends_in_figure(normalise(text))
        and not any(tag == "v" for _, tag in rjieba.tag(named, True))
    )


def _ends_in_figure(plain: str) -> bool:
    return any(figure.span[1] == len(plain) for figure in figures(plain))
