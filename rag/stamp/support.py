"""Find the sentences of an answer that no passage supports: text + what is cited where → sentences.

A sentence that states a fact must cite a passage, and that passage must share its words. Lead-ins, headings, what says
that a report does not tell something, and conclusions drawn from what is cited (张店区的较大) state no fact of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.records import Passage, Span
from rag.stamp.stamps import Cited, Stamp
from rag.stamp.topic import asked_bag, bag

SHARED = 0.2
"""A sentence shares at least so much of its words with the passages that it cites."""
LONG_ENOUGH = 6
"""Pairs of characters; a shorter sentence is judged by its figures alone."""

_SENTENCE = re.compile(r"(?:[^。！？!?.\n]|\.(?!\s|$))+[。！？!?.]*[”’\"」]*")
_GAP = re.compile(r"\s+(?=[。！？!?；;，,.])")
"""What a mark leaves behind."""
_NO_FACT = re.compile(
    r"没有|未(?:找到|提及|提到|说明|写明|涉及|给出|列出|披露)|无法|不能(?:确定|判断)|现有[：:]|如下|[：:]\s*$|^[是不对否][的是对]?[，。.]?$|"
    r"\b(?:do(?:es)? not|did not|no (?:passage|figure|mention)|not (?:mention|stat|say|given|found|available)|none of|"
    r"cannot|unclear|as follows|nearest)\b|^(?:yes|no)\b[.,]?\s*$"
)
_CONCLUSION = re.compile(
    r"因此|所以|可见|总的来看|总体|综上|由此|相比|相差|两者|二者|[更较]|高于|低于|多于|少于|不及|领先|最[高低多少大小快慢]|"
    r"\b(?:therefore|thus|so|overall|hence|in short|higher|lower|more|less|fewer|larger|smaller|faster|slower|both|differ)\b"
)


def unsupported(
    text: str, cited: Sequence[Cited], passages: Sequence[Passage], stamped: Sequence[Stamp]
) -> tuple[str, ...]:
    """Give the sentences that state a fact without proof, in order.

    Args:
        text: the answer with its marks blanked.
        cited: which passages are cited for which stretch.
        passages: all that the backend was given.
        stamped: the figures of the answer.

    """
    found = []
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip(' \t*#•-“”"。.;；')
        own = [stamp for stamp in stamped if match.start() <= stamp.place[0] < match.end()]
        numbers = _cited_in(match.span(), cited)
        if _states_no_fact(sentence, own, bool(cited)):
            continue
        if not numbers or not _shares_words(sentence, [passages[n] for n in numbers], own):
            found.append(_GAP.sub("", match.group()).strip())
    return tuple(found)


def _cited_in(span: Span, cited: Sequence[Cited]) -> tuple[int, ...]:
    return tuple(n for one in cited if one.span[0] < span[1] and span[0] < one.span[1] for n in one.passages)


def _states_no_fact(sentence: str, own: Sequence[Stamp], cites: bool) -> bool:
    plain = sentence.lower()
    if len(plain) < 4 or _NO_FACT.search(plain):
        return True
    if own:
        return all(stamp.found == "computed" and stamp.supported_by for stamp in own)
    return cites and bool(_CONCLUSION.search(plain))


def _shares_words(sentence: str, cited: Sequence[Passage], own: Sequence[Stamp]) -> bool:
    asked = asked_bag(sentence)
    if any(stamp.supported_by for stamp in own) or len(asked) < LONG_ENOUGH or not re.search(r"[一-龥]{6}", sentence):
        return True
    there = frozenset[str]().union(*(bag(f"{p.text} {p.context.line}") for p in cited))
    return len(bag(sentence) & there) >= SHARED * len(bag(sentence)) or len(asked & there) >= SHARED * len(asked)
