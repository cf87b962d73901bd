"""Answer several places, years or things side by side: Task[] → statements, with what two of them differ by.

Where it is asked which is the larger, that is said first (larger.py). Each part is answered by a window of its own, or
said to be missing; what measures another thing than the other side does is not held against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from rag.asked import Asked
from rag.backends.extractive.larger import Side, held_against
from rag.backends.extractive.rows import asked_words, row_of, row_said, sounds_alike, window_of_same
from rag.backends.extractive.task import TELLING, Task, with_subject
from rag.backends.extractive.things import own_needs
from rag.backends.extractive.trimmed import told as trimmed
from rag.backends.extractive.whole import carried_to
from rag.compare import aspect_of, signed
from rag.figures.difference import main_figure
from rag.figures.extract import POINTS, FigureSpan, figures, unit_kind
from rag.fit import Candidate
from rag.needs import Need, needs_of
from rag.opening import context_of
from rag.overview.beside import only_aimed_at
from rag.question.contrast import contrast
from rag.question.steady import all_along
from rag.question.wording import asks_whether
from rag.records import Context, Question
from rag.sides import of_another_side
from rag.words import normalise

COVERED = 0.5
"""Two figures are held against each other when their windows cover so much of the question."""

_COMPARES = re.compile(r"比[^，。？]{1,20}[高多大快低少小慢]")
_REACHED = re.compile(r"达到?(?=\d)|[升增]至|[高加]到")


def side_by_side(task: Task, parts: Sequence[Task]) -> list[str] | None:
    """Answer each part shortly; where two are compared, tell which is the larger and what they differ by.

    Returns: None where one clause tells of both sides, and the whole is answered from it.

    """
    best = _best_of(parts)
    if not any(best):
        return []
    if task.question.kind == "compare" and len(parts) == 2 and not all(best):
        best = _of_same_row(parts, best)
    question, say = task.question, task.say
    held = question.kind in ("compare", "yes_no") and all(best)
    if not held and (both := _in_one_window(task, parts)):
        return [task.statement(both)]
    if question.kind == "compare" and (apart := _told_gap(question, best)):
        return [task.statement(apart)]
    if best[0] and asks_whether(question.text) and {c and c.passage.id for c in best} == {best[0].passage.id}:
        # One clause tells both sides; whose is the larger, only figures side by side could tell.
        return [task.statement(best[0])] if _COMPARES.search(question.text) else None
    pair = [c for c in best if c]
    said = [
        _said(part, c, asked=len(parts)) if c else say.missing(part.question)
        for part, c in zip(parts, best, strict=True)
        if c or not _told_with(part, parts, pair)
    ]
    if not held and len(question.topics) == len(parts) == len(pair) == len(said):
        said = _each_told_once(pair, said)
    sides = list(_sides(parts, pair, said)) if len(pair) == len(parts) == len(said) else []
    if not sides or not all(sides):
        return said
    told = [side for side in sides if side]
    one_unit = len({side.figure.unit for side in told}) == 1
    grew = all_along(question.text, [side.figure.value for side in told]) if one_unit else None
    if question.kind == "yes_no" and grew is not None:
        return [say.verdict(question, yes=grew), *said]
    compared = question.kind in ("compare", "yes_no") or len(question.topics) == 2
    if any(only_aimed_at(side.context, question, task.index) for side in told):
        return said
    if compared and len(told) == 2 and _measure_alike(question, told, pair):
        return held_against(task, said, *told)
    return said


def _each_told_once(best: Sequence[Candidate], said: Sequence[str]) -> list[str]:
    """Leave out a statement whose last clause a longer one tells too."""
    last = [c.passage.text[slice(*c.clauses[-1].span)] for c in best]
    return [
        one
        for one, clause in zip(said, last, strict=True)
        if not any(clause in other and len(other) > len(one) for other in said)
    ]


def _best_of(parts: Sequence[Task]) -> list[Candidate | None]:
    """Give the best window of each part; of several things, one that names what only this part does.

    A clause with one figure tells it of the thing that it fits best.
    """
    best: dict[int, Candidate | None] = {}
    for place in sorted(range(len(parts)), key=lambda k: -max((c.score for c in parts[k].fitting), default=0.0)):
        part, own = parts[place], _own_needs(parts[place], parts)
        taken = [c for other, c in best.items() if c and parts[other].question.topic != part.question.topic]
        new = (c for c in part.fitting if not any(_tells_one(c, told) for told in taken))
        named = (c for c in new if _touches(c, own) or any(need.met_by(c.around) for need in own))
        best[place] = _came_about(part, next(named, None))
    return [best[place] for place in range(len(parts))]


def _tells_one(candidate: Candidate, told: Candidate) -> bool:
    """Tell whether two windows end in the same clause, and that has but one figure."""
    one, other = candidate.window, told.window
    same = candidate.passage.id == told.passage.id and one.last == other.last
    return same and len(candidate.clauses[-1].figures) == 1


def _own_needs(part: Task, parts: Sequence[Task]) -> list[Need]:
    """Give what only this part names, where several things are asked about.

    Unless two are held against each other, words that no passage knows are left out: they may mean the other's thing.
    """
    if len({one.question.topic for one in parts}) == 1:
        return []
    held, own = contrast(normalise(part.question.text)), own_needs(part, parts)
    return own if held.choice or held.difference else [one for one in own if one.thing and (one.used or one.known)]


def _touches(candidate: Candidate, needs: Sequence[Need]) -> bool:
    """Tell whether a window names what is telling of some words; where there are none, any does."""
    text, most = normalise(candidate.text), max((need.weight for need in needs), default=0.0)
    return not needs or any(need.weight > TELLING * most and need.touched_by(text) for need in needs)


def names_thing_of(part: Task, parts: Sequence[Task], candidate: Candidate) -> bool:
    """Tell whether a window names what only this part does, and not another side of it: 出口 for 进出口."""
    own = _own_needs(part, parts)
    return _touches(candidate, own) and not (own and of_another_side(part.question.topic, normalise(candidate.text)))


def _came_about(part: Task, best: Candidate | None) -> Candidate | None:
    """Give what became of a target that is not asked for, where the review of its year names the same thing in its own words."""
    unit = part.question.unit
    if not best or not unit or not only_aimed_at(best.passage.context, part.question, part.index):
        return best
    needs = [need for need in needs_of(part.question, part.index) if need.specific and need.touched_by(best.text)]
    reviews = (with_subject(c) for c in part.rated if c.passage.context.stance == "achieved")
    carried = (carried_to(c, partial(_tells_unit, unit)) for c in reviews)
    told = (c for c in carried if _tells_unit(unit, c.text) and all(need.touched_by(c.text) for need in needs))
    return min(told, key=lambda c: len(c.text), default=best)


def _tells_unit(unit: str, text: str) -> bool:
    """Tell whether the last clause of a text tells a figure of a unit."""
    last = re.split("[，；。]", text)[-1]
    return any(unit_kind(figure.unit) == unit_kind(unit) for figure in figures(normalise(last)))


def _of_same_row(parts: Sequence[Task], best: Sequence[Candidate | None]) -> list[Candidate | None]:
    """Give for a part without a window one that tells what the row of the other part's does: people's words need not be its name."""
    rows = [row_of(part, c) if c else None for part, c in zip(parts, best, strict=True)]
    row = next(filter(None, rows), None)
    return [c or (window_of_same(part, row) if row else None) for part, c in zip(parts, best, strict=True)]


def _told_with(part: Task, parts: Sequence[Task], told: Sequence[Candidate]) -> bool:
    """Tell whether a window told for another part is the best for this one too, which alone was not sure: 由8家增至9家."""
    best = next(iter(part.rated), None)
    return best is not None and any(
        one.passage.id == best.passage.id
        and one.window.sentence == best.window.sentence
        and names_thing_of(part, parts, one)
        for one in told
    )


def _said(part: Task, candidate: Candidate, *, asked: int) -> str:
    """Say a window shortly; in English by its row, where its words would have to be quoted in Chinese."""
    # What was carried on to a figure leans on the words before that.
    words = trimmed(part, candidate, asked=asked) if candidate in part.fitting else part.statement(candidate)
    if part.question.lang == "en" and "“" in words and (row := row_of(part, candidate)):
        return part.say.row(row, part.number(candidate.passage)) or words
    return words


def _sides(parts: Sequence[Task], best: Sequence[Candidate], said: Sequence[str]) -> Iterator[Side | None]:
    """Give what each statement tells, for its period; None where no figure of it is sure."""
    unit = parts[0].question.unit
    for part, candidate, words in zip(parts, best, said, strict=True):
        context = _of_period(part, candidate)
        figure = main_figure(candidate.text, unit, asked_words(part.question))
        row = row_of(part, candidate) if figure else row_said(part, candidate, words)
        if row and not figure:
            figure = FigureSpan(row.text, signed(row), row.unit, row.place)
        yield Side(figure, context, row) if figure and context else None
        unit = unit or (figure.unit if figure else "")


def _of_period(part: Task, candidate: Candidate) -> Context | None:
    """Give the context of a window that tells of just the period asked about; none of what five years tell together.

    What they reached in the end is of the last of them.
    """
    context, asked = context_of(candidate.passage, candidate.window.span), part.question.periods
    if not asked or context.years in asked:
        return context
    last = context.years[-1:]
    return replace(context, years=last) if last in asked and _REACHED.search(candidate.text) else None


def _measure_alike(question: Question, sides: Sequence[Side], pair: Sequence[Candidate]) -> bool:
    """Tell whether two windows measure one thing: their rows' names tell, else that both cover the question.

    Of two things asked about, both must be told alike: as how much there is, or by how much it rose.
    """
    rows = [side.row for side in sides if side.row]
    # By how much one rose is not held against how much the other is.
    if len({aspect_of(row) for row in rows}) > 1:
        return False
    if len({(side.context.region, side.context.years, side.context.stance) for side in sides}) == 1:
        held = contrast(normalise(question.text))
        return len({row.name for row in rows}) == 2 and bool(held.choice or held.difference)
    if len(rows) < 2:
        return all(candidate.coverage >= COVERED for candidate in pair)
    one, other = (row.name for row in rows)
    return sounds_alike(one, other) and not (of_another_side(one, other) or of_another_side(other, one))


def _told_gap(question: Question, best: Sequence[Candidate | None]) -> Candidate | None:
    """Give the window that tells two periods' difference itself, where one sentence is all there is: 增长4%，快于上年2个百分点."""
    there = [c for c in best if c]
    if not contrast(normalise(question.text)).difference or len({(c.passage.id, c.window.sentence) for c in there}) > 1:
        return None
    carried = carried_to(there[0], tells_points)
    return carried if tells_points(carried.text) else None


def tells_points(text: str) -> bool:
    """Tell whether a text tells by how many percentage points one thing is above another."""
    return any(figure.unit == POINTS for figure in figures(normalise(text)))


def _in_one_window(task: Task, parts: Sequence[Task]) -> Candidate | None:
    """Give the best window where it tells a figure of each of several indicators: 第一、第三产业分别增长3%、5%."""
    best = next(iter(task.fitting), None)
    if best is None or len(task.question.topics) < len(parts):
        return None
    told = Asked(task.question).told(tuple(figure for clause in best.clauses for figure in clause.figures))
    named = all(_touches(best, _own_needs(part, parts)) for part in parts)
    return best if named and len(told) >= len(parts) else None
