"""Lead on where the look-up knows little: to the concept whose everyday or English words are most like the asker's.

    车位腾出来多少     →  车位 → 公共停车泊位
    兜里的票子多了没   →  兜里的票子 → 居民人均可支配收入

Likeness is that of the bundled model, whatever model the search uses. It is often wrong about words that reports use
themselves (老旧小区, 三大攻坚战), which are best looked for as they are, so that it adds little: one concept, for words
that the look-up does not explain, and where other concepts as like do not speak of something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from embeddings.encoder import bundled
from embeddings.phrases import Likeness, Phrases
from rag.lexicon import lexicon
from rag.lexicon.rows import rows
from rag.records import Expansion, Span
from rag.words import normalise

NEAR = 0.62
"""Cosine from which a saying counts as meant, if others as like agree and by words that reports do not use."""
SURE = 0.8
"""The same if they do not, or beside what the look-up finds."""
BESIDE = 0.06
"""How much less like others as like may be."""
TELLING = 0.2
"""Share of the cosine from which a word counts as one of those that mean the saying …"""
TOGETHER = 0.4
"""… and that of all that name something."""
OFFICIAL = 3
"""Rows whose official terms hold a word that reports use."""
TERMS = 2
"""Official terms added at most."""
CANDIDATES = 12
"""Sayings looked at."""

_CHINESE = re.compile("[一-龥]")
_FUNCTION = frozenset("dumpcryqfo")
"""Parts of speech that name nothing, by the first letter of jieba's tags: adverbs, numbers, particles, pronouns …"""
_NAMES = frozenset(("nr", "nt", "nz"))
_LIGHT = frozenset("有没是在到给拿办换变涨跌搞做弄干走来去让找看说想要会能用够难多少大小老高低快慢好坏")
"""Verbs and adjectives that are said of anything."""


def expand(text: str) -> tuple[Expansion, ...]:
    """Find what reports call the things of a text: by the look-up, and by likeness.

    Args:
        text: what is asked about, in Chinese or English.

    """
    plain = normalise(text)
    explained = [span for span, _ in lexicon().longest_in(plain)]
    return (*lexicon().expand(text), *sayings(bool(_CHINESE.search(plain))).expand(plain, explained))


@dataclass(frozen=True)
class Sayings:
    """Everyday or English words of the lexicon, each with the official terms it leads to."""

    phrases: Phrases
    terms: tuple[tuple[str, ...], ...]

    def expand(self, text: str, explained: Sequence[Span]) -> tuple[Expansion, ...]:
        """Find the concept whose saying is most like a text.

        Args:
            text: normalised.
            explained: where variants stand that the look-up knows.

        Returns: for each word that makes it like the saying, the terms of the concept; none where the text names it.

        """
        best, *others = self.phrases.nearest(text, CANDIDATES)
        terms = self.terms[best.text][:TERMS]
        as_like = [self.terms[one.text][:TERMS] for one in others if one.cosine >= best.cosine - BESIDE]
        sure = best.cosine >= SURE
        agreed = not explained and all(_pairs(terms) & _pairs(other) for other in as_like)
        if best.cosine < NEAR or not (sure or agreed) or any(normalise(term) in text for term in self.terms[best.text]):
            return ()
        shares = _shares(text, best)
        held = [place for place, share in shares.items() if share >= TELLING * best.cosine]
        telling = [
            (start, end)
            for start, end in held
            if _names(text[start:end])
            and (not _is_official(text[start:end]) or (sure and not explained))
            and not any(start < last and first < end for first, last in explained)
        ]
        if sum(shares[place] for place in telling) < TOGETHER * best.cosine:
            return ()
        words = dict.fromkeys(text[start:end] for start, end in telling if end - start > 1)
        # A character alone may stand in other words too: then the stretch says it (揭不开锅).
        return tuple(Expansion(word, terms) for word in words or [text[held[0][0] : held[-1][1]]] if len(word) > 1)


def _shares(text: str, likeness: Likeness) -> dict[Span, float]:
    """Give what each word of a text, by its place, adds to a likeness."""
    import rjieba

    places = pairwise(accumulate(map(len, rjieba.cut(text, True)), initial=0))
    return {
        (start, end): sum(share for (first, _), share in likeness.parts if start <= first < end)
        for start, end in places
    }


def _pairs(terms: Sequence[str]) -> set[tuple[str, str]]:
    """Give the pairs of neighbouring characters: terms that share none speak of different things."""
    return {pair for term in terms for pair in pairwise(term)}


def _names(word: str) -> bool:
    """Tell whether a word says what is asked about, and is no name: 车位 does, 没 and 换 do not."""
    import rjieba

    tags = [tag for _, tag in rjieba.tag(word, False)]
    return word not in _LIGHT and _NAMES.isdisjoint(tags) and any(tag[:1] not in _FUNCTION for tag in tags)


def _is_official(word: str) -> bool:
    """Tell whether reports use a word, by the official terms of the lexicon."""
    return sum(word in terms for terms in _official()) >= OFFICIAL


@cache
def _official() -> tuple[str, ...]:
    """Give the official terms of each row, joined."""
    return tuple(normalise("|".join(row.official)) for row in rows() if not row.only_english)


@cache
def sayings(chinese: bool) -> Sayings:
    """Give the Chinese or the English ones of this package, read once."""
    pairs = [(saying, row.official) for row in rows() for saying in (row.everyday if chinese else row.english)]
    return Sayings(Phrases(bundled(), [saying for saying, _ in pairs]), tuple(terms for _, terms in pairs))
