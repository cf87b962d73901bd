"""Answer how far several things are ahead of the whole that a place is part of: Task[] → statements.

甲业增长7%，高于全国2个百分点；乙业增长8%，高于全国1个百分点   →   甲业增速高于全国更多, though 乙业 grew the faster
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from rag.backends.extractive.rows import row_of
from rag.backends.extractive.task import TELLING, Task, leans
from rag.compare import aspect_of
from rag.fit import Candidate
from rag.needs import needs_of
from rag.question.choice import choice
from rag.windows import Clause, parsed
from rag.words import normalise

_WHOLE = r"(?P<whole>全[国省市区县])(?:平均)?(?:水平|增速)?"
_ASKED = re.compile(
    rf"(?:领先于?|高[于出]|快于|超[过出]|好于|跑赢|低于|慢于|落后于?){_WHOLE}|比{_WHOLE.replace('whole', 'than')}的?[高快多低慢]"
)
_GAP = re.compile(
    rf"(?:领先于?|高[于出]|快于|超[过出]|(?P<behind>低于|慢于|落后于?)){_WHOLE}(?P<points>\d[\d.]*)个?百分点|"
    rf"比{_WHOLE.replace('whole', 'than')}(?:[高快]|(?P<less>[低慢]))(?:出|了)?(?P<more>\d[\d.]*)个?百分点"
)
CARRIED = 2
"""How far a thing is ahead stands in so many clauses behind the one that names it."""


def ahead_of_whole(task: Task, parts: Sequence[Task]) -> list[str]:
    """Say of each thing how far it is ahead of the whole, and first which is the farther where that is asked.

    Returns: nothing where that is not asked, or told of none.

    """
    text = normalise(task.question.text)
    asked = _ASKED.search(text)
    if not asked or task.question.lang != "zh":
        return []
    told = [next(_told_gaps(part, asked["whole"] or asked["than"]), None) for part in parts]
    if not any(told):
        return []
    said = [
        part.statement(one[0]) if one else part.say.missing(part.question)
        for part, one in zip(parts, told, strict=True)
    ]
    found = [one for one in told if one]
    chosen = choice(text.replace(asked.group(), ""))  # of 高于全国更多, only 更多 tells which is asked for
    if not chosen or not len(parts) == len(found) == 2 or found[0][1] == found[1][1]:
        return said
    place = 0 if chosen.of(found[0][1], found[1][1])[0] else 1
    row = row_of(parts[place], found[place][0])
    name = f"{row.name}{'增速' if aspect_of(row) == 'growth' else ''}" if row else parts[place].question.topic
    name = _ASKED.sub("", name)
    more = found[place][1] > found[1 - place][1]
    lead = task.say.larger(f"{name}{asked.group()}", "多" if more else "少", "百分点", less=not more)
    return [f"{lead.strip()}\n", *(f"- {one.strip()}\n" for one in said)]


def _told_gaps(part: Task, whole: str) -> Iterator[tuple[Candidate, Decimal]]:
    """Give the windows from a clause that names a thing to the one that tells how far it is ahead, with the points."""
    topic = _ASKED.sub(" ", normalise(part.question.topic))
    needs = [need for need in needs_of(replace(part.question, topic=topic), part.index) if need.specific]
    least = TELLING * max((need.weight for need in needs), default=0.0)
    telling = [need for need in needs if need.weight >= least]
    for one in part.rated:
        read = parsed(one.passage.text)
        for first in range(one.window.last, one.window.first - 1, -1):
            named = read[first].plain
            if leans(named) or not all(need.touched_by(named) for need in telling):
                continue
            for last in range(first, min(first + CARRIED + 1, len(read))):
                clause = read[last]
                if clause.sentence != read[first].sentence or (last > first and not leans(clause.plain)):
                    break
                gap = _GAP.search(clause.plain)
                if gap and whole in (gap["whole"], gap["than"]):
                    points = Decimal(gap["points"] or gap["more"])
                    yield _window(one, read, first, last), -points if gap["behind"] or gap["less"] else points
                    break


def _window(one: Candidate, read: Sequence[Clause], first: int, last: int) -> Candidate:
    span = (read[first].span[0], read[last].span[1])
    return replace(one, window=replace(one.window, first=first, last=last, span=span))
