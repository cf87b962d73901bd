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

_WORD = re.compile(r"[A-Z][a-z]+(?:'[a-z]+)?(?<!'s)\b(?! \d{1,2}\b)")
_NOUNS = re.compile(r" ([A-Za-z]+(?:[- ][A-Za-z']+){0,2})")
_LED = re.compile(r"(Lake|Mount) ([A-Z][a-z]+)")
_TO = "(?:至|到|[-—–])"
_LINE = re.compile(r"([A-Z][a-z]+)[-–—]([A-Z][a-z]+)(?= )")
"""Names a line by its ends, of which its Chinese name has the first characters: 甲乙高铁."""
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
    "high-speed railway": ("高铁", "高速铁路", "客专", "铁路"), "high-speed rail": ("高铁", "高速铁路"), "highway": ("高速", "公路"),
    "intercity railway": ("城际铁路", "城际"), "international airport": ("国际机场", "机场"), "hospital": ("医院",),
    "people's hospital": ("人民医院",), "vocational college": ("职业学院", "职业技术学院"), "group": ("集团",),
    "vocational institute": ("职业学院", "职业技术学院"), "normal university": ("师范大学",), "institute": ("研究院", "学院"),
    "economic development zone": ("经济开发区", "经开区"), "development zone": ("开发区",), "high-tech zone": ("高新区",),
    "new area": ("新区",), "petrochemical": ("石化",), "oilfield": ("油田",), "steel": ("钢铁",), "power station": ("电站",),
    "hydropower station": ("水电站",), "plant": ("厂",), "grottoes": ("石窟",), "wetland": ("湿地",), "scenic area": ("景区",),
}  # fmt: skip
"""Nouns that names end in."""
_SHORT = {"petrochemical": "化", "chemical": "化", "steel": "钢", "university": "大"}
"""What such nouns shrink to behind the first character of a name: 青化 for Qingshi Petrochemical."""


@dataclass(frozen=True)
class Names:
    """The Chinese of an index, found by how it is read."""

    index: Index

    def chinese(self, name: str, endings: Sequence[str] = ("",)) -> str:
        """Give what the passages write for a name in pinyin, with the first of some endings that it has there.

        Args:
            name: syllables; a hyphen parts the ends of a line: 甲地至乙地高速铁路.
            endings: Chinese; "" for none.

        """
        parts = [self._read(part) for part in name.split("-")]
        for ending in endings if all(parts) else ():
            found = [match.span() for match in re.finditer(f"{_TO.join(parts)}{ending}", self._text)][:LOOKED_AT]
            for words in (self._of_one_word(found), self._beginning_one(found)):
                if words:
                    return Counter(self._text[slice(*span)] for span in words).most_common(1)[0][0]
        return ""

    def _read(self, name: str) -> str:
        """Give the pattern of all characters that are read as a name; empty where none are."""
        readings = list(_cut(re.sub(r"[^a-z]", "", name.lower()), self._characters))
        written = "|".join("".join(f"[{self._characters[one]}]" for one in syllables) for syllables in readings)
        return f"(?:{written})" if readings else ""

    def first_of(self, name: str) -> str:
        """Give the first syllable of a name in pinyin; empty where it is none."""
        return next((one[0] for one in _cut(re.sub(r"[^a-z]", "", name.lower()), self._characters) if one), "")

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
    found: dict[str, _Found] = {}
    missing = []
    done = 0
    for start in (match.start() for match in _WORD.finditer(question.text)):
        if start < done or _FRAME.search(question.text[:start]):
            continue
        written = list(_written(question.text, start, names))
        read = ((one, names.chinese(one.name, one.endings)) for one in written)
        if new := next(((one, chinese) for one, chinese in read if chinese), None):
            one, chinese = new
            done = one.end
            found[one.latin] = _Found(chinese, one.noun)
        elif written and _may_be_name(written[-1], question, start):
            missing.append(written[-1].latin)
    return _named(question, found, missing)


def _may_be_name(written: _Written, question: Question, start: int) -> bool:
    """Tell whether a word that nothing is read as names something: not where a known term holds it, as World Heritage does."""
    word = re.compile(rf"\b{re.escape(written.latin)}\b", re.I)
    of_term = any(" " in one.asked and word.search(one.asked) for one in question.expansions)
    return not (of_term or _BEGINS.search(question.text[:start])) and "" in written.endings


@dataclass(frozen=True, slots=True)
class _Found:
    """A name as the passages write it, and the English noun that it was written with."""

    chinese: str
    noun: str


def _named(question: Question, found: Mapping[str, _Found], missing: Sequence[str]) -> Question:
    """Put names into a question and each part of it that asks about them."""
    topic = question.topic
    own: dict[str, str] = {}
    for latin, one in found.items():
        noun = one.noun or latin.rpartition(" ")[2]
        written = re.compile(rf"\b(?:{re.escape(latin)}|{re.escape(noun)})\b", re.I)
        if latin in question.text or written.search(topic):
            own[latin] = one.chinese
            topic = re.sub(rf"{written.pattern}|$", f" “{one.chinese}” ", topic, count=1, flags=re.I)
    beside = [
        place for place in question.places if not (question.regions and (place in own or _framed(question, place)))
    ]
    nouns = {one.noun: one.chinese for latin, one in found.items() if latin in own}
    return replace(
        question,
        # What the noun of a name leads to is not asked about where the passages call it otherwise: 石化 for 青化.
        expansions=tuple(
            one
            for one in question.expansions
            if one.asked not in nouns or any(t in nouns[one.asked] for t in one.terms)
        ),
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


@dataclass(frozen=True, slots=True)
class _Written:
    """A name that may stand in a question: as written, its syllables, its noun with the Chinese ones, and its end."""

    latin: str
    name: str
    noun: str
    endings: Sequence[str]
    end: int


def _written(text: str, start: int, names: Names) -> Iterator[_Written]:
    """Give the names in pinyin that may begin at a word, the longest first."""
    if line := _LINE.match(text, start):
        ends = [names.first_of(name) for name in line.groups()]
        if all(ends):
            yield from _with_noun(text, start, line.end(), "".join(ends))
            yield from _with_noun(text, start, line.end(), "-".join(line.groups()))
    if led := _LED.match(text, start):
        yield _Written(
            led.group(), led[2], led[1].lower(), _HEADS[led[1].lower().replace("mount", "mountain")], led.end()
        )
    words = [word for word in _WORD.finditer(text, start) if word.group().lower() not in _HEADS]
    for last in range(min(JOINED, len(words)) - 1, -1, -1):
        end = words[last].end()
        name = text[start:end]
        together = name == " ".join(word.group() for word in words[: last + 1])
        if together and is_pinyin(re.sub(r"[ ']", "", name)):
            for one in _with_noun(text, start, end, name):
                yield one
                if short := _SHORT.get(one.noun):
                    yield replace(one, name=names.first_of(name), endings=(short,))
            if not names.known.known(name):
                yield _Written(name, name, "", ("",), end)


def _with_noun(text: str, start: int, end: int, name: str) -> Iterator[_Written]:
    """Give a name with the longest noun behind it that names end in."""
    behind = _NOUNS.match(text, end)
    parts = re.split(r"(?<=[ ])", behind[1]) if behind else []
    for last in range(len(parts), 0, -1):
        noun = "".join(parts[:last]).strip()
        if endings := _HEADS.get(noun.lower()):
            stop = end + 1 + len(noun)
            yield _Written(text[start:stop], name, noun.lower(), endings, stop)
            return


def _cut(latin: str, syllables: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Cut a name into syllables, in every way that there is: xian is xian and xi an."""
    if not latin:
        yield ()
    for end in range(1, min(len(latin), 6) + 1):
        if latin[:end] in syllables:
            yield from ((latin[:end], *rest) for rest in _cut(latin[end:], syllables))
