"""Find the troubles that a report owns up to, one by one: str → Troubles.

也要看到，我镇发展还有不少短板，主要是：产业单一，路不好走。…。我们一定…   what comes behind the announcement, up to what is promised
也清醒认识到，产业层次还不高；学位仍有缺口；…                            what comes behind 认识到
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.clauses import clauses, sentences
from rag.records import Span

FEW = 3
"""So many clauses are told one by one where nothing but commas parts them."""

_NOUN = "(?:困难|问题|挑战|短板|不足|弱项|差距)"
_LEAD = re.compile(
    rf"(?:^|(?<=[。！\n]))(?P<lead>[^。！\n]{{0,40}}?(?:(?:认识|看|意识)到|正视|面临|存在|仍有|还有)"
    rf"(?:[^。；：\n]{{0,60}}?{_NOUN}[^，。；：、\n]{{0,8}}(?=[：。]|[，。]\s*(?:主要|具体|突出)(?:是|有|表现|体现))|(?<=到)(?=，)))"
    r"[，。：]?\s*(?:(?:主要|具体|突出)(?:是|有|(?:表现|体现)[在为]?)[：，]?)?\s*"
)
"""Leads over to troubles: up to the word that says what they are, or to 认识到 where the first of them stands right behind it."""
_OWNS_UP = re.compile(rf"清醒|同时|{_NOUN}")
_TROUBLE = re.compile(rf"{_NOUN}|不[够强高优牢]|薄弱|艰巨|严峻")
_CLOSES = re.compile(r"\s*(?:对[此于这以上]|针对|这些|以上|我们|为此|面对|必须|各位)")
_SIGNS = "，；。：\n 　"
_LAST = re.compile(rf"(?:[{_SIGNS}]|等等)+$")


@dataclass(frozen=True, slots=True)
class Troubles:
    """Where the words stand that lead over to troubles, and where each of these does."""

    lead: Span
    items: tuple[Span, ...]


def troubles(text: str) -> Troubles | None:
    """Find the troubles that a text tells one by one; None where it tells no two."""
    for match in _LEAD.finditer(text):
        items = _items(text, match.end()) if _OWNS_UP.search(match["lead"]) else ()
        if len(items) > 1 and _TROUBLE.search(match["lead"] + text[slice(*items[0])]):
            return Troubles(match.span("lead"), items)
    return None


def _items(text: str, start: int) -> tuple[Span, ...]:
    """Give what is told one by one from a place on: sentences, or the parts of the only one."""
    line = text.find("\n", start)
    told: list[Span] = []
    for begin, end in sentences(text[start : line if line > 0 else len(text)]):
        if _CLOSES.match(text, start + begin):
            break
        told.append((start + begin, start + end))
    if len(told) == 1:
        by_commas = clauses(text, told[0])
        told = _parts(text, told[0]) or (by_commas if len(by_commas) >= FEW else [])
    return tuple(span for span in (_trimmed(text, span) for span in told) if span[0] < span[1])


def _parts(text: str, sentence: Span) -> list[Span]:
    """Give the parts of a sentence between semicolons; none where it has no semicolon."""
    inside = text[slice(*sentence)]
    parts = [(sentence[0] + part.start(), sentence[0] + part.end()) for part in re.finditer("[^；]+", inside)]
    return parts if len(parts) > 1 else []


def _trimmed(text: str, span: Span) -> Span:
    """Leave out the signs around words, and 等等 behind the last ones."""
    inside = text[slice(*span)]
    start = span[0] + len(inside) - len(inside.lstrip(_SIGNS))
    return start, max(start, span[0] + len(_LAST.sub("", inside)))
