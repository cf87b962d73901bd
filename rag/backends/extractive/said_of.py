"""Tell what a window says of the thing asked about: 甲高铁加快建设，乙线通车 says of 甲 that it is being built.

Only where something opened or was graded is asked about: figures and judgements go on over clauses about other things.
"""

from __future__ import annotations

from rag.backends.extractive.task import Task, leans
from rag.fit import Candidate
from rag.needs import needs_of
from rag.verdict import GRADE, OPENS
from rag.windows import parsed


def said_of(task: Task, candidate: Candidate) -> str:
    """Give the clause of a window that holds most of the question, with those around it that go on about its thing."""
    text = task.question.text
    if not (OPENS.search(text) or GRADE.search(text)):
        return candidate.text
    needs = [need for need in needs_of(task.question, task.index) if need.specific and not OPENS.search(need.word)]
    start, end = candidate.window.span
    told = [one for one in parsed(candidate.passage.text) if start <= one.span[0] and one.span[1] <= end]
    held = [sum(need.weight for need in needs if need.touched_by(one.plain)) for one in told]
    if not any(held):
        return candidate.text
    first = best = held.index(max(held))
    while first and not _begins_anew(told[first].plain):
        first -= 1
    rest = next((one for one in told[best + 1 :] if _begins_anew(one.plain)), None)
    return candidate.passage.text[told[first].span[0] : rest.span[0] if rest else end]


def _begins_anew(clause: str) -> bool:
    """Tell whether a clause names at its beginning what it speaks of."""
    import rjieba

    return rjieba.tag(clause, True)[0][1][:1] in ("n", "j", "l") and not leans(clause)
