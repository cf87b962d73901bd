"""Answer without any LLM: Question + Hit[] → words, taken from the passages.

The clause that answers is found (fit.py) and said with its place and year, since the report leaves them out; figures
and names stand as printed. A list is read from headings and enumerations, who and when from the head of the report.
Where the question leaves year or place open, each is given, labelled; where nothing fits, the answer declines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rag.backends.extractive.definitions import defined
from rag.backends.extractive.heads import SPEAKER, from_head
from rag.backends.extractive.lists import asked_items, enumerated, listed
from rag.backends.extractive.rows import of_same_name, row_of, sounds_alike, statement
from rag.backends.extractive.task import Task, one_a_context
from rag.backends.phrases import phrases
from rag.decline import decline
from rag.figures.difference import difference, main_figure
from rag.fit import Candidate
from rag.question import in_any_year, split
from rag.question.contrast import contrast
from rag.records import Context, Hit, Question
from rag.verdict import contradicts, only_planned
from rag.words import normalise, words

if TYPE_CHECKING:
    from embeddings.encoder import Encoder
    from rag.index.index import Index

COVERED = 0.5
"""Two figures are held against each other when their windows cover so much of the question."""
NEAR = 0.75
"""What is offered beside a declining answer covers so much of the question."""
GROUPS = 6
"""Years and places given where the question leaves them open."""


class Extractive:
    """Answers from one index; may be shared between threads."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self.index = index
        self.encoder = encoder

    def words(self, question: Question, hits: Sequence[Hit]) -> Iterator[str]:
        """Say the answer, statement by statement.

        Args:
            question: as understood.
            hits: what was found for it.

        Returns: pieces of the answer; a mark [n] names the n-th hit, counted from 1.

        """
        if not hits:
            yield decline(question, self.index.reports)
            return
        task = self._task(question, hits)
        if question.kind in ("who", "when") and (told := from_head(task)):
            yield from told
            return
        if SPEAKER.search(question.text):
            yield task.say.refusal(question)
            return
        said = [statement for one in question.parts or (question,) for statement in _answer(task.about(one))]
        if said:
            yield from said
        else:
            yield decline(question, self.index.reports) if question.places else task.say.refusal(question)

    def nearest(self, question: Question, hits: Sequence[Hit]) -> Iterator[str]:
        """Offer beside a declining answer, as such, what is told of other years or as a target instead of a result.

        Args:
            question: the one declined.
            hits: what was found for it, and after that what was found for any year; marks as in `words`.

        """
        wider = in_any_year(question)
        if not wider or question.kind == "list" or SPEAKER.search(question.text):
            return
        task = self._task(wider, hits)
        near = [c for c in one_a_context(task.fitting) if c.coverage >= NEAR][:2]
        if near:
            yield phrases(question.lang).nearest()
            yield from (task.statement(candidate) for candidate in near)

    def _task(self, question: Question, hits: Sequence[Hit]) -> Task:
        return Task(question, tuple(hits), self.index, self.encoder)


def _answer(task: Task) -> list[str]:
    parts = split(task.question)
    return _side_by_side(task, [task.about(part) for part in parts]) if len(parts) > 1 else _part(task)


def _side_by_side(task: Task, parts: Sequence[Task]) -> list[str]:
    """Answer each part shortly; where two are compared, tell the difference of their figures."""
    best = [next(iter(part.fitting), None) for part in parts]
    if not any(best):
        return []
    question, say = task.question, task.say
    said = [part.statement(c) if c else say.missing(part.question) for part, c in zip(parts, best, strict=True)]
    pair = [c for c in best if c]
    if question.kind in ("compare", "yes_no") and len(parts) == len(pair) == 2 and _of_one_thing(parts, pair):
        asked = words(question.topic)
        one, other = (main_figure(c.text, question.unit, asked) for c in pair)
        gap = difference(one, other) if one and other else ""
        if one and other and gap:
            larger = pair[0] if one.value > other.value else pair[1]
            said.append(say.difference(gap, larger.passage.context))
            if question.kind == "yes_no":
                said.insert(0, say.verdict((larger is pair[1]) == contrast(normalise(question.text)).less))
    return said


def _of_one_thing(parts: Sequence[Task], pair: Sequence[Candidate]) -> bool:
    """Tell whether two windows measure one thing: their rows' names tell, else that both cover the question."""
    rows = [row_of(part, candidate) for part, candidate in zip(parts, pair, strict=True)]
    names = [row.name for row in rows if row]
    return sounds_alike(*names) if len(names) == 2 else all(candidate.coverage >= COVERED for candidate in pair)


def _in_every_year(task: Task, chosen: Sequence[Candidate]) -> list[str]:
    """Say a window for each place, year and stance; where rows tell of the best one's indicator, what they tell."""
    told = {_key(c.passage.context): (c.passage.context, task.statement(c)) for c in chosen}
    best = max(chosen, key=lambda candidate: candidate.score)
    row = row_of(task, best) if task.question.kind == "figure" else None
    for same in of_same_name(task, row) if row else ():
        context = task.index.passage_of(same).context
        key = _key(context)
        if key != _key(best.passage.context) and same.years == context.years:
            known = next((c for c in chosen if _key(c.passage.context) == key), None)
            if not known or same.text not in known.text:
                told[key] = (context, statement(task, same))
    ordered = sorted(told.values(), key=lambda one: (one[0].region, one[0].years))
    return [words for _, words in ordered][:GROUPS]


def _key(context: Context) -> tuple[str, tuple[int, ...], str]:
    return context.region, context.years, context.stance


def _part(task: Task) -> list[str]:
    """Answer about one place, period and indicator; nothing where no passage does."""
    question, say = task.question, task.say
    if question.kind == "definition":
        return defined(task)
    if question.kind == "list" and (told := listed(task)):
        return told
    fitting = task.fitting
    if not fitting or enumerated(fitting[0].sentence) < asked_items(question):
        return []
    chosen = one_a_context(fitting)[:GROUPS] if task.open else fitting[:1]
    statements = _in_every_year(task, chosen) if task.open else [task.statement(candidate) for candidate in chosen]
    otherwise = contradicts(question, fitting[0].text)
    if question.kind == "yes_no":
        planned = only_planned(question, fitting[0].passage.context.stance)
        return [say.only_planned() if planned else say.verdict(not otherwise), *statements]
    if len(chosen) == 1 and otherwise:
        return [say.corrected(), *statements]
    return statements
