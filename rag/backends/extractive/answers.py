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
from rag.backends.extractive.ahead import ahead_of_whole
from rag.backends.extractive.another import asks_when_used
from rag.backends.extractive.beside import names_thing_of, side_by_side, tells_points
from rag.backends.extractive.definitions import begins_to_unfold, defined
from rag.backends.extractive.heads import SPEAKER, from_head, other_speaker
from rag.backends.extractive.in_turn import figures_in_turn, of_owner, only_of_owner
from rag.backends.extractive.larger import with_the_larger
from rag.backends.extractive.lists import LIST_CHARS, asked_items, done_for, enumerated, listed, of_class
from rag.backends.extractive.members import of_term
from rag.backends.extractive.moved import moved
from rag.backends.extractive.own_figures import own_words
from rag.backends.extractive.plans import (
    against_plan,
    asks_against_plan,
    asks_of_plan,
    judged,
    judges,
    verdict_of,
)
from rag.backends.extractive.premises import counted_otherwise, done_another_year, supposed_done
from rag.backends.extractive.revised import revised
from rag.backends.extractive.rivals import against_rival
from rag.backends.extractive.rows import (
    of_same_name,
    row_of,
    statement,
)
from rag.backends.extractive.said_of import planned_of, said_of
from rag.backends.extractive.supposed import supposed_figure
from rag.backends.extractive.task import AS_COVERED, Task, one_a_context
from rag.backends.extractive.things import two_things
from rag.backends.extractive.trimmed import decided
from rag.backends.extractive.trimmed import told as trimmed
from rag.backends.extractive.whole import (
    carried_to,
    carried_to_event,
    completed,
    counted_on,
    result_in_row,
    stance_in_row,
)
from rag.backends.phrases import Phrases, phrases
from rag.clauses import clauses
from rag.decline import decline
from rag.fit import Candidate
from rag.kept import way_of
from rag.needs import needs_of
from rag.question import in_any_year, split
from rag.question.contrast import contrast
from rag.question.scope import in_scope, scopes_of
from rag.question.wording import asks_further
from rag.records import Context, Hit, Question
from rag.verdict import (
    OPENS,
    contradicts,
    denies_whole,
    falls_short,
    leaves_moment_open,
    moves_if_asked,
    only_in_part,
    only_planned,
    rests_on_movement,
    says_only,
    says_otherwise,
    says_verb,
    sums_up,
    tells_pay,
    tells_rank,
    tells_stated,
)
from rag.words import normalise

if TYPE_CHECKING:
    from embeddings.encoder import Encoder
    from rag.index.index import Index

COVERED = 0.5
"""What tells when by its section alone covers so much of the question."""
OUTCOME = 0.6
"""What was done is told where only the plan for it covers more, if it covers this part of that."""
NEAR = 0.75
"""What is offered beside a declining answer covers so much of the question."""
GROUPS = 6
"""Years and places given where the question leaves them open."""

_QUOTES = re.compile(r"[“\"『《]")
"""Stand around a term: where no passage has it, nothing else tells what it means."""
_MARK = re.compile(r"\[\d+\][。.]?$")
"""Ends a statement; a verdict has none."""
_RANK = re.compile(r"第几|排名|位次|\b(?:rank(?:s|ed|ing)?|what place)\b", re.I)
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
            said = with_the_larger(task, list(dict.fromkeys(said)))
        if not said:
            said = [decline(question, self.index.reports) if question.places else task.say.refusal(question)]
        said += [decline(one, self.index.reports) for one in unreported]
        return Excerpts(tuple(_each_once(said)), task.confidence)

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
        planned = (
            best
            and best.coverage >= NEAR
            and only_planned(question, best.passage.context.stance)
            and best.passage.context.years >= tuple(question.years)
            and not rests_on_movement(question)
        )
        return [_planned(question, task.say), task.statement(best)] if best and planned else []

    def changed(self, question: Question, hits: Sequence[Hit]) -> list[str]:
        """Answer by what a later report tells of a plan that was changed.

        Args:
            question: one whether a thing is opened or done in some year.
            hits: what was found for it, and after that what was found for any year.

        """
        if question.parts or question.places:
            return []
        task = self._task(question, hits)
        planned = next(iter(task.fitting), None)
        later = revised(task, planned) if planned else None
        return [task.say.verdict(question, yes=not contradicts(question, later.text)), later.statement] if later else []

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


def _each_once(said: Sequence[str]) -> list[str]:
    """Leave out what another statement says too, with more."""
    once = list(dict.fromkeys(said))
    told = [_MARK.sub("", one) for one in once]
    return [
        one
        for one, words in zip(once, told, strict=True)
        if not (_MARK.search(one) and any(words != other and words in other for other in told))
    ]


def _in_turn(tasks: Sequence[Task]) -> list[str]:
    """Answer several questions one after the other."""
    each = [[task.about(part) for part in split(task.question)] for task in tasks]
    alike = len({task.question.pairs for task in tasks}) == 1 and len({len(parts) for parts in each}) == 1
    if len(tasks) > 1 and alike and all(task.question.kind in ("figure", "other") for task in tasks):
        # Where several places or years are asked about, all of one goes before the next.
        return figures_in_turn([part for parts in zip(*each, strict=True) for part in parts])
    said: list[str] = []
    told: list[Candidate] = []
    for task in tasks:
        if owned := of_owner(task, told):
            said.append(task.statement(owned))
            continue
        if told and only_of_owner(task.question):
            said.append(task.say.missing(task.question))
            continue
        said += _of_head(task) or _answer(task)
        told = _done_when(task.question, task.fitting)[:1]
    return said


def _of_head(task: Task) -> list[str]:
    """Answer from the heads of the reports; decline where only they could tell and do not."""
    return from_head(task) or ([task.say.refusal(task.question)] if SPEAKER.search(task.question.text) else [])


def _answer(task: Task) -> list[str]:
    if told := supposed_figure(task):
        return told
    question, parts = task.question, split(task.question)
    if question.kind == "definition" and (told := defined(task)):
        return told
    tasks = [task.about(part) for part in parts]
    several = len(question.topics) == len(parts) > 1
    if several and (told := ahead_of_whole(task, tasks)):
        return told
    held = contrast(normalise(question.text)) if several else None
    if held and (told := two_things(task.about(replace(question, topics=(question.topic,))), tasks)):
        return told
    if held and (held.choice or held.difference) and not all(one.fitting for one in tasks):
        # Two things that one clause tells together (第一、第三产业) are looked for as one.
        whole = task.about(replace(question, topics=(question.topic,)))
        if whole.fitting and all(names_thing_of(one, tasks, whole.fitting[0]) for one in tasks):
            return _part(whole)
    beside = side_by_side(task, tasks) if len(parts) > 1 else None
    return _part(task) if beside is None else beside


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
    if question.kind == "list":
        fitting = [candidate for candidate in fitting if of_class(task, candidate)]
    if not fitting or enumerated(fitting[0].sentence) < asked_items(question):
        return []
    figures = question.text if question.kind == "figure" and not question.report_years else ""
    fitting = _all_there_are(task, _done_when(question, fitting))
    chosen = _of_same_thing(task, one_a_context(fitting, figures=figures))[:GROUPS] if task.open else fitting[:1]
    if question.kind == "yes_no":
        return _whether(task, chosen)
    carried = [_carried_on(candidate, question) for candidate in chosen]
    statements = _in_every_year(task, carried) if task.open else [_told_whole(task, candidate) for candidate in carried]
    # Of a question for something else, the figures that it states were held against the reports before.
    otherwise = contradicts if question.kind == "figure" else says_otherwise
    if len(chosen) == 1 and otherwise(question, fitting[0].text):
        return [say.corrected(), *statements]
    return statements


def _told_whole(task: Task, candidate: Candidate) -> str:
    """Say a window without the figures beside the one asked for, but with the clause that counts more of the same."""
    more = counted_on(candidate, task.question.unit)
    return task.statement(more) if more else trimmed(task, candidate)


def _of_same_thing(task: Task, chosen: list[Candidate]) -> list[Candidate]:
    """Leave out windows of other places that lack what is most telling in the question and stands in the best one: 青岭高铁."""
    best = max(chosen, key=lambda candidate: candidate.score)
    around = best.around
    held = [need for need in needs_of(task.question, task.index) if need.specific and need.touched_by(around)]
    most = max((need.weight for need in held), default=0.0)
    telling = [need for need in held if need.weight == most]
    place = best.passage.context.region
    return [
        c for c in chosen if c.passage.context.region == place or all(need.touched_by(c.around) for need in telling)
    ]


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
        [carried_to_event(carried_to(result_in_row(one, question), tells), question) for one in some]
        for some in (chosen, task.fitting)
    )
    enough = AS_COVERED * chosen[0].coverage
    telling = [c for c in fitting if c.coverage >= enough and tells_stated(question, c.text)]
    if not telling:
        return [say.unstated(), *map(task.statement, chosen)]
    chosen = [c for c in chosen if c in telling] if chosen[0] in telling else telling[:1]
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
    return [*filter(None, [_verdict(task, deciding)]), *(decided(task, one) for one in chosen)]


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
    """Say whether a window bears the question out; nothing where it tells of another figure, measure or moment."""
    question, say, text = task.question, task.say, said_of(task, deciding)
    if only_planned(question, stance_in_row(deciding)):
        return _planned(question, say)
    some = only_in_part(question, text)
    if deciding.passage.context.stance == "target" and not some and falls_short(question, planned_of(task, deciding)):
        return say.unsaid()
    if asks_of_plan(question.text) and (way := way_of(text)):
        return verdict_of(task, text, way)
    if asks_against_plan(question) and not judges(question, text):
        return say.unjudged()
    if denies_whole(question):
        return say.verdict(question, yes=only_in_part(question, text))
    own = own_words(task, deciding, text)
    if own and contradicts(question, own):
        return say.verdict(question, yes=False)
    other_scope = scopes_of(question.text) and not in_scope(question, deciding.text)
    if not own or other_scope or leaves_moment_open(question, text):
        return ""
    if some:
        return say.only_in_part()
    if sums_up(question, text):
        return say.summed_up()
    said = says_verb(question, text) and says_only(question, text) and tells_pay(question, text)
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
    tells = tells_points if asks_further(text) else tells_rank if _RANK.search(text) else None
    if task.question.kind != "figure" or not tells:
        return task.fitting
    enough = AS_COVERED * max((one.coverage for one in task.fitting), default=0.0)
    carried = (carried_to(one, tells) for one in task.fitting if one.coverage >= enough)
    told = [one for one in carried if tells(one.text)]
    return told or ([] if tells is tells_points and task.question.lang == "zh" else task.fitting)


def _opens(text: str) -> bool:
    return bool(OPENS.search(text))


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
