"""What the index tells of the same indicator beside a window that answers: Candidate → Figure, Figure → Figure[].

A search finds the window that fits the words best; of other years and places, rows of the same name are surer than
windows that only sound alike.
"""

from __future__ import annotations

from rag.backends.extractive.task import Task
from rag.clauses import clauses, sentences
from rag.compare import aspect_of
from rag.figures.difference import main_figure
from rag.figures.extract import unit_kind
from rag.figures.indicators import names
from rag.fit import Candidate
from rag.needs import needs_of
from rag.records import Figure, Question
from rag.words import normalise, words

NAMED = 0.4
"""A name outside the table of indicators is the one asked for if it holds so much of the question."""
ALIKE = 3
"""Characters in a row that names of one indicator share."""


def asked_words(question: Question) -> list[str]:
    """Give the words of what is asked about; for an English question those that reports use for it."""
    said = [term for one in question.expansions for term in one.terms] if question.lang == "en" else []
    return [word for text in (question.topic, *said) for word in words(text)]


def row_of(task: Task, candidate: Candidate) -> Figure | None:
    """Give the row of the figure in a window that answers; None where none is sure."""
    main = main_figure(candidate.text, task.question.unit, asked_words(task.question))
    if not main:
        return None
    start, end = candidate.window.span
    rows = [
        figure
        for figure in task.index.figures([task.index.row_of(candidate.passage)])
        if start <= figure.place[0] < end and (figure.value, figure.unit) == (main.value, main.unit)
    ]
    return rows[0] if rows and rows[0].name else None


def row_said(task: Task, candidate: Candidate, said: str) -> Figure | None:
    """Give the row of the only figure of a window that is said of it, as one of a series that it was trimmed to."""
    start, end = candidate.window.span
    rows = [
        figure
        for figure in task.index.figures([task.index.row_of(candidate.passage)])
        if start <= figure.place[0] < end and figure.text in said and figure.name
    ]
    return rows[0] if len({row.text for row in rows}) == 1 else None


def window_of_same(task: Task, row: Figure) -> Candidate | None:
    """Give the best window that tells what a row of another place or year tells, in the place and year asked about."""
    question = task.question
    same = [
        figure
        for figure in task.index.figures_named([row.name])
        if (not question.regions or figure.region in question.regions)
        and figure.years in question.periods
        and question.stance in (None, figure.stance)
        and aspect_of(figure) == aspect_of(row)
        and alike(figure, row)
    ]
    return next((one for one in task.rated if any(_holds(one, figure) for figure in same)), None)


def _holds(candidate: Candidate, row: Figure) -> bool:
    start, end = candidate.window.span
    return candidate.passage.id == row.passage_id and start <= row.place[0] < end


def of_same_name(task: Task, row: Figure) -> list[Figure]:
    """Give what the passages found tell of the indicator of a row, as the question asks for it, the row itself too."""
    found = {hit.passage.id for hit in task.hits}
    asked = task.question
    if not _names_what_is_asked(task, row):
        return [row]
    return [
        figure
        for figure in task.index.figures_named([row.name])
        if figure.passage_id in found
        and aspect_of(figure) == aspect_of(row)
        and alike(figure, row)
        and not (figure.part or figure.comparable or figure.stretch)
        and (not asked.regions or figure.region in asked.regions)
        and (not asked.periods or figure.years in asked.periods)
        and asked.stance in (None, figure.stance)
    ]


def _names_what_is_asked(task: Task, row: Figure) -> bool:
    """Tell an indicator from 全长 or 总投资, which are told of any road."""
    needs = needs_of(task.question, task.index)
    named = normalise(row.indicator)
    held = sum(need.weight for need in needs if need.met_by(named))
    return row.name in names() or held >= NAMED * sum(need.weight for need in needs)


def alike(one: Figure, other: Figure) -> bool:
    """Tell whether two figures of one indicator can be held against each other: 家 and 户 both count."""
    return one.unit == other.unit or unit_kind(one.unit) == unit_kind(other.unit) == "count"


def sounds_alike(one: str, other: str) -> bool:
    """Tell whether two names share at least ALIKE characters in a row: 金融业增加值占比, 金融业占GDP比重."""
    return any(one[i : i + ALIKE] in other for i in range(len(one) - ALIKE + 1))


def statement(task: Task, row: Figure) -> str:
    """Say the clause that holds a figure, with its place and year."""
    hit = next(hit for hit in task.hits if hit.passage.id == row.passage_id)
    text = hit.passage.text
    sentence = next(span for span in sentences(text) if span[0] <= row.place[0] < span[1])
    start, end = next(span for span in clauses(text, sentence) if span[0] <= row.place[0] < span[1])
    return task.say.statement(hit.passage.context, text[start:end], task.number(hit.passage))
