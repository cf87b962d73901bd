"""Give the list a question asks for: from headings, from an enumeration, or from the sentence that names the things."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.backends.extractive.task import Task
from rag.numerals import read_number
from rag.records import Hit, Passage, Question
from rag.words import normalise, words

COVERED = 0.5
"""A heading announces the list asked for when it holds more of the question's words than this share."""
LIST_CHARS = 340
"""Running text given for a list that no heading or enumeration holds."""

_ITEM = re.compile(r"[；\n]")
_ENUMERATES = re.compile(r"^(?P<intro>.{4,60}?)[：:](?P<items>[^：:]+；.+)$", re.S)
_COUNT = re.compile(r"([一二两三四五六七八九十]{1,3}|\d{1,3})(?=个|项|大|条|方面|件)")


def listed(task: Task) -> list[str]:
    """Give the list asked for; nothing where none is found."""
    structure = _structure(task.question, task.own)
    if structure:
        intro, items = _parts(structure.passage)
        context = structure.passage.context
        return [task.say.listing(context, _announcement(intro), items, task.number(structure.passage))]
    fitting = task.fitting
    if not fitting or (task.open and len({c.passage.report_id for c in fitting[:5]}) > 1):
        return []
    best = fitting[0]
    if enumerated(best.sentence) < asked_items(task.question):
        return []
    sentence = best.sentence.strip("。\n ")
    context, number = best.passage.context, task.number(best.passage)
    if enumerates := _ENUMERATES.match(sentence):
        items = [item.strip() for item in _ITEM.split(enumerates["items"]) if item.strip("，, ")]
        return [task.say.listing(context, enumerates["intro"], items, number)]
    return [task.say.statement(context, sentence if len(sentence) <= LIST_CHARS else best.text, number)]


def asked_items(question: Question) -> int:
    """Give how many things a question wants named: 那13件实事都是什么; 0 where it does not say."""
    counted = _COUNT.search(question.text) if question.kind == "list" else None
    return read_number(counted.group()) - 1 if counted and read_number(counted.group()) > 2 else 0


def enumerated(text: str) -> int:
    """Give how many things a sentence enumerates at most."""
    return max(len(re.findall(r"[、与和及]", text)), len(re.findall(r"[；，]", text))) + 1


def _structure(question: Question, hits: Sequence[Hit]) -> Hit | None:
    """Find the outline or enumeration whose heading the question asks for, if one does."""
    asked = {word for word in words(question.topic) if len(word) > 1 or word.isascii()}
    asked = {word for word in asked if not any(word != other and word in other for other in asked)}
    counted = _COUNT.search(question.text)
    best: tuple[float, Hit] | None = None
    for hit in hits:
        if hit.passage.kind not in ("outline", "items") or not asked:
            continue
        intro, items = _parts(hit.passage)
        held = [word in normalise(intro) or all(word in normalise(item) for item in items) for word in asked]
        covered = sum(held) / len(asked)
        announced = [read_number(match.group()) for match in _COUNT.finditer(intro)]
        if counted and (
            read_number(counted.group()) in announced or (not intro and read_number(counted.group()) == len(items))
        ):
            covered += 0.5
        if hit.passage.context.years in question.periods:
            covered += 0.1
        if covered > COVERED and len(items) > 1 and (best is None or covered > best[0]):
            best = (covered, hit)
    return best[1] if best else None


def _parts(passage: Passage) -> tuple[str, list[str]]:
    """Part an outline or enumeration into the words before its items, and the items."""
    if passage.kind == "outline" and "：\n" in passage.text:
        intro, _, rest = passage.text.rpartition("：\n")
    else:
        first = re.search(r"[（(]1[）)]|①|一是|(?<=[。：])1[.．、]", passage.text)
        start = first.start() if first else 0
        intro, rest = passage.text[:start].rstrip("：:，。"), passage.text[start:]
    return intro, [item.strip("。 ") for item in _ITEM.split(rest) if item.strip("。 ")]


def _announcement(intro: str) -> str:
    """Give the clause that announces a list: the last one with its count, else the last sentence."""
    last = [sentence for sentence in re.split(r"[。\n]", intro) if sentence][-1:]
    clauses = re.split(r"[，,：:]", last[0]) if last else [""]
    counted = [clause for clause in clauses if _COUNT.search(clause)]
    return (counted[-1] if counted else last[0] if last else "").strip()
