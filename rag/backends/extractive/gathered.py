"""Gather the clauses of a passage that each name one thing of the class a question asks for: Task → Gathered.

守住哪几条底线   严守耕地底线，…。严守安全底线，…。不碰生态底线。     each ends with the class
制定哪些条例     出台供水条例，…。修订养犬条例、停车条例，…          of each so much is told
"""

from __future__ import annotations

from dataclasses import dataclass

from rag.backends.extractive.members import counts_of, wanted_items
from rag.backends.extractive.named import wanted_of
from rag.backends.extractive.task import Task
from rag.clauses import clauses, sentences
from rag.needs import needs_of
from rag.records import Passage
from rag.words import normalise

COVERED = 0.3
"""The passage and its headings hold more of what else the question says than this share."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Clauses that name things of a class."""

    name: str
    passage: Passage
    items: tuple[str, ...]


def gathered(task: Task) -> Gathered | None:
    """Find the passage with the clauses that end with the class asked for; None where none has two."""
    wanted = wanted_of(task.question)
    if not wanted:
        return None
    number = wanted_items(task.question.text)
    kinds = tuple(part for part in wanted.name.split("、") if len(part) > 1)
    ends = tuple(kind[-2:] for kind in kinds)
    needs = [need for need in needs_of(task.question, task.index) if not any(need.word in kind for kind in kinds)]
    total = sum(need.weight for need in needs)
    best: tuple[float, Gathered] | None = None
    for hit in task.own:
        passage = hit.passage
        if passage.kind != "text":
            continue
        items = tuple(
            passage.text[slice(*span)]
            for sentence in sentences(passage.text)
            for span in clauses(passage.text, sentence)
            if normalise(passage.text[slice(*span)]).endswith(ends)
        )
        named = sum(counts_of(item)[0] for item in items)
        around = normalise(" ".join([passage.text, *passage.context.sections]))
        covered = sum(need.weight for need in needs if need.touched_by(around)) / total if total else 1.0
        enough = covered > COVERED or len(items) > 2
        if len(items) > 1 and number in (0, named) and enough and (best is None or covered > best[0]):
            best = (covered, Gathered(wanted.name, passage, items))
    return best[1] if best else None
