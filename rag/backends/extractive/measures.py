"""Find what is done for an end, a sentence each, beneath the heading that names the end: Task → Measures.

怎么稳住粮食生产       （二）稳住粮食生产               a heading, with the sentences of its section
                       稳住粮食生产。落实…。新建…。     a short sentence, with those behind it
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.backends.extractive.task import Task
from rag.clauses import sentences
from rag.needs import needs_of
from rag.records import Passage
from rag.words import normalise

COVERED = 0.75
"""A heading names the end asked about when it holds more of the question's words than this share."""
FEW = 2
"""Sentences that are told one by one, at least."""

_ASKS = re.compile(r"(?:怎么|怎样|如何)(?![样？?]|$)|措施|举措|办法|做法|行动|工作|做[了些什]|干[了什]")
_SAID_OF_ANY = re.compile(r"措施|举措|办法|做法|行动|工作|方面|采取|重点|主要|[做干抓]")
_SHORT = re.compile(r"[^\d，；、：。“]{4,14}")


@dataclass(frozen=True, slots=True)
class Measures:
    """Sentences of a passage that each tell what is done, and the heading or short sentence above them."""

    passage: Passage
    lead: str
    items: tuple[str, ...]


def measures(task: Task) -> Measures | None:
    """Find what is done for the end that a question names; None where it asks for none, or no heading names it."""
    needs = [need for need in needs_of(task.question, task.index) if not _SAID_OF_ANY.search(need.word)]
    total = sum(need.weight for need in needs)
    if not total or not _ASKS.search(task.question.text):
        return None
    best: tuple[float, Measures] | None = None
    for told in (told for hit in task.own if hit.passage.kind == "text" for told in _beneath(hit.passage)):
        covered = sum(need.weight for need in needs if need.met_by(normalise(told.lead))) / total
        if covered > COVERED and len(told.items) >= FEW and (best is None or covered > best[0]):
            best = (covered, told)
    return best[1] if best else None


def _beneath(passage: Passage) -> Iterator[Measures]:
    """Give the sentences beneath the last heading above a passage, and beneath each short one that leads over to them.

    One that stands in its paragraph leads over to no more than that.
    """
    heading = next(iter(passage.context.sections[-1:]), "")
    lead, items = heading, list[str]()
    for line in passage.text.splitlines():
        told = [line[slice(*span)].strip("。！ ") for span in sentences(line)]
        for i, sentence in enumerate(told):
            if _SHORT.fullmatch(sentence) and (i == 0 or not all(map(_SHORT.fullmatch, told[i + 1 :]))):
                yield Measures(passage, lead, tuple(items))
                lead, items = sentence, []
            else:
                items.append(sentence)
        if items and lead in told:
            yield Measures(passage, lead, tuple(items))
            lead, items = heading, []
    yield Measures(passage, lead, tuple(items))
