"""Cut a passage into sentences and clauses: str → spans.

    新增城镇就业1.69万人，获评全市先进区县。   →   clause | clause

Commas inside brackets and quotation marks do not part clauses.
"""

from __future__ import annotations

import re

from rag.records import Span

_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’）》]*|\n|$)")
_OPENERS, _CLOSERS = "（(“《", "）)”》"
_ENDS = "，,；;：:。！？!?\n"


def sentences(text: str) -> list[Span]:
    """Give the spans of the sentences."""
    return [match.span() for match in _SENTENCE.finditer(text) if match.group().strip()]


def clauses(text: str, sentence: Span) -> list[Span]:
    """Give the spans of a sentence's clauses, without the punctuation between them."""
    found: list[Span] = []
    start, depth = sentence[0], 0
    for position in range(*sentence):
        sign = text[position]
        if sign in _OPENERS:
            depth += 1
        elif sign in _CLOSERS:
            depth = max(0, depth - 1)
        elif sign in _ENDS and depth == 0 and not _inside_number(text, position):
            found.append((start, position))
            start = position + 1
    found.append((start, sentence[1]))
    return [span for span in (_stripped(text, span) for span in found) if span[0] < span[1]]


def _inside_number(text: str, position: int) -> bool:
    """Tell 1,024 and 0.3：40.1 from punctuation."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return text[position] in ",:：" and before.isdigit() and after.isdigit()


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in " 　。，；：！？\n":
        start += 1
    while start < end and text[end - 1] in " 　。，；：！？!?;,:\n":
        end -= 1
    return start, end
