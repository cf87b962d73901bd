"""Tell whether one thing exceeds another that is named, not counted: 风电装机已经比水电多了吗.

The clause that says so (首次超过水电) may stand some clauses behind the one that names what it is said of. Where none
does, the figures of both tell, if one passage has them; else no verdict is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

from rag.backends.extractive.task import Task
from rag.clauses import clauses, sentences
from rag.compare import aspect_of
from rag.needs import MOVEMENT, Need, needs_of
from rag.question.rival import LESS, MORE, Rival, claim_in_chinese, rival
from rag.records import Figure, Hit, Span
from rag.words import normalise, words

_GROWTH = re.compile(r"增速|增长|增幅|涨幅|[快慢](?=了|吗|[，？?]|$)")
_TOLD = 0.5
"""A clause is of the thing asked about when it holds so much of what names that."""
_GOES_ON = re.compile(
    rf"(?:其中|且|并|均|都|也|累计|总[量数额]|数量|规模|占|已|连续|分别|首次|年均|同比|比上年|较上年|增速|增幅|涨幅|增量|总量|(?:增长|下降|提高|提升|完成|实现|达到?|突破)(?=[\d超近约])|{MORE}|{LESS}|位?居|位?列)"
)
"""Begins a clause that goes on about the thing that the one before names."""


def against_rival(task: Task) -> list[str]:
    """Give the verdict with what says which of two is the larger; nothing where that is not asked, or not told."""
    text = claim_in_chinese(task.question)
    asked = rival(text) if task.question.kind == "yes_no" else None
    if not asked:
        return []
    before = normalise(text[: asked.start])
    needs = [need for need in needs_of(task.question, task.index) if need.specific and _stands(need, before)]
    said = _told(task, asked, needs)
    if not said and not asked.whole:
        counted = (_counted(task, hit, text[: asked.start], asked.full, more=asked.more) for hit in task.own)
        said = next(filter(None, counted), [])
    of_it = (one for one in task.fitting if _held(needs, normalise(one.text)) >= _TOLD)
    unsaid = [task.say.unsaid() + task.statement(one) for one in islice(of_it, 1)]
    return said or unsaid or [task.say.refusal(task.question)]


def _stands(need: Need, before: str) -> bool:
    """Tell whether a need stands in the words before, an English one as what it is called in Chinese."""
    return need.word in before or (need.word.isascii() and any(term in before for term in need.terms))


def _held(needs: Sequence[Need], text: str) -> float:
    """Give how much of what names the thing asked about a text holds, from 0 to 1."""
    whole = sum(need.weight for need in needs)
    return sum(need.weight for need in needs if need.touched_by(text)) / whole if whole else 0.0


def _counted(task: Task, hit: Hit, subject: str, rival: str, *, more: bool) -> list[str]:
    """Compare the figures that a passage tells of both, of the kind asked for: how far they grew, or how large they are."""
    own, other = set(words(subject)), set(words(rival))
    growth = bool(_GROWTH.search(claim_in_chinese(task.question)))
    rows = [
        row for row in task.index.figures([task.index.row_of(hit.passage)]) if (aspect_of(row) == "growth") == growth
    ]
    theirs = [row for row in rows if _names(row, other - own)]
    mine = [row for row in rows if _names(row, own - other) and row not in theirs]
    mine.sort(key=lambda row: -sum(word in normalise(row.indicator) for word in own))
    for one, two in product(mine, theirs):
        if _kind(one) == _kind(two) and set(words(one.indicator)) & set(words(two.indicator)):
            yes = one.value > two.value if more else one.value < two.value
            said = dict.fromkeys(_part(hit.passage.text, row.place[0]) for row in (one, two))
            number = task.number(hit.passage)
            return [
                task.say.verdict(task.question, yes=yes),
                *(task.say.statement(hit.passage.context, text, number) for text in said),
            ]
    return []


def _part(text: str, place: int) -> str:
    """Give what stands around a place up to the next full stop or semicolon: subject and figures together."""
    return next(part.group().strip() for part in re.finditer(r"[^；。\n]+", text) if part.end() > place)


def _kind(row: Figure) -> tuple[str, tuple[int, ...], str]:
    return row.unit, row.years, row.stance


def _names(row: Figure, distinct: set[str]) -> bool:
    return any(word in normalise(row.indicator) for word in distinct if not MOVEMENT.fullmatch(word))


def _told(task: Task, asked: Rival, needs: Sequence[Need]) -> list[str]:
    """Give the clause that says of the thing asked about that it is the larger or smaller, if one does."""
    names = "|".join(re.escape(name) for name in (asked.name, asked.asked))
    says = re.compile(rf"(?P<denied>[未没不]有?)?(?:(?P<more>{MORE})|{LESS})(?:{names})")
    found = max(
        (one for n, hit in enumerate(task.own) for one in _saying(hit, says, needs, n)),
        key=lambda one: one[0],
        default=None,
    )
    if not found or found[0][0] < _TOLD:
        return []
    _, hit, (start, end), said = found
    larger = (said["more"] is None) == (said["denied"] is not None)
    told = task.say.statement(hit.passage.context, hit.passage.text[start:end], task.number(hit.passage))
    return [task.say.verdict(task.question, yes=larger == asked.more), told]


def _saying(
    hit: Hit, says: re.Pattern[str], needs: Sequence[Need], rank: int
) -> Iterator[tuple[tuple[float, int], Hit, Span, re.Match[str]]]:
    """Give each clause that says so, from the one that names what it says it of, with how much of the needs that one meets."""
    text = hit.passage.text
    for sentence in sentences(text):
        parts = clauses(text, sentence)
        for i, part in enumerate(parts):
            if not (said := says.search(text[slice(*part)])):
                continue
            first = i
            while first and _GOES_ON.match(text[slice(*parts[first])]):
                first -= 1
            named = normalise(text[parts[first][0] : part[0] + said.start()])
            yield (_held(needs, named), -rank), hit, (parts[first][0], part[1]), said
