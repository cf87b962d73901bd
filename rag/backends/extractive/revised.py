"""Find what a later report tells of a plan that was changed: 2024年6月通气 → 通气日期由原定6月推后到10月."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.backends.extractive.task import TELLING, Task
from rag.clauses import sentences
from rag.fit import Candidate
from rag.needs import needs_of
from rag.question.promised import refers_to_plan
from rag.words import normalise

_CHANGED = re.compile(
    r"推迟|延期|延后|延迟|延至|顺延|推后|暂缓|(?:由|从)原[定先本][^，。；]{1,16}[到至为]|"
    r"(?:未能?|没有?能?)[如按]期|(?:未能?|没有?能?)[^，。；]{0,8}(?:原定|计划|预定)"
)


@dataclass(frozen=True, slots=True)
class Revised:
    """A sentence that tells so."""

    text: str
    statement: str


def revised(task: Task, planned: Candidate) -> Revised | None:
    """Give the sentence of a later report of the place that names what a plan is for, and says that it was changed."""
    context = planned.passage.context
    if context.stance != "target" or refers_to_plan(task.question.text):
        return None
    needs = [need for need in needs_of(task.question, task.index) if need.specific]
    least = TELLING * max((need.weight for need in needs), default=0.0)
    needs = [n for n in needs if len(n.word) > 1 and n.weight >= least and n.met_by(normalise(planned.text))]
    for hit in task.hits:
        own, text = hit.passage.context, hit.passage.text
        if own.region != context.region or (own.report_year or 0) <= (context.report_year or 0) or not needs:
            continue
        for start, end in sentences(text):
            told = text[start:end].strip("。\n ")
            if _CHANGED.search(told) and all(need.met_by(normalise(told)) for need in needs):
                return Revised(told, task.say.statement(own, told, task.number(hit.passage)))
    return None
