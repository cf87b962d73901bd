"""Tell what a window says of the thing asked about: 甲高铁加快建设，乙线通车 says of 甲 that it is being built.

Only where something opened or was graded is asked about: figures and judgements go on over clauses about other things.
"""

from __future__ import annotations

from rag.backends.extractive.task import Task, leans
from rag.fit import Candidate
from rag.moments import is_moment
from rag.needs import needs_of
from rag.verdict import GRADE, OPENS
from rag.windows import Clause, parsed

END_CHARS = 6
"""What goes on about a thing says at the end of its clause that it opened: 未能如期通车, and not 建成乙线 of another."""
NO_OBJECT_CHARS = 4
"""A plan names nothing else behind its opening: 年底前建成通车."""


def said_of(task: Task, candidate: Candidate) -> str:
    """Give the clause of a window that holds most of the question, with those around it that go on about its thing."""
    text = task.question.text
    if not (OPENS.search(text) or GRADE.search(text)):
        return candidate.text
    told, best = _held(task, candidate)
    if best is None:
        return candidate.text
    first, end = best, candidate.window.span[1]
    while first and not begins_anew(told[first].plain):
        first -= 1
    if first and is_moment(told[first - 1].plain):
        first -= 1
    stop = next((n for n, one in enumerate(told) if n > best and begins_anew(one.plain)), len(told))
    opened = next((n for n, one in enumerate(told) if n >= best and _opens_at_end(one)), best)
    if opened > stop and not begins_anew(told[opened].plain):
        stop = opened + 1  # 甲桥因涌水停工，桩基返工，未能通车
    return candidate.passage.text[told[first].span[0] : told[stop].span[0] if stop < len(told) else end]


def planned_of(task: Task, candidate: Candidate) -> str:
    """Give the clause of a plan that holds most of the question, with those behind it that end in its opening.

    提速建设甲水库，开工乙高铁，建成丙高速 says of 甲 that it is being built, 建设甲水库，年底前建成 that it opens.
    """
    told, best = _held(task, candidate)
    if best is None:
        return candidate.text
    return "，".join(
        one.plain for n, one in enumerate(told) if n == best or (n > best and _opens_at_end(one, NO_OBJECT_CHARS))
    )


def _held(task: Task, candidate: Candidate) -> tuple[list[Clause], int | None]:
    """Give the clauses of a window, and which of them holds most of what is asked; None where none holds any."""
    needs = [need for need in needs_of(task.question, task.index) if need.specific and not OPENS.search(need.word)]
    start, end = candidate.window.span
    told = [one for one in parsed(candidate.passage.text) if start <= one.span[0] and one.span[1] <= end]
    held = [sum(need.weight for need in needs if need.touched_by(one.plain)) for one in told]
    return told, held.index(max(held)) if any(held) else None


def _opens_at_end(clause: Clause, chars: int = END_CHARS) -> bool:
    return bool(OPENS.search(clause.plain[-chars:]))


def begins_anew(clause: str) -> bool:
    """Tell whether a clause names at its beginning what it speaks of."""
    import rjieba

    return rjieba.tag(clause, True)[0][1][:1] in ("n", "j", "l") and not leans(clause)
