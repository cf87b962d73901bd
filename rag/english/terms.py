"""Name in English what a Chinese term names: str → str, empty where a part of it is not known.

    规模以上工业增加值        value added of industry above designated size     the table of indicators
    新改建农村公路            rural roads built or rebuilt                      action + noun
    高新技术产业投资占工业投资比重   …as a share of industrial investment      share
    人才公寓、幼儿园          apartments for talent and kindergartens           list

The tables hold one English name a term. Of the lexicon, which leads from many words to few, only the first term of a line
and the first English of it are taken: the others may be wider or narrower.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rag.errors import ConfigError
from rag.figures.indicators import is_name, key, variants
from rag.figures.rows import aligned
from rag.lexicon.rows import rows
from rag.records import Span
from rag.words import normalise

HERE = Path(__file__).parent
DEPTH = 4
"""Words before a noun at most: what is put together of more reads badly."""

_LONGEST, _SHORTEST = 20, 4
"""Characters of the terms that a text is explained with."""

SHORT_TERM, SIGNS_A_WORD = 4, 2.5
"""Signs of a longer Chinese term for each English word at most: a looser English is good for finding it, not for saying it."""

_SHARE = re.compile(r"(.{2,}?)占(.{2,}?)的?(?:比重|比例|份额)$")
_ADDED = re.compile(r"(?:新增|净增|新登记)(?=.)")
_ACTION = re.compile(rf"{_ADDED.pattern}|新?[登建开改扩创打培引设认签入]")
_LIST = re.compile(r"[、和与及]|以及")
_QUESTION = re.compile(r"\b(?:how|what|who|is|are|did|does|do|can|i|my|we)\b")
_MEASURES = re.compile(r"(?:[率量额比]|比例|面积|里程)$")
_PREPOSITION = re.compile(r" (?:of|in|for|to|from|by|with|and|or|at) ")
"""Parts a name that cannot stand before another noun."""
_AS_THEY_ARE = frozenset(("sports", "goods", "customs", "arts", "sales", "savings", "people's"))
_NAMES = {
    "china": "China", "chinese": "Chinese", "europe": "Europe", "asia": "Asia", "asian": "Asian", "africa": "Africa", "asean": "ASEAN",
    "r&d": "R&D", "gdp": "GDP", "hpv": "HPV", "ai": "AI", "eu": "EU", "party": "Party", "iii": "III",
    "yellow river": "Yellow River", "yangtze": "Yangtze", "beijing": "Beijing", "tianjin": "Tianjin", "hebei": "Hebei", "jinan": "Jinan",
}  # fmt: skip
_CASED = re.compile(rf"\b(?:{'|'.join(_NAMES)})\b")
"""Names that the lexicon, which is for finding, has in small letters."""
_UNQUOTED = str.maketrans("", "", "“”\"'的")


def english_term(term: str) -> str:
    """Give the English name of a term.

    Args:
        term: a noun phrase as a report has it, without figures.

    Returns: in lower case but for names, without article; empty where a part of it is not known.

    """
    return _english(normalise(term).strip(" ,、"), DEPTH, literal=False)


def literal_term(term: str) -> str:
    """Give the English of a term as it stands.

    Not of the indicator that its figures would be of (服务业 is no value added), nor of work as if it were done (改造公园).

    """
    return _english(normalise(term).strip(" ,、"), DEPTH, literal=True)


def measure(term: str) -> str:
    """Give the English of a measure that stands alone, where what is measured was told before: 加工率 → processing rate."""
    return _words("of").get(term, "") if _MEASURES.search(term) else ""


def named(term: str) -> str:
    """Write a term for an English reader: its English with the Chinese in brackets; the Chinese alone where it is not known."""
    english = english_term(term)
    return f"{english} ({term})" if english else f"“{term}”"


def action_of(term: str) -> str:
    """Give the word for what was done that a term begins with: 新改扩建 of 新改扩建中小学; empty where it begins with none."""
    plain = normalise(term)
    return next((plain[:end] for end in range(len(plain) - 1, 1, -1) if plain[:end] in _actions()), "")


def glossary(text: str) -> list[tuple[str, str]]:
    """Give the longest terms in a text that have an English name, with it, in order; none of them holds another."""
    plain = aligned(text)
    found: list[Span] = []
    for length in range(min(_LONGEST, len(plain)), _SHORTEST - 1, -1):
        for start in range(len(plain) - length + 1):
            end = start + length
            if _whole(plain[start:end]) and not any(start < other[1] and other[0] < end for other in found):
                found.append((start, end))
    return [(text[start:end], _whole(plain[start:end])) for start, end in sorted(found)]


@cache
def _english(term: str, depth: int, literal: bool) -> str:
    if not term or depth < 0:
        return ""
    return (
        _whole(term)
        or _share(term, literal)
        or _measured(term, depth, literal)
        or ("" if literal else _put_together(term, depth, literal, "after"))
        or _listed(term, depth, literal)
        or _put_together(term, depth, literal, "before")
        or ("" if literal else _variant(term))
        or _compound(term, depth, literal)
    )


def _whole(term: str) -> str:
    name = variants().get(key(term), "")
    if sorted(name) == sorted(term) and not action_of(term.removeprefix("新增")):  # 新增城镇就业 for 城镇新增就业
        return _indicators()[name]
    return _words("").get(term.translate(_UNQUOTED)) or _indicators().get(term) or _from_lexicon().get(term, "")


def _variant(term: str) -> str:
    """Give the name of an indicator that goes by another name; one of work done (新建充电桩) is less than its name says."""
    return _indicators()[variants()[key(term)]] if is_name(term) and not _ACTION.match(term) else ""


def _share(term: str, literal: bool) -> str:
    if not (match := _SHARE.fullmatch(term)):
        return ""
    part, of = _english(match[1], 1, literal), _english(match[2], 1, literal)
    return f"{part} as a share of {of}" if part and of else ""


def _measured(term: str, depth: int, literal: bool) -> str:
    """Read a term as what is measured and its measure; of how many there are in all, what is new is no part (新增企业总数)."""
    for start in range(1, len(term)):
        for role in ("of", "in"):
            word = _words(role).get(term[start:])
            if word and "、" not in term[:start]:
                of = _ADDED.sub("", term[:start]) if word.startswith("total number") else term[:start]
                if (rest := _english(of, depth - 1, literal)) and word not in rest:
                    return f"{word} {role} {rest}"
    return ""


def _put_together(term: str, depth: int, literal: bool, role: str) -> str:
    """Read a term as a known word, which stands before or after its noun in English, and the term behind it."""
    for end in range(len(term) - 1, 0, -1):
        word = _words(role).get(term[:end].translate(_UNQUOTED))
        if word and (rest := _english(term[end:], depth - 1, literal)):
            return _before(word, rest) if role == "before" else f"{rest} {word}"
    return ""


def _compound(term: str, depth: int, literal: bool) -> str:
    """Read a term as two nouns, the first in the singular: 物流企业 → logistics enterprises."""
    for end in range(len(term) - 2, 1, -1):
        first = _whole(term[:end])
        if not first or _PREPOSITION.search(first) or action_of(term[end:]):
            continue
        if rest := _english(term[end:], depth - 1, literal):
            return _before(singular(first.removeprefix("the ")), rest)
    return ""


def _before(word: str, name: str) -> str:
    """Put a word before the noun of a name that it belongs to: construction of rural roads, for 农村公路建设."""
    name = name.removeprefix("the ")
    measure, of, noun = name.partition(" of ")
    if of and measure in _words("of").values():
        return f"{measure} of {word} {noun.removeprefix('the ')}"
    return f"{word} {name}"


def singular(name: str) -> str:
    """Give the singular of an English name: logistics enterprises → logistics enterprise."""
    *before, last = name.split(" ")
    if last in _AS_THEY_ARE or not re.search(r"[^sui]s$", last) or last.endswith("ics"):
        return name
    for plural, one in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("sses", "ss"), ("s", "")):
        if last.endswith(plural):
            return " ".join([*before, last.removesuffix(plural) + one])
    return name


def _listed(term: str, depth: int, literal: bool) -> str:
    *first, last = _LIST.split(term)
    kinds = [_words("before").get(part, "") for part in first]
    if all(kinds) and any(last[:end] in _words("before") for end in range(1, len(last))):  # 城镇、农村居民
        parts = [*kinds, _english(last, depth - 1, literal)]
    else:
        parts = [_english(part, depth - 1, literal) for part in (*first, last)]
    if len(parts) < 2 or not all(parts):
        return ""
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


@cache
def _indicators() -> dict[str, str]:
    """Give the names of indicators, as written and normalised → English."""
    return {name: cells[1] for cells in _table("indicators.tsv", 2) for name in (cells[0], normalise(cells[0]))}


@cache
def _words(role: str) -> dict[str, str]:
    """Give the words of one role, "" for nouns, without quotation marks → English."""
    return {
        normalise(columns[0]).translate(_UNQUOTED): columns[1]
        for columns in _table("words.tsv", 3)
        if columns[2] == role
    }


@cache
def _actions() -> frozenset[str]:
    return frozenset(_words("after")) | {word for word in _words("before") if word.startswith("新") and len(word) > 2}


@cache
def _from_lexicon() -> dict[str, str]:
    """Give the first term of each line of the lexicon → its first English."""
    found: dict[str, str] = {}
    for row in rows():
        told = row.english and (row.only_english or not row.one_way) and not _QUESTION.search(row.english[0])
        if told and len(row.official[0]) <= max(SHORT_TERM, len(row.english[0].split()) * SIGNS_A_WORD):
            found.setdefault(normalise(row.official[0]), _CASED.sub(lambda match: _NAMES[match[0]], row.english[0]))
    return found


def _table(name: str, columns: int) -> Iterator[list[str]]:
    for number, line in enumerate((HERE / name).read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [*line.split("\t"), *([""] * columns)][:columns]
        if not cells[1]:
            raise ConfigError(f"{HERE / name}, line {number}: a term, a tab and its English are needed")
        yield cells
