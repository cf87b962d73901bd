"""Cut text into the words that BM25 counts: str -> list[str], the same for passages and for questions.

    增长5.5%，新建“口袋公园”1.2万平方米  →  增长  5.5%  新建  口袋  公园  口袋公园  1.2万  平方  平方米

The words are those of jieba's search mode, which puts the shorter words of a long one before it, cut by rjieba: the
same algorithm, some fifteen times faster. What a dictionary would break is taken out first and kept whole: figures
with their % or 万/亿, terms in quotation marks, words in Latin letters. Not here: synonyms (rag/lexicon), weights and
counting (rag/index/sparse.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

QUOTED_LENGTH = 12
"""Characters of the longest quotation that counts as one word: longer ones are sentences rather than names."""

_FUNCTION_WORDS = frozenset(
    "的了着和与及或而并且也都就又还在于从自由被把将向对为以按是等之其该此这那所地得"  # each a word of its own
    "万亿"  # the scale of a figure: part of the figure's own word
)
"""They stand in nearly every passage, so that they weigh nothing and only blur how long a passage is.

Never among them: 不, 未, 无 and the like, which turn a sentence round.
"""

_PIECE = re.compile(
    rf"""
    (?= [“《个a-zà-öø-ÿ\d] )  # what no piece can start with is passed over quickly
    (?: [“《] (?P<quoted> [^“”《》,。;:!?\n]{{2,{QUOTED_LENGTH}}} ) [”》]
    | (?P<joined> [a-z\d]+ (?: \+ [a-z\d]+ )+ )                         # 2+4, 1+n
    | (?P<latin> \d* [a-zà-öø-ÿ] [a-zà-öø-ÿ\d]* (?: (?<=\d) \.\d+ )? )  # gdp, 5g, pm2.5
    | (?P<number> (?: \d{{1,3}} (?: ,\d{{3}} )+ (?! \d ) | \d+ ) (?: \.\d+ )? )
      (?: (?P<percent> [%‰] ) | (?P<scale> 万亿 | [万亿] ) (?P<measure> (?= [平立]方 ) )? )?
    | (?P<points> 个百分点 ) )
    """,
    re.VERBOSE,
)

_STRAIGHT_QUOTES = re.compile(r'"([^"\n]*)"')

_HOLE = "\ue000"
"""Stands for a piece while the rest is cut: a private character, which the cutter leaves alone."""


def normalise(text: str) -> str:
    """Bring the forms of one character together: NFKC (full width to half, radicals), simplified, lower case."""
    return simplified(unicodedata.normalize("NFKC", text)).lower()


def simplified(text: str) -> str:
    """Write traditional characters as simplified ones, one for one: places in the text stay what they are.

    Characters that simplified texts have as well (乾, 著) are left alone.
    """
    return text.translate(_simplified_forms())


@cache
def _simplified_forms() -> dict[int, int]:
    """Read the pairs of traditional.txt: a line of traditional characters, a line of the same simplified.

    They are those of OpenCC (https://github.com/BYVoid/OpenCC, Apache-2.0, TSCharacters).
    """
    traditional, plain = (Path(__file__).parent / "traditional.txt").read_text("utf-8").splitlines()
    return {ord(one): ord(other) for one, other in zip(traditional, plain, strict=True)}


def words(text: str) -> list[str]:
    """Cut a text into words.

    Args:
        text: a passage, a question or a term, as written.

    Returns:
        Its words, normalised, in order and with repeats; punctuation and function words are left out.

    """
    plain = normalise(text).replace(_HOLE, " ")
    return _cut(_STRAIGHT_QUOTES.sub(r"“\1”", plain))


def _cut(text: str) -> list[str]:
    from rjieba import cut_for_search

    pieces: list[list[str]] = []

    def take_out(piece: re.Match[str]) -> str:
        pieces.append(_piece_words(piece))
        # The scale of a figure stays for the unit, 13.5|万亩; but jieba would cut 万平方公里 as 万平方|公里.
        return _HOLE if piece["measure"] is not None else _HOLE + (piece["scale"] or "")

    rest = _PIECE.sub(take_out, text)
    return list(_filled(cut_for_search(rest), iter(pieces)))


def _piece_words(piece: re.Match[str]) -> list[str]:
    if (quoted := piece["quoted"]) is not None:
        parts = _cut(quoted)
        whole = "".join(quoted.split())
        return parts if whole in parts or not parts else [*parts, whole]
    if (number := piece["number"]) is not None:
        return [number.replace(",", "") + (piece["percent"] or piece["scale"] or "")]
    if (points := piece["points"]) is not None:
        return ["百分点", points]
    return [piece[0]]


def _filled(cut: list[str], pieces: Iterator[list[str]]) -> Iterator[str]:
    for word in cut:
        if word == _HOLE:
            yield from next(pieces)
        elif word.isalnum() and word not in _FUNCTION_WORDS:
            yield word
