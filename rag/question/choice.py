"""Read by which word a question asks which of two is the larger, or the smaller: text → Choice.

哪年更快 · 谁定得高 · which grew faster       the larger
哪年更低 · which is lower                     the smaller
高了还是低了 · higher or lower                whether the first is the larger or the smaller
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rag.records import Span
from rag.selection import PLACES

MORE = r"(?:增加|提高|上升|提升|上调|扩大|高|多|大|快|(?<![增延特成])长|强|升|涨)"
LESS = r"(?:减少|降低|下降|下滑|下调|回落|缩小|低|少|小|慢|短|弱|降|跌)"
_WAY = rf"(?:{MORE}|{LESS})"
_SHORT_MORE = r"高|多|大(?!专|学|型)|快|(?<![增延特成])长|猛|强|领先|靠前"
_SHORT_LESS = r"低|少|(?<![大中])小|慢|短|弱|靠后"
SHORT_WAY = rf"(?:{_SHORT_MORE}|{_SHORT_LESS})"
_OF_PLACE = rf"哪(?:一?[个边里年份家季样项种]|儿|{PLACES})(?:季|度|{PLACES})?|谁"
_HOW = r"(?:(?:增长|上涨|发展|[定设涨增升降跌长])得|增长|上涨|下降|涨|更|最|比较|还)"
_MOVED = re.compile(r"[增涨升降跌减快慢]|长得|gr[eo]w|ris|rose|increas|expand|fast|slow|fall|fell|declin|drop")
_FELL = re.compile(r"降|跌|减|fell|fall|declin|drop|decreas")
_ENGLISH_MORE = r"more|higher|faster|larger|bigger|greater|longer"
_ENGLISH_LESS = r"less|fewer|lower|slower|smaller|shorter"
_VERB = r"(?:(?:gr[eo]wn?|grows?|rose|rise[sn]?|increased?|f[ae]ll|declined?|dropped?|expanded?) )?(?:much |the )?"
_BOTH = re.compile(
    rf"(?:定得|究竟|到底)?(?:是|更)*(?P<one>{_WAY})(?:了|些)?(?:还是|或者?|抑或){{1,2}}(?:是|更)*(?P<other>{_WAY})(?:了|些)?|"
    rf"是(?P<is>{_WAY})是(?P<or>{_WAY})|"
    rf"\b(?:(?P<more>{_ENGLISH_MORE}) or (?P<fewer>{_ENGLISH_LESS})|(?P<less>{_ENGLISH_LESS}) or (?P<greater>{_ENGLISH_MORE}))\b",
    re.I,
)
_ONE = re.compile(
    rf"(?:{_OF_PLACE})的?(?:人数|数量|数|增速|增幅|涨幅|降幅|速度|幅度)?{_HOW}*(?P<way>{SHORT_WAY})(?:一?[些点])?|"
    rf"(?P<which>{_OF_PLACE})的?[^，。？?哪谁]{{1,14}}?(?P<apart>{_HOW}+(?P<far>{SHORT_WAY})(?:一?[些点])?|(?P<bare>[高快低慢]|多(?!少)|(?<!多)少))(?=[，。？?]|$)|"
    rf"[高低多少快慢](?:一?[些点])?，?还是[一-龥]{{2,12}}?(?P<or>[高低多少快慢])(?=[？?，。]|$)|"
    rf"\bwhich\b[^?,.;]{{0,60}}?\b(?P<english>{_VERB}(?P<than>{_ENGLISH_MORE}|{_ENGLISH_LESS}))\b(?! than)|"
    rf"\b(?:is|are|was|were|did|does|do|has|have|had)\b(?![^?]*\bthan\b)[^?;]*?\b(?P<whether>{_VERB}(?P<either>{_ENGLISH_MORE}|{_ENGLISH_LESS}))\b(?=[^?;]*\bor\b)",
    re.I,
)
_PLAIN = re.compile(r"[高低多少快慢大小长短]|[a-z]+", re.I)
_SMALLER = re.compile(rf"{LESS}|{_SHORT_LESS}|{_ENGLISH_LESS}", re.I)


@dataclass(frozen=True, slots=True)
class Choice:
    """By which words the larger of two is asked for, and the smaller; both where it is asked which of them the first is."""

    more: str = ""
    fewer: str = ""
    moved: bool = False
    """Whether it is asked which moved the further: 增得多, grew faster."""
    falls: bool = False
    """Whether it is asked which fell the further."""
    spans: tuple[Span, ...] = ()
    """Where the words stand."""

    def of(self, one: Decimal, other: Decimal) -> tuple[bool, str]:
        """Choose between two figures that differ.

        Returns: whether the first is chosen, and the word that is true of it, empty where none says it plainly (猛).

        """
        larger = (one < other) if self.falls else (one > other)
        if self.more and self.fewer:
            first, word = True, self.more if larger else self.fewer
        else:
            first, word = larger == bool(self.more), self.more or self.fewer
        return first, word if _PLAIN.fullmatch(word) else ""


@lru_cache(maxsize=64)
def choice(text: str) -> Choice | None:
    """Read which of two is asked for; None where that is not asked.

    Args:
        text: the question, normalised; one that names two things.

    """
    if both := _BOTH.search(text):
        words = [word for word in both.groups() if word]
        more, fewer = reversed(words) if _SMALLER.fullmatch(words[0]) else words
        return Choice(more, fewer, spans=(both.span(),))
    found = _ONE.search(text)
    if not found:
        return None
    parts = [name for name in ("which", "apart", "english", "whether") if found[name]]
    word = next(found[name] for name in ("way", "far", "bare", "or", "than", "either") if found[name])
    spans = tuple(found.span(name) for name in parts) or (found.span(),)
    said = " ".join(text[slice(*span)].lower() for span in spans)
    more, fewer = ("", word.lower()) if _SMALLER.fullmatch(word) else (word.lower(), "")
    return Choice(more, fewer, moved=bool(_MOVED.search(said)), falls=bool(_FELL.search(said)), spans=spans)
