"""Tell whether one thing exceeds another that is named, not counted: 风电装机已经比水电多了吗.

The clause that says so (首次超过水电) may stand some clauses behind the one that names what it is said of. Where none
does, the figures of both tell, if one passage has them; else no verdict is given.
"""

from __future__ import annotations

import re
from itertools import chain, product

from rag.backends.extractive.task import Task
from rag.clauses import clauses, sentences
from rag.compare import aspect_of
from rag.figures.extract import figures
from rag.needs import MOVEMENT, needs_of
from rag.periods import periods
from rag.records import Figure, Hit
from rag.words import normalise, words

_ASKS = re.compile(
    r"(?:比(?P<than>[一-龥]{2,10}?)(?:还|都|更|要)?(?:[多高大快强](?P<more>)|[少低小慢])|"
    r"(?:超过|超出|多于|高于|大于|快于|反超)(?P<other>[一-龥]{2,8}?))(?=了|吗|没|[，？?]|$)"
)
_MORE = r"(?:超过|超出|超越|多于|高于|大于|快于|反超|领先)"
_LESS = r"(?:低于|少于|小于|慢于|落后于?|不及|不足)"
_GROWTH = re.compile(r"增速|增长|增幅|涨幅|[快慢](?=了|吗|[，？?]|$)")
_TARGET = re.compile(r"目标|计划|预期|任务|预算")


def against_rival(task: Task) -> list[str]:
    """Give the verdict with what says which of two is the larger; nothing where that is not asked, or not told."""
    asked = _ASKS.search(task.question.text) if task.question.kind == "yes_no" else None
    rival = (asked["than"] or asked["other"]) if asked else ""
    if not asked or not rival or _TARGET.search(rival) or periods(rival, None) or figures(rival):
        return []
    more = asked["than"] is None or asked["more"] is not None
    subject = task.question.text[: asked.start()]
    told = (_told(task, hit, rival, more=more) for hit in task.own)
    counted = (_counted(task, hit, subject, rival, more=more) for hit in task.own)
    said = next(filter(None, chain(told, counted)), [])
    return said or [task.say.unsaid() + task.statement(one) for one in task.fitting[:1]]


def _counted(task: Task, hit: Hit, subject: str, rival: str, *, more: bool) -> list[str]:
    """Compare the figures that a passage tells of both, of the kind asked for: how far they grew, or how large they are."""
    own, other = set(words(subject)), set(words(rival))
    growth = bool(_GROWTH.search(task.question.text))
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


def _told(task: Task, hit: Hit, rival: str, *, more: bool) -> list[str]:
    text = hit.passage.text
    needs = [n for n in needs_of(task.question, task.index) if n.specific and n.weight > 1 and n.word not in rival]
    for sentence in sentences(text):
        parts = clauses(text, sentence)
        for i, (start, end) in enumerate(parts):
            said = re.search(
                rf"(?P<denied>[未没不]有?)?(?:(?P<more>{_MORE})|{_LESS}){re.escape(rival)}", text[start:end]
            )
            if not said:
                continue
            named = [(sum(n.weight for n in needs if n.met_by(normalise(text[a:b]))), a) for a, b in parts[: i + 1]]
            weight, first = max(named)
            if weight:
                larger = (said["more"] is None) == (said["denied"] is not None)
                said_so = task.say.statement(hit.passage.context, text[first:end], task.number(hit.passage))
                return [task.say.verdict(task.question, yes=larger == more), said_so]
    return []
