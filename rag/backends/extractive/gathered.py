"""Gather the clauses of a passage that each name one thing of the class a question asks for: Task → Gathered.

守住哪几条底线   严守耕地底线，…。严守安全底线，…。不碰生态底线。     each ends with the class
制定哪些条例     出台供水条例，…。修订养犬条例、停车条例，…          of each so much is told
筹建哪些机构     筹建陶瓷学院，…。推进园区扩建，筹建研究院。           each begins with the verb, a rare one
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.backends.extractive.members import counts_of, wanted_items
from rag.backends.extractive.named import wanted_of
from rag.backends.extractive.task import Task
from rag.clauses import clauses, sentences
from rag.needs import needs_of
from rag.opening import of_other_year
from rag.records import Passage, Question
from rag.words import normalise

COVERED = 0.3
"""The passage and its headings hold more of what else the question says than this share."""
RARE = 0.03
"""A verb is rare that no larger part of the passages holds."""
ADVERB_CHARS = 3

_VERB = re.compile(r"([一-龥]{2})了?哪(?:些|几)")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Clauses that name things of a class."""

    name: str
    passage: Passage
    items: tuple[str, ...]
    by_verb: bool
    """Whether they begin with the verb of the question, a rare one."""


def gathered(task: Task) -> Gathered | None:
    """Find the passage with the clauses that end with the class asked for; None where none has two."""
    wanted = wanted_of(task.question)
    if not wanted:
        return None
    verb = _rare_verb(task)
    number = wanted_items(task.question.text)
    kinds = tuple(part for part in wanted.name.split("、") if len(part) > 1)
    needs = [need for need in needs_of(task.question, task.index) if not any(need.word in kind for kind in kinds)]
    total = sum(need.weight for need in needs)
    best: tuple[float, Gathered] | None = None
    for hit in task.own:
        passage = hit.passage
        if passage.kind != "text":
            continue
        told = _clauses(task.question, passage)
        begun = tuple(clause for clause in told if begins(clause, verb))
        items = begun if len(begun) > 1 else tuple(one for one in told if kinds and normalise(one).endswith(kinds))
        around = normalise(" ".join([passage.text, *passage.context.sections]))
        covered = sum(need.weight for need in needs if need.touched_by(around)) / total if total else 1.0
        enough = len(items) > 2 or (len(items) > 1 and covered > COVERED)
        named = sum(counts_of(item)[0] for item in items)
        if enough and number in (0, named) and (best is None or covered > best[0]):
            best = (covered, Gathered(wanted.name, passage, items, len(begun) > 1))
    return best[1] if best else None


def _rare_verb(task: Task) -> str:
    """Give the verb right before 哪些 that few passages hold; empty where it is one such as 推进, which says little."""
    verb = verb_before(task.question.text)
    return verb if verb and task.index.document_frequency(verb) <= RARE * len(task.index) else ""


def verb_before(asked: str) -> str:
    """Give the two characters right before 哪些, a verb where they are one; empty where it does not say 哪些."""
    match = _VERB.search(normalise(asked))
    return match[1] if match else ""


def begins(clause: str, verb: str) -> bool:
    """Tell whether a clause begins with a verb, or with how it is done: 高水平办好."""
    return bool(verb) and 0 <= normalise(clause).find(verb) <= ADVERB_CHARS


def _clauses(question: Question, passage: Passage) -> list[str]:
    """Give the clauses of a passage, but those of another year than the one asked about."""
    text = passage.text
    spans = (span for sentence in sentences(text) for span in clauses(text, sentence))
    return [text[slice(*span)] for span in spans if not of_other_year(question, passage, span)]
