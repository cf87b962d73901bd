"""Hold what came about against what was planned for it: 超过当初的计划了吗.

Both stand in passages of their own, or in one row of a table that tells them side by side
(出口总额，2021年预期目标：增长5%；2021年完成情况：增长7.2%). Where the report itself says that a target was met or
missed, that is left to speak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rag.backends.extractive.task import Task
from rag.backends.extractive.whole import carried_to
from rag.clauses import clauses, sentences
from rag.figures.difference import main_figure
from rag.figures.extract import FigureSpan, figures
from rag.kept import AIM, way_of
from rag.needs import Need, needs_of
from rag.question.promised import refers_to_plan
from rag.records import Question
from rag.verdict import only_in_part
from rag.words import normalise, words

COVERED = 0.5
"""Result and target are held against each other when their windows cover so much of the question."""

_AGAINST = re.compile(
    r"(?:超过|超出|超额|高于|好于|达到|完成|实现|兑现).{0,8}(?:目标|计划|预期|任务)|(?:目标|计划|任务).{0,8}(?:完成|实现|达到|兑现|达成)|"
    r"\b(?:exceed|beat|surpass|meet|met|reach|achieve|hit|miss)(?:ed)?\b[^?.]{0,40}\b(?:target|goal|plan)",
    re.I,
)
"""Words of a question that hold a result against its target, and name no indicator."""
_NAMES_AIM = re.compile(rf"{AIM}|提前|推迟|延期")
_ON_TIME = re.compile(r"[如按]期")
_PASSES = re.compile(r"超|高于|好于|比[^，。？]{0,10}[多高快早]|\b(?:exceed|beat|surpass)", re.I)
_JUDGED = re.compile(r"目标|计划|预期|任务|承诺|完成|达标|兑现|落实|[如按]期|提前|推迟|延期")
_AT_MOST = re.compile(r"以内|控制在|不超过|低于")
_PLANNED, _DONE = r"(?:目标|计划|预期)", r"(?:完成|实际|执行|结果)"


def asks_against_plan(question: Question) -> bool:
    """Tell whether a result is to be held against its target, and not against a figure that the question states."""
    held = _AGAINST.search(question.text) or way_of(_ON_TIME.sub("", question.text))
    return question.kind == "yes_no" and not question.figures and bool(held)


def asks_of_plan(text: str) -> bool:
    """Tell whether a question asks what came of a target or plan that it names as such."""
    return bool(_AGAINST.search(text)) or refers_to_plan(text)


def _tells_way(text: str) -> bool:
    return way_of(text) != 0


def verdict_of(task: Task, text: str, way: int) -> str:
    """Say whether words that tell how much came about, against what was planned, bear a question out; all needs all of them."""
    question, yes = task.question, _borne_out(task.question, way)
    return task.say.only_in_part() if yes and only_in_part(question, text) else task.say.verdict(question, yes=yes)


def _borne_out(question: Question, way: int) -> bool:
    """Tell whether what came about, more or less than planned, is as a question supposes."""
    return way == (way_of(question.text) or 1)


def judged(text: str) -> bool:
    """Tell whether words say themselves that a target was met or missed."""
    return bool(_JUDGED.search(text))


def judges(question: Question, text: str) -> bool:
    """Tell whether words judge what is asked to be held against a target; more or less than that, only what names it tells."""
    return judged(text) and bool(_NAMES_AIM.search(text) or not way_of(_ON_TIME.sub("", question.text)))


def against_plan(task: Task) -> list[str]:
    """Give the verdict with result and target; nothing where that is not asked, or either is not told."""
    if not asks_against_plan(task.question):
        return []
    return next(_of_rows(task), []) or next(_of_clauses(task), []) or _of_windows(task)


def _of_clauses(task: Task) -> Iterator[list[str]]:
    """Find the clause that says itself that a target was missed or passed, perhaps among the troubles: 低于预期目标2个百分点."""
    asked = [need for need in needs_of(task.question, task.index) if need.specific and need.used and need.known]
    for hit in task.own if asked else ():
        for sentence in sentences(hit.passage.text):
            for start, end in clauses(hit.passage.text, sentence):
                text = hit.passage.text[start:end]
                way = way_of(text)
                if way and all(need.met_by(normalise(text)) for need in asked):
                    yield [
                        verdict_of(task, text, way),
                        task.say.statement(hit.passage.context, text, task.number(hit.passage)),
                    ]


def _of_rows(task: Task) -> Iterator[list[str]]:
    """Read rows of a table that tell both of the year and indicator asked about."""
    question = task.question
    asked = [need for need in needs_of(question, task.index) if need.specific and need.used]
    for hit in task.own:
        for start, end in sentences(hit.passage.text):
            row = hit.passage.text[start:end].strip("。\n ")
            subject, _, cells = row.partition("，")
            if not any(_named_by(need, normalise(subject)) for need in asked):
                continue
            for year in question.years[:1]:
                aim, came = (_cell(cells, year, label) for label in (_PLANNED, _DONE))
                if aim and came and (verdict := _met(question, came, aim)) is not None:
                    said = f"{subject}，{aim}；{came}"
                    yield [
                        task.say.verdict(question, yes=verdict),
                        task.say.statement(hit.passage.context, said, task.number(hit.passage)),
                    ]


def _named_by(need: Need, subject: str) -> bool:
    """Tell whether a row's subject is what a word of the question names, or a part of it."""
    return need.weight > 0 and (need.met_by(subject) or any(subject in term for term in (need.word, *need.terms)))


def _cell(cells: str, year: int, label: str) -> str:
    match = re.search(rf"{year}年[^：；]{{0,8}}{label}[^：；]{{0,4}}：[^；]+", cells)
    return match.group() if match else ""


def _of_windows(task: Task) -> list[str]:
    question = task.question
    done, planned = (
        next(iter(task.about(replace(question, kind="figure", stance=stance, stance_chosen=True)).fitting), None)
        for stance in ("achieved", "target")
    )
    if not done or done.coverage < COVERED:
        return []
    done = carried_to(done, _tells_way)
    if way := way_of(done.text):
        return [verdict_of(task, done.text, way), task.statement(done)]
    if not planned or planned.coverage < COVERED or judged(done.text):
        return []
    if done.passage.context.years != planned.passage.context.years:
        return []
    verdict = _met(question, done.text, planned.text)
    return (
        []
        if verdict is None
        else [task.say.verdict(question, yes=verdict), task.statement(done), task.statement(planned)]
    )


def _met(question: Question, came: str, aim: str) -> bool | None:
    """Tell whether a target was met, or passed where that is asked; None where the figures cannot be compared."""
    planned = main_figure(aim, question.unit, words(question.topic))
    told = [f for f in figures(normalise(came)) if planned and f.unit == planned.unit]
    if not planned or not told:
        return None
    if way_of(question.text) < 0:
        return not _reached(told[0], planned, aim)
    return _reached(told[0], planned, aim) and not (_PASSES.search(question.text) and told[0].value == planned.value)


def _reached(came: FigureSpan, planned: FigureSpan, aim: str) -> bool:
    return came.value <= planned.value if _AT_MOST.search(aim) else came.value >= planned.value
