"""Answer without any LLM: Question + Hit[] → words, taken from the passages.

The clause that answers is found (fit.py) and said with its place and year, since the report leaves them out; figures
and names stand as printed. A list is read from headings and enumerations, who and when from the head of the report.
Where the question leaves year or place open, each is given, labelled; where nothing fits, the answer declines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from rag.alike import Alike
from rag.asked import Asked
from rag.backends.extractive.another import asks_when_used
from rag.backends.extractive.definitions import begins_to_unfold, defined
from rag.backends.extractive.heads import SPEAKER, from_head, other_speaker
from rag.backends.extractive.in_turn import figures_in_turn, of_owner
from rag.backends.extractive.larger import which_is_larger
from rag.backends.extractive.lists import LIST_CHARS, asked_items, done_for, enumerated, listed
from rag.backends.extractive.members import of_term
from rag.backends.extractive.moved import moved
from rag.backends.extractive.plans import (
    against_plan,
    asks_against_plan,
    asks_of_plan,
    borne_out,
    judged,
    judges,
    way_of,
)
from rag.backends.extractive.premises import counted_otherwise, done_another_year, supposed_done
from rag.backends.extractive.rivals import against_rival
from rag.backends.extractive.rows import asked_words, of_same_name, row_of, sounds_alike, statement
from rag.backends.extractive.said_of import said_of
from rag.backends.extractive.task import AS_COVERED, Task, one_a_context
from rag.backends.extractive.trimmed import told as trimmed
from rag.backends.extractive.whole import carried_to, completed, result_in_row
from rag.backends.phrases import Phrases, phrases
from rag.clauses import clauses
from rag.compare import aspect_of
from rag.decline import decline
from rag.figures.difference import difference, main_figure
from rag.figures.extract import POINTS, figures
from rag.fit import Candidate
from rag.needs import needs_of
from rag.opening import context_of
from rag.question import in_any_year, split
from rag.question.contrast import FROM_TO, contrast
from rag.question.steady import all_along
from rag.question.wording import asks_further, asks_whether
from rag.records import Context, Hit, Question
from rag.verdict import (
    OPENS,
    contradicts,
    moves_if_asked,
    only_in_part,
    only_planned,
    says_only,
    says_verb,
    tells_rank,
    tells_stated,
)
from rag.words import normalise

if TYPE_CHECKING:
    from embeddings.encoder import Encoder
    from rag.index.index import Index

COVERED = 0.5
"""Two figures are held against each other when their windows cover so much of the question."""
OUTCOME = 0.6
"""What was done is told where only the plan for it covers more, if it covers this part of that."""
NEAR = 0.75
"""What is offered beside a declining answer covers so much of the question."""
GROUPS = 6
"""Years and places given where the question leaves them open."""

_QUOTES = re.compile(r"[“\"『《]")
"""Stand around a term: where no passage has it, nothing else tells what it means."""
_COMPARES = re.compile(r"比[^，。？]{1,20}[高多大快低少小慢]")
_RANK = re.compile(r"第几|排名|位次|\b(?:rank(?:s|ed|ing)?|what place)\b", re.I)
_REACHED = re.compile(r"达到?(?=\d)|[升增]至|[高加]到")
_BREAKS_OFF = re.compile(r"[是为有]$|包括$|如下$")


@dataclass(frozen=True, slots=True)
class Excerpts:
    """An answer in the words of the passages."""

    pieces: tuple[str, ...]
    confidence: float | None = None
    """How sure it is to answer, or was before it declined; None where no window was rated."""


class Extractive:
    """Answers from one index; may be shared between threads."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self.index = index
        self.alike = Alike(encoder)

    def words(self, question: Question, hits: Sequence[Hit]) -> Excerpts:
        """Say the answer, statement by statement.

        Args:
            question: as understood.
            hits: what was found for it.

        Returns: pieces of the answer; a mark [n] names the n-th hit, counted from 1.

        """
        if not hits or (question.regions and question.places):  # Of two places one is not told: no verdict.
            return Excerpts((decline(question, self.index.reports),))
        task = self._task(question, hits)
        if told := from_head(task):
            return Excerpts(tuple(told))
        said = other_speaker(task)
        unreported = [one for one in question.parts if one.places]
        if not said or question.kind != "yes_no":
            asked = [one for one in question.parts or (question,) if one not in unreported]
            said = [*said, *_in_turn([task.about(one) for one in asked])]
            said += which_is_larger(task, list(dict.fromkeys(said)))
        if not said:
            said = [decline(question, self.index.reports) if question.places else task.say.refusal(question)]
        said += [decline(one, self.index.reports) for one in unreported]
        return Excerpts(tuple(dict.fromkeys(said)), task.confidence)

    def otherwise(self, question: Question, hits: Sequence[Hit]) -> list[str]:
        """Answer what other years tell against a question: it is only planned for later, or was done in another year.

        Args:
            question: one that is declined for its own years.
            hits: what was found for any year.

        """
        task = self._task(question, hits)
        if told := done_another_year(task):
            return told
        wider = in_any_year(question)
        best = next(iter(self._task(wider, hits).fitting), None) if wider and question.kind == "yes_no" else None
        planned = best and best.coverage >= NEAR and only_planned(question, best.passage.context.stance)
        return [_planned(question, task.say), task.statement(best)] if best and planned else []

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

    def tasks(self, question: Question, hits: Sequence[Hit]) -> list[Task]:
        """Give what is answered one by one: each of several questions, places, periods and indicators."""
        task = self._task(question, hits)
        return [task.about(part) for one in question.parts or (question,) for part in split(one)]

    def _task(self, question: Question, hits: Sequence[Hit]) -> Task:
        return Task(question, tuple(hits), self.index, self.alike)


def _in_turn(tasks: Sequence[Task]) -> list[str]:
    """Answer several questions one after the other."""
    plain = [task.question.kind in ("figure", "other") and len(split(task.question)) == 1 for task in tasks]
    if len(tasks) > 1 and all(plain):
        return figures_in_turn(tasks)
    said: list[str] = []
    told: list[Candidate] = []
    for task in tasks:
        if owned := of_owner(task, told):
            said.append(task.statement(owned))
            continue
        said += _of_head(task) or _answer(task)
        told = _done_when(task.question, task.fitting)[:1]
    return said


def _of_head(task: Task) -> list[str]:
    """Answer from the heads of the reports; decline where only they could tell and do not."""
    return from_head(task) or ([task.say.refusal(task.question)] if SPEAKER.search(task.question.text) else [])


def _answer(task: Task) -> list[str]:
    question, parts = task.question, split(task.question)
    if question.kind == "definition" and (told := defined(task)):
        return told
    tasks = [task.about(part) for part in parts]
    held = len(question.topics) == len(parts) > 1 and contrast(normalise(question.text))
    if held and (held.choice or held.difference) and not all(one.fitting for one in tasks):
        # Two things that one clause tells together (第一、第三产业) are looked for as one.
        whole = task.about(replace(question, topics=(question.topic,)))
        if whole.fitting and all(_names(one, whole.fitting[0]) for one in tasks):
            return _part(whole)
    return _side_by_side(task, tasks) if len(parts) > 1 else _part(task)


def _names(task: Task, candidate: Candidate) -> bool:
    """Tell whether a window holds a word that names what is asked about, or a part of one."""
    text = normalise(candidate.text)
    return any(need.specific and need.touched_by(text) for need in needs_of(task.question, task.index))


def _side_by_side(task: Task, parts: Sequence[Task]) -> list[str]:
    """Answer each part shortly; where two are compared, tell the difference of their figures."""
    best = [next(iter(part.fitting), None) for part in parts]
    if not any(best):
        return []
    question, say = task.question, task.say
    held = question.kind in ("compare", "yes_no") and all(best)
    if not held and (both := _in_one_window(task, parts)):
        return [task.statement(both)]
    if question.kind == "compare" and (apart := _told_gap(question, best)):
        return [task.statement(apart)]
    if best[0] and asks_whether(question.text) and {c and c.passage.id for c in best} == {best[0].passage.id}:
        # One clause tells both sides; whose is the larger, only figures side by side could tell.
        return [task.statement(best[0])] if _COMPARES.search(question.text) else _part(task)
    pair = [c for c in best if c]
    said = [
        trimmed(part, c, asked=len(parts)) if c else say.missing(part.question)
        for part, c in zip(parts, best, strict=True)
        if c or not _told_with(part, pair)
    ]
    asked = asked_words(question)
    contexts = [_of_period(part, c) for part, c in zip(parts, best, strict=True) if c]
    if not all(contexts):
        return said
    mains = [main for c in pair if (main := main_figure(c.text, question.unit, asked))]
    of_one_unit = len(mains) == len(parts) and len({main.unit for main in mains}) == 1
    grew = all_along(question.text, [main.value for main in mains]) if of_one_unit else None
    if question.kind == "yes_no" and grew is not None:
        return [say.verdict(question, yes=grew), *said]
    if question.kind in ("compare", "yes_no") and len(parts) == len(pair) == 2 and _of_one_thing(parts, pair):
        one = main_figure(pair[0].text, question.unit, asked)
        other = main_figure(pair[1].text, question.unit or (one.unit if one else ""), asked)
        gap = difference(one, other) if one and other else ""
        if one and other and gap:
            less = one.value < other.value
            later_first = re.search(FROM_TO, normalise(question.text))
            sides = [context for context in (reversed(contexts) if later_first else contexts) if context]
            said.append(say.difference(gap, one.unit, *sides, less=less != bool(later_first)))
            if asks_whether(question.text):
                yes = less == contrast(normalise(question.text)).less
                said.insert(0, say.verdict(question, yes=yes))
    return said


def _of_period(part: Task, candidate: Candidate) -> Context | None:
    """Give the context of a window that tells of just the period asked about; none of what five years tell together.

    What they reached in the end is of the last of them.
    """
    context, asked = context_of(candidate.passage, candidate.window.span), part.question.periods
    if not asked or context.years in asked:
        return context
    last = context.years[-1:]
    return replace(context, years=last) if last in asked and _REACHED.search(candidate.text) else None


def _told_gap(question: Question, best: Sequence[Candidate | None]) -> Candidate | None:
    """Give the window that tells two periods' difference itself, where one sentence is all there is: 增长4%，快于上年2个百分点."""
    there = [c for c in best if c]
    if not contrast(normalise(question.text)).difference or len({(c.passage.id, c.window.sentence) for c in there}) > 1:
        return None
    carried = carried_to(there[0], _tells_points)
    return carried if _tells_points(carried.text) else None


def _told_with(part: Task, told: Sequence[Candidate]) -> bool:
    """Tell whether a window told for another part is the best for this one too, which alone was not sure: 由8家增至9家."""
    best = next(iter(part.rated), None)
    return best is not None and any(
        one.passage.id == best.passage.id and one.window.sentence == best.window.sentence for one in told
    )


def _in_one_window(task: Task, parts: Sequence[Task]) -> Candidate | None:
    """Give the best window where it tells a figure of each of several indicators: 第一、第三产业分别增长3%、5%."""
    best = next(iter(task.fitting), None)
    if best is None or len(task.question.topics) < len(parts):
        return None
    told = Asked(task.question).told(tuple(figure for clause in best.clauses for figure in clause.figures))
    plain = normalise(best.text)
    named = all(
        any(need.specific and need.touched_by(plain) for need in needs_of(part.question, task.index)) for part in parts
    )
    return best if named and len(told) >= len(parts) else None


def _of_one_thing(parts: Sequence[Task], pair: Sequence[Candidate]) -> bool:
    """Tell whether two windows measure one thing: their rows' names tell, else that both cover the question."""
    rows = [row_of(part, candidate) for part, candidate in zip(parts, pair, strict=True)]
    names = [row.name for row in rows if row]
    # By how much one rose is not held against how much the other is.
    if len({aspect_of(row) for row in rows if row}) > 1:
        return False
    return sounds_alike(*names) if len(names) == 2 else all(candidate.coverage >= COVERED for candidate in pair)


def _in_every_year(task: Task, chosen: Sequence[Candidate]) -> list[str]:
    """Say a window for each place, year and stance; where rows tell of the best one's indicator, what they tell."""
    told = {_key(c.passage.context): (c.passage.context, trimmed(task, c)) for c in chosen}
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
    if question.kind == "definition" and ((told := defined(task)) or _QUOTES.search(question.text)):
        return told
    if told := supposed_done(task):
        return told
    if question.kind == "list" and of_term(question.text):
        return listed(task) or defined(task)
    if question.kind == "list" and (told := listed(task)):
        return told
    if question.kind == "other" and (told := done_for(task)):
        return told
    if told := counted_otherwise(task) or against_plan(task) or against_rival(task) or moved(task):
        return told
    fitting = _told_of_year(task) or _telling(task)
    if not fitting or enumerated(fitting[0].sentence) < asked_items(question):
        return []
    figures = question.text if question.kind == "figure" and not question.report_years else ""
    fitting = _all_there_are(task, _done_when(question, fitting))
    chosen = one_a_context(fitting, figures=figures)[:GROUPS] if task.open else fitting[:1]
    if question.kind == "yes_no":
        return _whether(task, chosen)
    carried = [_carried_on(candidate, question) for candidate in chosen]
    statements = _in_every_year(task, carried) if task.open else [trimmed(task, candidate) for candidate in carried]
    if len(chosen) == 1 and contradicts(question, fitting[0].text):
        return [say.corrected(), *statements]
    return statements


def _done_when(question: Question, told: list[Candidate]) -> list[Candidate]:
    """Leave out when something was to be done in a year, where it is told when it was."""
    if question.kind != "when" or question.stance == "target":
        return told
    done = {_of(c) for c in told if c.passage.context.stance == "achieved"}
    return [c for c in told if c.passage.context.stance == "achieved" or _of(c) not in done]


def _all_there_are(task: Task, told: list[Candidate]) -> list[Candidate]:
    """Leave out how many were added, where it is asked and told how many there are."""
    asked = Asked(task.question)
    totals = {c: asked.total(normalise(c.text)) for c in told}
    return [c for c in told if totals[c] >= 0] if 1 in totals.values() else told


def _of(candidate: Candidate) -> tuple[str, tuple[int, ...]]:
    context = candidate.passage.context
    return context.region, context.years


def _whether(task: Task, chosen: Sequence[Candidate]) -> list[str]:
    """Say yes or no, and what decides it: what holds the figure asked about, or tells what was done, before the rest."""
    question, say = task.question, task.say
    tells = judged if asks_of_plan(question.text) else partial(tells_stated, question)
    chosen, fitting = (
        [carried_to(result_in_row(one, question), tells) for one in some] for some in (chosen, task.fitting)
    )
    enough = AS_COVERED * chosen[0].coverage
    telling = [c for c in fitting if c.coverage >= enough and tells_stated(question, c.text)]
    if not telling:
        return [say.unstated(), *map(task.statement, chosen)]
    if chosen[0] not in telling:
        chosen = telling[:1]
    done = []
    if only_planned(question, "target"):
        results = [c for c in fitting if c.passage.context.stance == "achieved" and tells_stated(question, c.text)]
        # What came of a plan may be said in other words than the plan itself.
        near = OUTCOME * chosen[0].coverage
        done = [c for c in results if c in telling] or [c for c in results if c.coverage >= near]
    if done and not any(c in done for c in chosen):
        chosen = done[:1]
    chosen = [completed(c) for c in chosen if c in done or not any(one in done for one in chosen)]
    deciding = max(chosen, key=lambda candidate: candidate.score)
    if _tells_nothing(task, deciding):
        return []  # another year may tell of it
    return [_verdict(task, deciding), *map(task.statement, chosen)]


def _tells_nothing(task: Task, candidate: Candidate) -> bool:
    """Tell whether a window speaks of another thing than is named, or not of the opening or end asked about in a year."""
    question = task.question
    around = candidate.around
    if any(need.name and need.used and not need.touched_by(around) for need in needs_of(question, task.index)):
        return True
    asked = question.years and OPENS.search(question.text)
    told = says_verb(question, candidate.text) and candidate.passage.kind != "appendix"
    return bool(asked) and not told and not contradicts(question, candidate.text)


def _verdict(task: Task, deciding: Candidate) -> str:
    question, say, text = task.question, task.say, said_of(task, deciding)
    if only_planned(question, deciding.passage.context.stance):
        return _planned(question, say)
    if asks_of_plan(question.text) and (way := way_of(text)):
        return say.verdict(question, yes=borne_out(question, way))
    if asks_against_plan(question) and not judges(question, text):
        return say.unjudged()
    if contradicts(question, text):
        return say.verdict(question, yes=False)
    if only_in_part(question, text):
        return say.only_in_part()
    said = says_verb(question, text) and says_only(question, text)
    return say.verdict(question, yes=True) if said and moves_if_asked(question, text) else say.unsaid()


def _planned(question: Question, say: Phrases) -> str:
    """Say that a plan is all there is; what came of one that the question itself names is not told."""
    return say.untold_result() if asks_of_plan(question.text) else say.only_planned()


def _telling(task: Task) -> list[Candidate]:
    """Give the windows that answer; where a rank is asked for, or how far a rate is from another, those that tell that."""
    text = task.question.text
    if task.question.kind == "when" and asks_when_used(task.question):
        opened = [one for one in (carried_to(c, _opens) for c in task.fitting) if _opens(one.text)]
        return opened or task.fitting
    tells = _tells_points if asks_further(text) else tells_rank if _RANK.search(text) else None
    if task.question.kind != "figure" or not tells:
        return task.fitting
    enough = AS_COVERED * max((one.coverage for one in task.fitting), default=0.0)
    carried = (carried_to(one, tells) for one in task.fitting if one.coverage >= enough)
    told = [one for one in carried if tells(one.text)]
    return told or ([] if tells is _tells_points and task.question.lang == "zh" else task.fitting)


def _opens(text: str) -> bool:
    return bool(OPENS.search(text))


def _tells_points(text: str) -> bool:
    return any(figure.unit == POINTS for figure in figures(normalise(text)))


def _told_of_year(task: Task) -> list[Candidate]:
    """Find what tells when by its section alone: a clause without a date, of a report that reviews one year.

    It must say more of what is asked about than any clause that has a date.
    """
    if task.question.kind != "when":
        return []
    dated = max((candidate.coverage for candidate in task.fitting), default=0.0)
    undated = task.about(replace(task.question, kind="other")).fitting
    return [
        c
        for c in undated[:1]
        if len(c.passage.context.years) == 1
        and c.passage.context.stance == "achieved"
        and c.coverage >= COVERED
        and AS_COVERED * c.coverage > dated
    ]


def _carried_on(candidate: Candidate, question: Question) -> Candidate:
    """Add what a clause announces that ends before its colon (总的要求是：…), and the rest of what a term means."""
    text, (start, end) = candidate.passage.text, candidate.window.span
    entry = candidate.passage.kind == "appendix"
    announces = text[end : end + 1] == "：" and (entry or _BREAKS_OFF.search(candidate.text))
    if not announces and not (question.kind in ("other", "list") and begins_to_unfold(candidate)):
        return candidate
    said = [stop for _, stop in clauses(text, candidate.window.sentence) if end < stop <= start + LIST_CHARS]
    return replace(candidate, window=replace(candidate.window, span=(start, max(said, default=end))))
