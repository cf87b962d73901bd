"""Gather the honours that a year's passages tell of, a clause each: Task → Honours.

获得哪些荣誉       获评百强区。…入选示范县。…荣获金奖
哪些国家级荣誉     those alone that say 全国 or 国家
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.backends.extractive.named import wanted_of
from rag.backends.extractive.task import Task
from rag.clauses import clauses, sentences
from rag.records import Passage

FEW, MANY = 2, 15
"""So many honours are a list, and no more are given."""

_HONOUR = re.compile(r"(?:荣誉|称号|奖项|表彰|奖)$")
_AWARDED = re.compile(r"(?<!争)获评|荣获|入选|入围|被评为|被授予|跻身|上榜|获(?!批|得感)[^，]{2,20}(?:奖|称号)")
_LEVELS = (("国家级|全国", "全国|国家|中国"), ("省级|全省", "省|自治区"), ("市级|全市", "全市|市级"))
"""Levels of honours as a question names them, and as their names show them."""


@dataclass(frozen=True, slots=True)
class Honours:
    """Clauses that tell of an honour each, and the passages they stand in."""

    passages: tuple[Passage, ...]
    items: tuple[str, ...]


def honours(task: Task) -> Honours | None:
    """Find the honours of the place and year asked about; None where none are asked for, or fewer than FEW are told of."""
    wanted = wanted_of(task.question)
    if not wanted or wanted.count or not _HONOUR.search(wanted.name) or task.open:
        return None
    shown = "|".join(shows for named, shows in _LEVELS if re.search(named, wanted.name))
    told = [
        (hit.passage, clause)
        for hit in sorted(task.own, key=lambda hit: hit.passage.span)
        if hit.passage.kind == "text"
        and hit.passage.context.stance == "achieved"
        and hit.passage.context.years in (task.question.periods or (hit.passage.context.years,))
        for sentence in sentences(hit.passage.text)
        for span in clauses(hit.passage.text, sentence)
        if _AWARDED.search(clause := hit.passage.text[slice(*span)]) and re.search(shown, clause)
    ][:MANY]
    if len(told) < FEW:
        return None
    passages = {passage.id: passage for passage, _ in told}
    return Honours(tuple(passages.values()), tuple(dict.fromkeys(clause for _, clause in told)))
