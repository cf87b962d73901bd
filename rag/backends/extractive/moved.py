"""Tell whether a thing rose or fell: 外贸是不是往下掉的 → 不是。外贸承压前行，进出口总额80亿元，增长2.4%.

The verdict rests on a clause that says which way it went; the thing may be named some clauses before that.
"""

from __future__ import annotations

import re
from functools import partial

from rag.backends.extractive.task import AS_COVERED, Task, one_a_context
from rag.backends.extractive.trimmed import decided
from rag.backends.extractive.whole import carried_to, result_in_row
from rag.figures.extract import figures
from rag.fit import Candidate
from rag.movement import movement, supposed
from rag.needs import Need, needs_of
from rag.question.contrast import GAP, GAP_MOVES
from rag.question.scope import in_scope, scopes_of
from rag.subject import left_out
from rag.verdict import rests_on_movement
from rag.windows import parsed
from rag.words import normalise

WITHIN = 0.7
"""A word counts so much of its weight within another: 出口 in 进出口."""

_RATE = re.compile(r"增[速幅长]|涨幅")
"""Names a row whose figure tells how far something rose, or with a minus fell."""


def moved(task: Task) -> list[str]:
    """Give the verdict with what tells it; nothing where no movement is asked about, or none is told."""
    question = task.question
    if not rests_on_movement(question):
        return []
    done = [c for c in task.fitting if c.passage.context.stance != "target"]
    enough = AS_COVERED * max((c.coverage for c in done), default=0.0)
    done = [c for c in done if c.coverage >= enough]
    if scopes_of(question.text):
        done = [carried_to(c, partial(in_scope, question)) for c in done]
        done = [c for c in done if in_scope(question, c.text)]
    told = [one for one in (carried_to(result_in_row(c, question), _moves) for c in done) if _way(task, one)]
    if GAP_MOVES.search(question.text):
        told = [one for one in told if GAP.search(one.text)]  # how far each side rose tells nothing of it
        if done and not told:
            return [task.say.unsaid(), task.statement(done[0])]
    if not told:
        return []
    chosen = one_a_context(told) if task.open else told[:1]
    yes = _way(task, max(chosen, key=lambda one: one.score)) == supposed(question.text)
    return [task.say.verdict(question, yes=yes), *(decided(task, one) for one in chosen)]


def _moves(text: str) -> bool:
    return movement(text) != 0


def _way(task: Task, candidate: Candidate) -> int:
    """Tell which way what is asked about went: as the first clause says that tells any, from the one that names it on."""
    if _RATE.search(left_out(candidate.passage.text, candidate.window.span[0])):
        return movement(candidate.text) or bool(figures(normalise(candidate.text)))
    needs = [need for need in needs_of(task.question, task.index) if need.specific]
    start, end = candidate.window.span
    read = [one.plain for one in parsed(candidate.passage.text) if start <= one.span[0] and one.span[1] <= end]
    read = read or [normalise(candidate.text)]
    if (first := next((n for n, plain in enumerate(read) if in_scope(task.question, plain)), None)) is not None:
        return next(filter(None, map(movement, read[first:])), 0)
    held = [sum(_much(need, plain) for need in needs) for plain in read]
    return next(filter(None, map(movement, read[held.index(max(held)) :])), movement(candidate.text))


def _much(need: Need, plain: str) -> float:
    """Give how much a clause holds of a word that is asked about."""
    import rjieba

    if not need.touched_by(plain):
        return 0.0
    return need.weight * (1.0 if need.word in rjieba.cut(plain) else WITHIN)
