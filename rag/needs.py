"""Tell what a question needs: Question → Need[], the words that a passage must hold, each with its weight.

Not here: how well a clause meets them (fit.py).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.figures.extract import is_unit
from rag.figures.indicators import is_name, spelt_out
from rag.figures.naming import MEASURE
from rag.movement import only_moves
from rag.records import Question
from rag.words import normalise, words

if TYPE_CHECKING:
    from rag.index.index import Index

UNKNOWN = 1.5
"""Weight of a word that no passage holds: the asker may only call it otherwise."""
MINOR = 0.5
"""Weight of a word such as 规模 or 达到, that nearly every clause has, of whatever indicator."""
TERM_CHARS = 2
"""Longer parts of what reports call an English word tell that it is spoken of."""
VERB_CHARS = 2
"""Of a verb that may stand before its thing: 改造, 建设."""
VERB = 0.5
"""What verbs and adjectives count of their weight; nouns and names count in full, other words nothing."""

_GENERIC = re.compile(
    r"变化|情况|表现|数量|规模|数字?|金额|比例|占比|比重|幅度|方面|东西|名字|名称|地方|水平|程度|指标|"
    r"总量|总数|总额|达到|完成|实现|新增|目标|计划|任务|实际|工作|全年|结果|内容|作用|方向|问题|时候|单位|"
    r"percent|share|number|amount|total|level|growth|increase"
)
MOVEMENT = re.compile(
    r"增长率?|增速|下降|提高|改善|上升|减少|增加|增幅|涨幅?|下滑|"
    r"growth|increase[sd]?|decrease[sd]?|gr[eo]wn?|grows|growing|rise[sn]?|rose|f[ae]ll|falls|fallen|drop(?:s|ped)?|declined?|faster|slower|higher|lower"
)
"""Nearly every clause moves up or down, of whatever indicator: movement is no part of what is asked about."""


@dataclass(frozen=True, slots=True)
class Need:
    """A word of the question, or what reports call the same."""

    word: str
    terms: tuple[str, ...]
    weight: float
    """Rare words weigh more (inverse document frequency), nouns more than verbs."""
    specific: bool
    """Whether it names something, rather than being said of anything, as 规模 is."""
    used: bool
    """Whether any passage holds the word, or one of the terms."""
    known: bool
    """Whether it is a term of the field: of the lexicon, or the name of an indicator."""
    name: bool
    """Whether it names one thing alone: a place, a firm, a quoted term, or words with figures in them."""
    head: bool = False
    """Whether it is the last thing named, which the words before narrow: 医院 in 新建几所县级医院."""
    thing: bool = False
    """Whether it is a noun that tells what is asked about, and not only what is measured of it, as 覆盖率 is."""

    def met_by(self, text: str) -> bool:
        """Tell whether a normalised text holds the word or one of the terms."""
        return self.word in text or any(term in text for term in self.terms)

    def touched_by(self, text: str) -> bool:
        """Tell whether a normalised text holds the word, one of the terms, or a part that names something: 粮食 of 粮食总产量."""
        parts = [part for part in words(self.word) if len(part) > 1 and not _GENERIC.fullmatch(part)]
        if self.word.isascii():  # which no passage holds: 进出口 of imports and exports
            parts += [part for term in self.terms for part in words(term) if len(part) > TERM_CHARS]
        return self.met_by(text) or any(part in text for part in parts)


def _tagged(text: str) -> list[tuple[str, str]]:
    """Cut a topic into words with their parts of speech; quoted terms and figures stay whole."""
    import rjieba

    quoted = re.findall(r"[“《]([^”》]{2,12})[”》]", text)
    found = [(word, tag) for word, tag in rjieba.tag(text, True) if word.strip() and not any(word in q for q in quoted)]
    return [(word, "nz") for word in quoted] + found


def _is_name(word: str, tag: str) -> bool:
    return tag in ("nr", "ns", "nt", "nz", "nrt", "nrfg") or bool(
        re.search(r"[a-z\d]", word) and re.search(r"[一-龥]", word)
    )


def _part_of_speech(word: str, tag: str) -> float:
    if tag[:1] in ("n", "e", "j", "l", "i", "t", "g", "b", "s") or (tag in ("vn", "an", "x") and word.isalnum()):
        return 1.0
    return VERB if tag[:1] in ("v", "a", "z") and word not in ("是", "有", "要", "占", "到") else 0.0


def needs_of(question: Question, index: Index) -> tuple[Need, ...]:
    """Give the needs of a question.

    Args:
        question: as understood; what reports call the same (expansions) stands in for the asker's words.
        index: tells how rare a word is.

    """
    topic = whole = normalise(question.topic or question.text)
    needs, things = {}, []
    for expansion in question.expansions:
        called = [*map(normalise, expansion.terms), spelt_out(expansion.asked)]
        terms = tuple(dict.fromkeys(form for term in called for form in _forms(term) if form != expansion.asked))
        # Which way a thing moved (砍掉, 压减 to reports) is no part of what is asked about.
        if expansion.asked.isascii() or not terms or not all(map(only_moves, terms)):
            needs[expansion.asked] = _need(expansion.asked, "n", terms, index)
            things.append(expansion.asked)
        topic = topic.replace(expansion.asked, " " * len(expansion.asked))
    for word, tag in _tagged(topic):
        need = _need(word, tag, (), index)
        if need.weight and not is_unit(word):
            needs[word] = need
            if need.specific and _part_of_speech(word, tag) == 1:
                things.append(word)
    head = max(things, key=lambda word: whole.rfind(word) + len(word), default="")
    return tuple(replace(need, head=word == head) for word, need in needs.items())


def _forms(term: str) -> Iterator[str]:
    """Give a term, and what a clause says with its verb before the thing: 改造老旧小区 for 老旧小区改造."""
    import rjieba

    yield term
    *thing, (verb, tag) = rjieba.tag(term, True)
    if thing and tag in ("v", "vn") and len(verb) == VERB_CHARS:
        yield verb + "".join(word for word, _ in thing)


def _need(word: str, tag: str, terms: Sequence[str], index: Index) -> Need:
    used = any(all(map(index.document_frequency, cut)) for text in (word, *terms) if (cut := words(text)))
    known = bool(terms) or is_name(word)
    general = bool(_GENERIC.fullmatch(word))
    weight = MINOR if general else _rarity(word, terms, index) * _part_of_speech(word, tag)
    weight = 0.0 if MOVEMENT.fullmatch(word) else weight
    noun = len(word) > 1 and (tag[:1] in ("n", "j", "l") or tag == "vn")
    thing = not general and noun and (known or not MEASURE.search(word))
    return Need(word, tuple(terms), weight, not general, used, known, _is_name(word, tag), thing=thing)


def _rarity(word: str, terms: Sequence[str], index: Index) -> float:
    known = [index.document_frequency(one) for text in (word, *terms) for one in words(text)]
    rarest = min((count for count in known if count), default=0)
    return math.log(1 + len(index) / (1 + rarest)) if rarest else UNKNOWN
