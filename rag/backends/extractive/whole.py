"""Carry a window on that names a thing and leaves what is said of it to the next clause: 承诺的8件实事，已办结7件."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from rag.clauses import clauses
from rag.fit import Candidate

_OF = re.compile(r"^.*的(?=[^的]+$)")
_AMONG = re.compile(r"\d[^，。；]{1,12}中$")
"""Begins to tell how many of so many: 12项指标中."""
_SAID = re.compile(r"[\d%]$|[\d万亿][一-龥]{1,3}$")


def completed(candidate: Candidate) -> Candidate:
    """Add the next clause of the sentence where a window says nothing of what it names."""
    if not _only_names(candidate.text):
        return candidate
    (start, end), sentence = candidate.window.span, candidate.window.sentence
    behind = next((stop for first, stop in clauses(candidate.passage.text, sentence) if first >= end), end)
    return replace(candidate, window=replace(candidate.window, span=(start, behind)))


def carried_to(candidate: Candidate, tells: Callable[[str], bool]) -> Candidate:
    """Add the next clause of the sentence where it alone tells what is asked of a window: 19家，居全国第6位."""
    (start, end), sentence = candidate.window.span, candidate.window.sentence
    text = candidate.passage.text
    behind = next((span for span in clauses(text, sentence) if span[0] >= end), None)
    if not behind or tells(candidate.text) or not tells(text[slice(*behind)]):
        return candidate
    return replace(candidate, window=replace(candidate.window, span=(start, behind[1])))


def _only_names(text: str) -> bool:
    """Tell words with a modifier and no verb behind it: 年初承诺的8件实事."""
    import rjieba

    if _AMONG.search(text):
        return True
    named = _OF.sub("", text)
    return (
        named != text
        and not re.search(r"[，；：]", text)
        and not _SAID.search(text)
        and not any(tag == "v" for _, tag in rjieba.tag(named, True))
    )
