"""Lead on where the look-up knows little: to the concept whose everyday or English words are most like the asker's.

    车位腾出来多少     →  车位 → 公共停车泊位
    兜里的票子多了没   →  兜里的钱 → 居民人均可支配收入

Likeness is that of the bundled model, whatever model the search uses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from embeddings.encoder import bundled
from embeddings.phrases import Phrases
from rag.lexicon import lexicon
from rag.lexicon.rows import rows
from rag.records import Expansion, Span
from rag.words import normalise

NEAR = 0.5
"""Cosine from which a saying counts as meant where the look-up finds nothing: of sayings nobody had looked at, two of three are."""
SURE = 0.65
"""The same beside what the look-up finds."""
TELLING = 0.2
"""Share of the cosine from which a word counts as one of those that mean it."""
BESIDE = 0.06
"""How much less like another concept may be, to be added too."""
CONCEPTS = 2
TERMS = 2
"""Concepts added at most, and official terms of each."""
CANDIDATES = 12
"""Sayings looked at: several may lead to one concept."""

_CHINESE = re.compile("[一-龥]")
_FUNCTION = frozenset("dumpcryqfo")
"""Parts of speech that name nothing, by the first letter of jieba's tags: adverbs, numbers, particles, pronouns …"""
_LIGHT = frozenset("有没是在到给拿办换变涨跌搞做弄干走来去让找看说想要会能用够难多少大小老高低快慢好坏")
"""Verbs and adjectives that are said of anything."""


def expand(text: str) -> tuple[Expansion, ...]:
    """Find what reports call the things of a text: by the look-up, and by likeness.

    Args:
        text: what is asked about, in Chinese or English.

    """
    known = lexicon().expand(text)
    told = {term for one in known for term in one.terms}
    plain = normalise(text)
    explained = [span for span, _ in lexicon().longest_in(plain)]
    near = sayings(bool(_CHINESE.search(plain))).expand(plain, SURE if known else NEAR, explained)
    return (*known, *(one for one in near if told.isdisjoint(one.terms)))


@dataclass(frozen=True)
class Sayings:
    """Everyday or English words of the lexicon, each with the official terms it leads to."""

    phrases: Phrases
    terms: tuple[tuple[str, ...], ...]

    def expand(self, text: str, least: float, explained: Sequence[Span]) -> tuple[Expansion, ...]:
        """Find the concepts whose sayings are most like a text.

        Args:
            text: normalised.
            least: cosine that a saying must have.
            explained: where variants stand that the look-up knows; half of the likeness must come from other words.

        Returns: for each word that makes it like one, the terms of the concept; none where the text names it itself.

        """
        found = self.phrases.nearest(text, CANDIDATES)
        meant: dict[tuple[str, ...], tuple[str, ...]] = {}
        for one in found:
            terms = self.terms[one.text]
            far = one.cosine < max(least, found[0].cosine - BESIDE)
            if far or any(normalise(term) in text for term in terms):
                break
            new = [(place, share) for place, share in one.parts if not _within(place, explained)]
            words = (text[slice(*place)] for place, share in new if share >= TELLING * one.cosine)
            telling = tuple(dict.fromkeys(word for word in words if _names(word)))
            if telling and sum(share for _, share in new) >= one.cosine / 2:
                meant.setdefault(terms[:TERMS], telling)
        return tuple(Expansion(word, terms) for terms, words in [*meant.items()][:CONCEPTS] for word in words)


def _within(place: Span, spans: Sequence[Span]) -> bool:
    """Tell whether a word is but a part of what the look-up knows: 口袋 of 口袋公园."""
    return any(start <= place[0] and place[1] <= end and (start, end) != place for start, end in spans)


def _names(word: str) -> bool:
    """Tell whether a word says what is asked about: 车位 and 堵 do, 没 and 换 do not."""
    import rjieba

    return word not in _LIGHT and any(tag[:1] not in _FUNCTION for _, tag in rjieba.tag(word, False))


@cache
def sayings(chinese: bool) -> Sayings:
    """Give the Chinese or the English ones of this package, read once."""
    pairs = [(saying, row.official) for row in rows() for saying in (row.everyday if chinese else row.english)]
    return Sayings(Phrases(bundled(), [saying for saying, _ in pairs]), tuple(terms for _, terms in pairs))
