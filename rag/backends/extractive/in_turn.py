"""Answer several figures asked for one after the other: Task[] → statements.

What a later one leaves out stands in the one before (总投资多少，当年投多少？), and so does its answer: in the clauses behind.
A window is not given twice, and windows of one sentence are given together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.asked import Asked
from rag.backends.extractive.task import AS_GOOD, Task
from rag.fit import Candidate

_QUOTE = re.compile(r"(?<=“).+(?=”)")
"""What an English fact quotes."""
TOGETHER_CHARS = 160
"""Windows of one sentence are given as one up to so many characters."""


def figures_in_turn(tasks: Sequence[Task]) -> list[str]:
    """Say the best window of each task that tells something new, in the order of the tasks."""
    if tasks[0].question.lang == "en":
        return _facts_in_turn(tasks)
    chosen: list[tuple[Task, Candidate]] = []
    missing: list[Task] = []
    for number, task in enumerate(tasks):
        if any(_told_too(task, tasks[:number], candidate) for _, candidate in chosen):
            continue
        best = _best(task, [candidate for _, candidate in chosen])
        if best is None:
            missing.append(task)
            continue
        place = next((place for place, (_, other) in enumerate(chosen) if _together(other, best)), None)
        if place is None:
            chosen.append((task, best))
        else:
            chosen[place] = (chosen[place][0], _joined(chosen[place][1], best))
    told = [task.statement(candidate) for task, candidate in chosen]
    untold = [task for task in missing if not any(_told_beside(task, candidate) for _, candidate in chosen)]
    return [*told, *(task.say.missing(task.question) for task in untold)] if chosen else []


def _facts_in_turn(tasks: Sequence[Task]) -> list[str]:
    """Say one fact a task, since in English a window tells no more than the one asked for; not what another quotes too."""
    said: list[str] = []
    for task in tasks:
        said += [fact for fact in map(task.statement, task.fitting) if fact not in said][:1]
    quoted = [match.group() if (match := _QUOTE.search(fact)) else fact for fact in said]
    once = [fact for fact, quote in zip(said, quoted, strict=True) if sum(quote in other for other in said) == 1]
    return [*once, *(task.say.missing(task.question) for task in tasks if not task.fitting)] if said else []


def _told_beside(task: Task, told: Candidate) -> bool:
    """Tell whether a window told for a later task holds the best one for this, which alone was not sure enough."""
    best = next(iter(task.rated), None)
    return best is not None and _ends_inside(best, told)


def _best(task: Task, told: Sequence[Candidate]) -> Candidate | None:
    """Give the best window that is not told yet; one behind what is told where it is nearly as good."""
    new = [one for one in task.fitting if not any(_ends_inside(one, other) for other in told)]
    behind = [one for one in new if any(_same_sentence(one, other) for other in told)]
    if behind and behind[0].score >= new[0].score - AS_GOOD:
        return behind[0]
    return new[0] if new else None


def _told_too(task: Task, before: Sequence[Task], told: Candidate) -> bool:
    """Tell whether a window told already is the best for another task, and holds a further figure of the kind it asks for."""
    if not task.fitting or not _ends_inside(task.fitting[0], told):
        return False
    asked = Asked(task.question)
    figures = asked.told(tuple(one for clause in told.clauses for one in clause.figures))
    return len(figures) > sum(Asked(other.question).kinds == asked.kinds for other in before)


def _ends_inside(one: Candidate, other: Candidate) -> bool:
    """Tell whether the last clause of a window is told already; the figure that answers stands there."""
    return one.passage.id == other.passage.id and other.window.first <= one.window.last <= other.window.last


def _same_sentence(one: Candidate, other: Candidate) -> bool:
    return one.passage.id == other.passage.id and one.window.sentence == other.window.sentence


def _together(one: Candidate, other: Candidate) -> bool:
    span = _joined(one, other).window.span
    return _same_sentence(one, other) and span[1] - span[0] <= TOGETHER_CHARS


def _joined(one: Candidate, other: Candidate) -> Candidate:
    """Give a window from the beginning of the first of two to the end of the last."""
    (start, end), (first, last) = one.window.span, other.window.span
    return replace(one, window=replace(one.window, span=(min(start, first), max(end, last))))
