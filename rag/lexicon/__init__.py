"""Lead from the asker's words to the report's: text → Expansion[].

    种大棚给不给钱         → 设施农业补贴
    老人们中午在哪吃饭     → 老年助餐服务     (everyday variant: 老人吃饭)
    urban new jobs        → 城镇新增就业

The concepts stand in data/*.tsv (rows.py). The look-up finds the longest variants in a text and gives the official terms
of their concepts; it adds little and never takes anything away, since the asker's own words stay and weigh more. The
words of an everyday variant may stand apart, since nobody says it twice alike; those of official terms may not. Not
here: what is said in words that stand in no file (nearest.py).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from rag.lexicon.rows import rows
from rag.records import Expansion, Span
from rag.words import normalise

TERMS = 3
"""Official terms that one variant adds at most."""
EXPANSIONS = 6
"""Variants of one question that are expanded at most."""

APART = 5
"""Characters that may stand between those of an everyday variant, in all."""
TELLING = 4
"""Characters of the shortest such variant; of shorter ones (看病贵) only particles may stand apart."""
_PARTICLES = re.compile(r"[的了着过吗呢吧啊给个]")
_FILLERS = re.compile(r"[ 的了着过吗呢吧啊给个次趟不太很真好这那么怎也都又更]*")

_LATIN = re.compile(r"[a-z0-9][a-z0-9.+&'’]*")
"""A word; a hyphen parts two, since one writes urban-rural and another urban rural."""
_ENDINGS = re.compile(r"(?<=[a-z]{5})(?:ing|ed|es|e)$")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_BRITISH = (
    ("aluminium", "aluminum"),
    ("fibre", "fiber"),
    ("centre", "center"),
    ("our", "or"),
    ("ogue", "og"),
    ("tyre", "tire"),
)
_IRREGULAR = {
    "built": "build", "rebuilt": "rebuild", "sold": "sell", "bought": "buy", "grew": "grow", "grown": "grow", "spent": "spend",
    "paid": "pay", "lent": "lend", "fed": "feed", "taught": "teach", "held": "hold", "sent": "send", "caught": "catch",
    "children": "child", "men": "man", "women": "woman", "feet": "foot", "lives": "life", "wolves": "wolf", "fungi": "fungus",
}  # fmt: skip
_JOINS = re.compile(r"[\s-]+")
"""Stands between the words of a phrase."""
_LONGEST_PHRASE = 6
"""Words of the longest English variant that is looked for."""


@dataclass(frozen=True)
class Lexicon:
    """Every variant, normalised, with the official terms that it leads to."""

    variants: dict[str, tuple[str, ...]]
    longest: int
    """Characters of the longest Chinese variant."""
    stems: dict[str, str]
    """English variants without what inflects them (purchased, purchasing → purchas), each with the variant: for those not met as written."""
    apart: dict[str, tuple[str, ...]]
    """Everyday variants without particles, by their first character: they may stand apart in a text (老人…吃饭)."""

    def expand(self, text: str) -> tuple[Expansion, ...]:
        """Find the variants in a text, those of most characters where they overlap.

        Args:
            text: a question or a part of it, in Chinese or English.

        Returns: in order of place; terms that the text holds already are left out, and variants that add none.

        """
        plain = normalise(text)
        expansions = []
        for (start, end), variant in self.longest_in(plain):
            terms = tuple(term for term in self.variants[variant] if normalise(term) not in plain)[:TERMS]
            if terms:
                expansions.append(Expansion(plain[start:end], terms))
        return tuple(expansions[:EXPANSIONS])

    def longest_in(self, text: str) -> list[tuple[Span, str]]:
        """Find the variants in a normalised text with their places, those of most characters where they overlap."""
        found: list[tuple[Span, str]] = []
        for variants in (self._found(text), self._inflected(text)):
            for span, variant in sorted(variants, key=lambda item: -len(item[1])):
                if not any(span[0] < end and start < span[1] for (start, end), _ in found):
                    found.append((span, variant))
        return sorted(found)

    def _found(self, text: str) -> Iterator[tuple[Span, str]]:
        edges = _edges(text)
        for start in range(len(text)):
            if text[start].isascii():
                continue
            for end in range(start + 2, min(start + self.longest, len(text)) + 1):
                # 村超 in 农村|超市 is part of two words and none itself.
                if text[start:end] in self.variants and (start in edges or end in edges):
                    yield (start, end), text[start:end]
        yield from self._apart(text, edges)
        yield from ((span, phrase) for span, phrase in _phrases(text) if phrase in self.variants)

    def _inflected(self, text: str) -> Iterator[tuple[Span, str]]:
        """Find English variants that the text inflects otherwise: purchased for purchase."""
        stemmed = ((span, self.stems.get(_stems(phrase))) for span, phrase in _phrases(text))
        yield from ((span, variant) for span, variant in stemmed if variant)

    def _apart(self, text: str, edges: Container[int]) -> Iterator[tuple[Span, str]]:
        """Find everyday variants whose characters stand in order, with little between them: 老人们中午在哪吃饭."""
        held = frozenset(text)
        for start, first in enumerate(text):
            if start not in edges:
                continue
            for variant in self.apart.get(first, ()):
                if not held.issuperset(variant):
                    continue
                at = start
                for character in variant[1:]:
                    before, at = at, text.find(character, at + 1)
                    far = at < 0 or at >= start + len(variant) + APART
                    if far or (len(variant) < TELLING and not _FILLERS.fullmatch(text[before + 1 : at])):
                        break
                else:
                    if at + 1 in edges:
                        yield (start, at + 1), variant


@cache
def lexicon() -> Lexicon:
    """Give the lexicon of this package, read once; errors as for `rows`."""
    variants: dict[str, list[str]] = {}
    everyday: set[str] = set()
    one_way = []
    for row in rows():
        everyday.update(map(normalise, row.everyday))
        said = (*row.everyday, *row.english, *(() if row.one_way else row.official))
        for variant in set(map(_looked_up, said)):
            _lead(variants, variant, row.official)
        one_way += [row] if row.one_way else []
    for row in one_way:  # What such a row leads to has names of its own: 城镇新增就业 is 新增城镇就业 too.
        for variant in map(normalise, row.everyday):
            _lead(variants, variant, (name for term in row.official for name in variants.get(normalise(term), ())))
    apart: dict[str, list[str]] = {}
    for variant in sorted(everyday):
        telling = _PARTICLES.sub("", variant)
        if len(telling) >= TELLING - 1:
            apart.setdefault(telling[0], []).append(telling)
            _lead(variants, telling, variants[variant])
    chinese = [len(variant) for variant in variants if not variant.isascii()]
    return Lexicon(
        {variant: tuple(terms) for variant, terms in variants.items()},
        max(chinese, default=0),
        {_stems(variant): variant for variant in sorted(variants, key=len, reverse=True) if variant.isascii()},
        {first: tuple(ones) for first, ones in apart.items()},
    )


def _lead(variants: dict[str, list[str]], variant: str, terms: Iterable[str]) -> None:
    known = variants.setdefault(variant, [])
    # A unit such as 个 or 人 stands in every passage: to look for it finds nothing.
    known += [term for term in terms if len(term) > 1 and term not in known]


def _edges(text: str) -> set[int]:
    """Give the places in a text where a word begins or ends."""
    import rjieba

    return {0, *accumulate(map(len, rjieba.cut(text, True)))}


def _looked_up(variant: str) -> str:
    """Write a variant as it is looked up."""
    if not variant.isascii():
        return normalise(variant)
    return _phrase(_LATIN.findall(variant.lower()))


def _phrases(text: str) -> Iterator[tuple[Span, str]]:
    """Give the runs of Latin words in a text with their places, as they are looked up."""
    latin = list(_LATIN.finditer(text))
    for first in range(len(latin)):
        for last in range(first, min(first + _LONGEST_PHRASE, len(latin))):
            if last > first and not _JOINS.fullmatch(text, latin[last - 1].end(), latin[last].start()):
                break
            yield (
                (latin[first].start(), latin[last].end()),
                _phrase(word.group() for word in latin[first : last + 1]),
            )


def _phrase(words: Iterable[str]) -> str:
    """Join Latin words as they are looked up: in the singular, in whatever order (new urban jobs, urban new jobs)."""
    return " ".join(sorted(map(_singular, words)))


def _stems(phrase: str) -> str:
    """Take from the words of a phrase, as looked up, what inflects them, and what Britain spells otherwise."""
    return " ".join(sorted(map(_stem, phrase.split())))


def _stem(word: str) -> str:
    word = _IRREGULAR.get(word, word)
    for british, american in _BRITISH:
        word = word.replace(british, american)
    return _DOUBLED.sub(r"\1", _ENDINGS.sub("", word))


def _singular(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s").rstrip("'’")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
