"""Answer several figures asked for one after the other: Task[] → statements.

What a later one leaves out stands in the one before (总投资多少，当年投多少？), and so does its answer: in the clauses behind.
A window is not given twice, and windows of one sentence are given together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.asked import Asked
from rag.backends.extractive.another import ALIKE
from rag.backends.extractive.task import AS_GOOD, TELLING, Task, leans, with_subject
from rag.english.proper import pinyin
from rag.figures.english import all_figures
from rag.figures.extract import figures, unit_kind
from rag.fit import Candidate
from rag.needs import MOVEMENT, Need, needs_of
from rag.question.wording import asks_reason, asks_rise
from rag.records import Question, short_name
from rag.verdict import tells_rank
from rag.windows import parsed
from rag.words import normalise

_QUOTE = re.compile(r"(?<=“).+(?=”)")
"""What an English fact quotes."""
_BODY = re.compile(r"^[^:]*: | \([^)]*\)\[\d+\].*$|\[\d+\].*$")
"""Stands around what an English fact tells: place, year and the printed words."""
_MOVED = re.compile(rf"同比|环比|{MOVEMENT.pattern}")
"""Asks how far a thing moved, and names none."""
_ROSE = re.compile(
    r"(?:同比|[比较](?:上年|去年|原来|以前|之前|20\d\d年))?(?:再|又|还|共)?"
    r"(?:增[^至到为达]?|提[高升]|上[升涨调]|涨|下[降调]|降低?|减[少产收]?|多|少|扩大|缩[小短])(?:了|约|近|超过?)*\d"
)
"""Tells by how much a thing moved, and not what it came to."""
_REASON = re.compile(r"因为?(?!此|地|城|村|企|人|势|时)|由于|原因|受[^，。；]{2,16}影响|系[^，。；]{2,20}所致")
"""Tells why something came about."""
_AMOUNT_OF = re.compile(r"[一-龥]{2,}(?=[量额数]$)")
"""What reports say of an amount before its figure: 年产800吨 for 年产量."""
RISE_CLAUSES = 4
"""By how much a thing moved is told in so many clauses from where it is named."""
TOGETHER_CHARS = 160
"""Windows of one sentence are given as one up to so many characters."""


def figures_in_turn(tasks: Sequence[Task]) -> list[str]:
    """Say the best window of each task that tells something new, in the order of the tasks."""
    if tasks[0].question.lang == "en":
        return _facts_in_turn(tasks)
    chosen: list[tuple[Task, Candidate]] = []
    missing: list[Task] = []
    grows = any(task.question.owner and Asked(task.question).growth for task in tasks)
    for number, task in enumerate(tasks):
        said = [candidate for _, candidate in chosen]
        owned = of_owner(task, said)
        if any(
            _ends_inside(owned, candidate) if owned else _told_too(task, tasks[:number], candidate)
            for candidate in said
        ):
            continue
        amount = grows and not Asked(task.question).growth
        best = owned or _unowned(task, said, amount=amount)
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


def of_owner(task: Task, told: Sequence[Candidate]) -> Candidate | None:
    """Give the window nearest to one told that answers a later question about what the one before names."""
    if task.question.owner and asks_rise(task.question.text):
        return _risen(task, told)
    if task.question.owner and asks_reason(task.question.text):
        return _reason(task, told)
    asked = Asked(task.question)
    own = [need for need in _own_needs(task) if len(need.word) > 1 and not _MOVED.fullmatch(need.word)]
    named = own or any(need.specific for need in needs_of(task.question, task.index))
    if not task.question.owner or not (
        own or asked.unit or task.question.kind == "when" or (asked.narrow and not named)
    ):
        return None
    near = [
        (_apart(one, before), one)
        for before in told
        for one in task.rated
        if _same_sentence(one, before)
        and asked.total(normalise(one.text)) >= 0
        and all(_named(need, normalise(one.text)) for need in own)
        and (asked.dated(one.text) if task.question.kind == "when" else _holds(one, task))
    ]
    best = min(near, key=lambda pair: (*pair[0], -pair[1].score), default=None)
    return with_subject(best[1]) if best else None


def only_of_owner(question: Question) -> bool:
    """Tell whether only what is told of the thing before answers a later question: how far that moved, or why."""
    return bool(question.owner) and (asks_rise(question.text) or asks_reason(question.text))


def _risen(task: Task, told: Sequence[Candidate]) -> Candidate | None:
    """Give the window that tells by how much the thing told of last moved, in its sentence or wherever else it is named."""
    telling = _owner_needs(task)
    like = (one for one in task.rated if any(_like(one, before) for before in told[-1:]))
    led = [window for one in like if (window := _led_to_rise(one, telling))]
    return min(led, key=lambda one: not _same_sentence(one, told[-1]), default=None)


def _led_to_rise(one: Candidate, owner: Sequence[Need]) -> Candidate | None:
    """Give the window from the clause that names the owner to the one that tells its rise, if no other thing stands between."""
    read, window = parsed(one.passage.text), one.window
    rose = _ROSE.search(read[window.last].plain)
    if not rose:
        return None
    for first in range(window.last, max(window.last - RISE_CLAUSES, -1), -1):
        clause = read[first]
        if clause.sentence != read[window.last].sentence:
            return None
        if all(need.touched_by(clause.plain) for need in owner):
            return replace(one, window=replace(window, first=first, span=(clause.span[0], window.span[1])))
        if rose.start() or (first < window.last and any(unit_kind(one.unit) != "time" for one in clause.figures)):
            return None
    return None


def _reason(task: Task, told: Sequence[Candidate]) -> Candidate | None:
    """Give the sentence that tells why the thing told of last came about so, beside it before elsewhere in its report."""
    telling = _owner_needs(task)
    found = [
        one
        for one in task.rated
        if any(one.passage.context.years == before.passage.context.years for before in told[-1:])
        and _REASON.search(one.text)
        and any(need.touched_by(normalise(one.sentence)) for need in telling)
    ]
    best = min(found, key=lambda one: one.passage.id != told[-1].passage.id, default=None)
    if best is None or len(best.sentence) > TOGETHER_CHARS:
        return best
    read, number = parsed(best.passage.text), best.window.last
    last = max(k for k in range(number, len(read)) if read[k].sentence == read[number].sentence)
    span = (best.window.sentence[0], read[last].span[1])
    return replace(best, window=replace(best.window, last=last, span=span))


def _owner_needs(task: Task) -> list[Need]:
    """Give what is telling in the name of the thing that the question before is about."""
    owner = replace(task.question, text=task.question.owner, topic=task.question.owner)
    needs = [need for need in needs_of(owner, task.index) if need.specific and need.used]
    least = TELLING * max((need.weight for need in needs), default=0.0)
    return [need for need in needs if need.weight >= least]


def _like(one: Candidate, other: Candidate) -> bool:
    """Tell whether two windows are of the same years and stance."""
    this, that = one.passage.context, other.passage.context
    return (this.region, this.years, this.stance) == (that.region, that.years, that.stance)


def _named(need: Need, text: str) -> bool:
    """Tell whether a normalised text names what is needed, or tells its figure right behind the verb that it is made of."""
    match = _AMOUNT_OF.match(need.word)
    return need.touched_by(text) or bool(match and re.search(rf"{match.group()}[超近约达]*\d", text))


def _beside(task: Task, told: Sequence[Candidate]) -> Candidate | None:
    """Give a window of a sentence told already that names what a later question counts, though that alone is not sure enough."""
    things = [need for need in needs_of(task.question, task.index) if need.head]
    return next(
        (
            one
            for one in task.rated
            if things
            and all(need.met_by(one.clauses[-1].plain) for need in things)
            and any(_same_sentence(one, before) and not _ends_inside(one, before) for before in told)
        ),
        None,
    )


def _holds(one: Candidate, task: Task) -> bool:
    """Tell whether a window ends in a figure of the unit asked for; where it is asked how far a thing moved, in that of it."""
    asked, last = Asked(task.question), one.clauses[-1]
    if asked.growth:
        named = (
            need for need in needs_of(task.question, task.index) if need.specific and not _MOVED.fullmatch(need.word)
        )
        of_it = leans(last.plain) or any(need.touched_by(last.plain) for need in named)
        if not of_it or not MOVEMENT.search(last.plain):
            return False
    return any(not asked.unit or figure.unit == asked.unit for figure in asked.told(last.figures))


def _apart(one: Candidate, told: Candidate) -> tuple[int, int, bool]:
    """Tell how far a window reaches from one that is told, in breaks between things and in clauses, and whether before it."""
    (start, end), (first, last) = one.window.span, told.window.span
    breaks = one.passage.text[min(end, last) : max(start, first)].count("；")
    before, behind = told.window.first - one.window.first, one.window.last - told.window.last
    return breaks, max(before, behind, 0), before > 0


def _facts_in_turn(tasks: Sequence[Task]) -> list[str]:
    """Say one fact a task, since in English a window tells no more than the one asked for; not what another quotes too."""
    said: list[str] = []
    chosen: list[Candidate] = []
    missing: list[Task] = []
    for number, task in enumerate(tasks):
        leans = number > 0 and not _names_place(task)
        if leans and any(_tells_too(task, candidate, fact) for candidate, fact in zip(chosen, said, strict=True)):
            continue
        behind = list(_behind(task, chosen)) if leans else []
        told = ((one, task.statement(one)) for one in (*behind, *task.fitting))
        if new := next(((one, fact) for one, fact in told if fact not in said), None):
            chosen.append(new[0])
            said.append(new[1])
        elif not task.fitting and not (leans and any(_tells_more(task, one, number) for one in chosen)):
            missing.append(task)
    once = [fact for fact in said if not any(fact != other and _says_as_well(other, fact) for other in said)]
    return [*once, *(task.say.missing(task.question) for task in missing)] if said else []


def _says_as_well(one: str, fact: str) -> bool:
    """Tell whether a fact says all that another does: what is said before the quote of that too, unless it quotes more instead."""
    if not (match := _QUOTE.search(fact)):
        return _BODY.sub("", fact) in one
    return match.group() in one and (fact[: match.start()] in one or ": “" in one)


def _names_place(task: Task) -> bool:
    """Tell whether the words of a task's question name its place themselves."""
    return any(pinyin(short_name(region)) in task.question.text for region in task.question.regions)


def _own_needs(task: Task) -> list[Need]:
    """Give what the words of a later question itself name, beside what it takes up from the one before."""
    text = normalise(task.question.text)
    return [
        need
        for need in needs_of(task.question, task.index)
        if need.specific and (need.used or _AMOUNT_OF.match(need.word)) and need.word in text
    ]


def _tells_too(task: Task, told: Candidate, fact: str) -> bool:
    """Tell whether a clause told in full already holds what a later question names, and figures of its kind for both."""
    own, plain = _own_needs(task), _quoted(told, fact)
    wanted = Asked(task.question).told(tuple(figures(plain)))
    return len(wanted) > 1 and bool(own) and all(need.met_by(plain) for need in own)


def _quoted(told: Candidate, fact: str) -> str:
    """Give what a fact quotes, or the window that it says in English with each of its figures."""
    if quote := _QUOTE.search(fact):
        return normalise(quote.group())
    window = normalise(told.text)
    said = {figure.value for figure in all_figures(normalise(_BODY.sub("", fact)))}
    return window if all(figure.value in said for figure in figures(window)) else ""


def _tells_more(task: Task, told: Candidate, tasks: int) -> bool:
    """Tell whether a window told for the tasks before holds a further figure, which may be the one asked for."""
    figures = Asked(task.question).told(tuple(one for clause in told.clauses for one in clause.figures))
    return len(figures) > tasks


def _behind(task: Task, told: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give the windows of sentences told already that answer a later question which leans on the first.

    It names what they hold (of them enterprises), or only asks for a figure of another kind (and how much did it cost).
    """
    own, asked = _own_needs(task), Asked(task.question)
    for before in told:
        for one in sorted(task.rated, key=lambda one: (one.window.last - one.window.first, -one.score)):
            text = normalise(one.text)
            if asked.aspect == "rank":
                answers = tells_rank(text)
            elif own:
                answers = any(need.touched_by(text) for need in own)
            else:
                answers = bool(asked.unit) and not _ends_inside(one, before)
            if answers and _same_sentence(one, before):
                yield one


def _told_beside(task: Task, told: Candidate) -> bool:
    """Tell whether a window told for a later task holds the best one for this, which alone was not sure enough.

    It must name what is counted, or something like it.
    """
    best = next(iter(task.rated), None)
    if best is None or not _ends_inside(best, told):
        return False
    text, things = normalise(told.text), [need for need in needs_of(task.question, task.index) if need.head]
    touched = any(need.touched_by(text) for need in things)
    return touched or not things or bool(task.alike.nearest([text], things).max() >= ALIKE)


def _unowned(task: Task, told: Sequence[Candidate], *, amount: bool) -> Candidate | None:
    """Give the best window for what is not told of the thing before; how far that moved, or why, no other one tells."""
    if told and only_of_owner(task.question):
        return None
    return _best(task, told, amount=amount) or _beside(task, told)


def _best(task: Task, told: Sequence[Candidate], *, amount: bool) -> Candidate | None:
    """Give the best window that is not told yet; one behind what is told where it is nearly as good.

    Where growth is asked for besides, one that tells an amount goes before.
    """
    new = [one for one in task.fitting if not any(_ends_inside(one, other) for other in told)]
    new = [one for one in new if _of_its_owner(task, one, told)]
    if amount:
        new = [
            one for one in new if any(unit_kind(figure.unit) != "share" for figure in one.clauses[-1].figures)
        ] or new
    behind = [one for one in new if any(_same_sentence(one, other) for other in told)]
    if behind and behind[0].score >= new[0].score - AS_GOOD:
        return behind[0]
    return new[0] if new else None


def _of_its_owner(task: Task, one: Candidate, told: Sequence[Candidate]) -> bool:
    """Tell whether a window for what is only told of another thing names that thing, or stands where it is told of."""
    owner = task.question.owner
    if not owner or task.question.topic.startswith(owner) or any(_same_sentence(one, other) for other in told):
        return True
    text, around = normalise(one.text), one.around
    named = needs_of(replace(task.question, text=owner, topic=owner, expansions=()), task.index)
    if any(need.specific and len(need.word) > 1 and need.touched_by(around) for need in named):
        return True
    beside = any(one.passage.id == other.passage.id for other in told)
    return beside and any(need.touched_by(text) for need in _own_needs(task))


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
