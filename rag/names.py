"""Find the names that an English question writes in pinyin, as the passages write them: Question + Names → Question.

Ningpu → 宁浦     Fang Qiuju → 方秋菊     Changze Lake → 长泽湖     Yanxi Bridge → 砚溪大桥

Places that have reports are known by places.py; all other names can only be found by how the characters of the passages
are read. What is read so nowhere is looked for as it is written, and so declined by its name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from rag.places import Gazetteer, is_pinyin
from rag.records import Question, Span

if TYPE_CHECKING:
    from rag.index.index import Index

JOINED = 3
"""Words of the longest name: its syllables may be written apart."""
AROUND = 12
"""Characters around a name that tell whether it is a word of its own."""
LOOKED_AT = 40
"""Places looked at where characters read alike stand."""

_WORD = re.compile(r"[A-Z][a-z]+(?:'[a-z]+)?(?<!'s)")
_NOUN = re.compile(r" ([A-Za-z]+)")
_BEGINS = re.compile(r"^\W*$|[.?!:]\s+[“\"']?$")
_FRAME = re.compile(
    r"\b(?:rank(?:ed|s|ing)?|place[ds]?|stand|highest|lowest|first|\d+(?:st|nd|rd|th))\b[^,?.]{0,30} in $"
)
"""Behind it stands what a place is ranked in, and nothing asked about."""
_BEHIND = tuple("省市区县州盟旗镇乡村")
_HEADS = {
    "bridge": ("大桥", "桥"), "road": ("路", "大道", "公路"), "avenue": ("大道", "路"), "street": ("街", "大街", "路"),
    "lake": ("湖",), "river": ("河", "江"), "reservoir": ("水库",), "mountain": ("山",), "island": ("岛",), "bay": ("湾",),
    "port": ("港",), "airport": ("机场",), "station": ("站",), "railway": ("铁路",), "expressway": ("高速公路", "高速"),
    "tunnel": ("隧道",), "canal": ("运河",), "park": ("公园",), "square": ("广场",), "university": ("大学",),
    "college": ("学院",), "museum": ("博物馆",), "stadium": ("体育场",), "temple": ("寺",), "village": ("村",),
    "town": ("镇",), "township": ("乡",), "lab": ("实验室",), "laboratory": ("实验室",),
}  # fmt: skip
"""Nouns that names end in."""


@dataclass(frozen=True)
class Names:
    """The Chinese of an index, found by how it is read."""

    index: Index

    def chinese(self, latin: str, endings: Sequence[str] = ("",)) -> str:
        """Give what the passages write for a name in pinyin, with the first of some endings that it has there.

        Args:
            latin: syllables, and the English noun behind them that the endings stand for.
            endings: Chinese; "" for none.

        """
        name = latin if "" in endings else latin.rpartition(" ")[0]
        readings = list(_cut(re.sub(r"[^a-z]", "", name.lower()), self._characters))
        pattern = "|".join("".join(f"[{self._characters[one]}]" for one in syllables) for syllables in readings)
        for ending in endings if readings else ():
            found = [match.span() for match in re.finditer(f"(?:{pattern}){ending}", self._text)][:LOOKED_AT]
            for words in (self._of_one_word(found), self._beginning_one(found)):
                if words:
                    return Counter(self._text[slice(*span)] for span in words).most_common(1)[0][0]
        return ""

    @cached_property
    def known(self) -> Gazetteer:
        """The places that have reports."""
        return Gazetteer(self.index.reports)

    @cached_property
    def _text(self) -> str:
        return "\n".join(passage.text for passage in self.index.passages(range(len(self.index))))

    @cached_property
    def _characters(self) -> dict[str, str]:
        """Every syllable → the characters that are read so, in any of their readings."""
        from pypinyin import Style, pinyin

        read: dict[str, str] = {}
        for sign in sorted(set(re.findall(r"[一-龥]", self._text))):
            for syllable in pinyin(sign, style=Style.NORMAL, heteronym=True)[0]:
                read[syllable] = read.get(syllable, "") + sign
        return read

    def _of_one_word(self, spans: Sequence[Span]) -> list[Span]:
        """Keep what ends where a word does too; the kind of place behind it may be part of its word."""
        return [
            (start, end)
            for start, end in self._beginning_one(spans)
            if end in self._edges(start, end) or self._text[end : end + 1] in _BEHIND
        ]

    def _beginning_one(self, spans: Sequence[Span]) -> list[Span]:
        """Keep what begins where a word does."""
        return [(start, end) for start, end in spans if start in self._edges(start, end)]

    def _edges(self, start: int, end: int) -> set[int]:
        """Give where words begin and end around a place in the text."""
        import rjieba

        before = max(self._text.rfind("\n", 0, start) + 1, start - AROUND)
        cut = rjieba.cut(self._text[before : end + AROUND], True)
        return {before, *(before + edge for edge in accumulate(map(len, cut)))}


def with_names(question: Question, names: Names) -> Question:
    """Put the names of an English question as the passages write them.

    Returns: the question with them in its topic, quoted so that they stay whole, and told in `resolved`. A name that
        nothing is read as stands in `places`: no passage speaks of it.

    """
    if question.lang != "en":
        return question
    found: dict[str, str] = {}
    missing = []
    done = 0
    for start in (match.start() for match in _WORD.finditer(question.text)):
        if start < done or _FRAME.search(question.text[:start]):
            continue
        written = list(_written(question.text, start, names.known))
        read = ((latin, end, names.chinese(latin, endings)) for latin, endings, end in written)
        if one := next((one for one in read if one[2]), None):
            latin, done, found[latin] = one
        elif written and not _BEGINS.search(question.text[:start]) and "" in written[-1][1]:
            missing.append(written[-1][0])
    return _named(question, found, missing)


def _named(question: Question, found: Mapping[str, str], missing: Sequence[str]) -> Question:
    """Put names into a question and each part of it that asks about them."""
    own = {
        latin: chinese
        for latin, chinese in found.items()
        if latin in question.text or latin.rpartition(" ")[2] in question.topic.split()
    }
    topic = question.topic
    for latin, chinese in own.items():
        topic = re.sub(rf"\b(?:{latin}|{latin.rpartition(' ')[2]})\b|$", f" “{chinese}” ", topic, count=1)
    beside = [
        place for place in question.places if not (question.regions and (place in own or _framed(question, place)))
    ]
    return replace(
        question,
        topic=topic.strip(),
        topics=(topic.strip(),) if question.topics == (question.topic,) else question.topics,
        places=tuple(
            dict.fromkeys(
                [*(own.get(place, place) for place in beside), *(one for one in missing if one in question.text)]
            )
        ),
        resolved=(*question.resolved, *(f"{latin} → {chinese}" for latin, chinese in own.items())),
        parts=tuple(_named(part, found, missing) for part in question.parts),
    )


def _framed(question: Question, place: str) -> bool:
    """Tell whether something is but ranked in a place."""
    return bool(_FRAME.search(question.text[: max(0, question.text.find(place))]))


def _written(text: str, start: int, known: Gazetteer) -> Iterator[tuple[str, Sequence[str], int]]:
    """Give the names in pinyin that may begin at a word, the longest first, each with its Chinese endings and its end."""
    words = [word for word in _WORD.finditer(text, start) if word.group().lower() not in _HEADS]
    for last in range(min(JOINED, len(words)) - 1, -1, -1):
        end = words[last].end()
        name, behind = text[start:end], _NOUN.match(text, end)
        ending = _HEADS.get(behind[1].lower(), ()) if behind else ()
        together = name == " ".join(word.group() for word in words[: last + 1])
        if together and is_pinyin(re.sub(r"[ ']", "", name)):
            if behind and ending:
                yield f"{name}{behind.group()}", ending, behind.end()
            if not known.known(name):
                yield name, ("",), end


def _cut(latin: str, syllables: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Cut a name into syllables, in every way that there is: xian is xian and xi an."""
    if not latin:
        yield ()
    for end in range(1, min(len(latin), 6) + 1):
        if latin[:end] in syllables:
            yield from ((latin[:end], *rest) for rest in _cut(latin[end:], syllables))
