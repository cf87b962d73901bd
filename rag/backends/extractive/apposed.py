"""Find what a quoted term is called where nothing explains it: str + where the term stands → the nouns around it.

推出“云湖1号”观光列车              →  “云湖1号”观光列车
边贸货物运输“一单到底”新模式获评…    →  边贸货物运输“一单到底”新模式

Nouns behind the term say what kind of thing it is, those before it what it is of. A kind alone that anything may be of
(“云湖”工程, “三五”发展目标) tells nothing.
"""

from __future__ import annotations

import re

from rag.figures.naming import opening_verbs
from rag.records import Span

_TERM_ENDS = re.compile(r"[”’》]")
_TERM_BEGINS = re.compile(r"[“‘《]$")
_STOPS = re.compile(r"[，。；：、（()）“”‘’《》\s的和与及]|等|\d")
"""Ends the nouns that belong to a term."""
_OF_ANYTHING = re.compile(
    r"(?:新|大|发展|专项|重大|重点|建设|工作|系列|特色)*"
    r"(?:工程|行动|计划|规划|方案|项目|活动|任务|目标|战略|思路|格局|布局|模式|机制|体系|制度|政策|举措|措施|改革|做法|经验|"
    r"理念|要求|精神|平台|品牌|产业|企业|服务|管理|建设|发展|工作)?"
)
"""What anything may be called."""
_OF_ITSELF = re.compile(
    r"(?:力|率|[质成时]?效|效应|[数质产流]量|[程额]度|比例|水平|功能|作用|优势|品质|面|数量|基本|突破|融合)$"
)
"""Ends what is told of the term itself: the “云湖”品牌影响力 is not what “云湖” is."""
_OF_SEVERAL = re.compile(r"[二两三四五六七八九十一双\d]")
"""Begins a term that stands for several things; only what they are of tells something."""
_NOUNS = ("n", "vn", "an", "j", "b", "a", "s", "l")


def apposed(text: str, term: Span) -> Span | None:
    """Give the nouns around a term in quotation marks, with it; None where they do not tell what it is.

    Args:
        text: of a passage.
        term: where the term stands in it, without its quotation marks.

    """
    start, end = term
    if not _TERM_BEGINS.search(text[:start]) or not _TERM_ENDS.match(text, end):
        return None
    kind = _nouns_behind(text[end + 1 :])
    of = _nouns_before(text[: start - 1])
    if _OF_ITSELF.search(kind):
        return None
    tells = of or not (_OF_SEVERAL.match(text[start]) or _OF_ANYTHING.fullmatch(kind))
    return (start - 1 - len(of), end + 1 + len(kind)) if kind and tells else None


def _nouns_behind(text: str) -> str:
    """Give the nouns that a text begins with, and the one character that may be left of the last."""
    stop = _STOPS.search(text)
    run = text[: stop.start()] if stop else text
    length = end = 0
    for word, tag in _tagged(run):
        if not tag.startswith(_NOUNS):
            break
        end += len(word)
        length = length if tag.startswith(("a", "b")) else end
    return run if length and len(run) - length <= 1 else run[:length]


def _nouns_before(text: str) -> str:
    """Give the nouns that a text ends with; nothing where they only name a place."""
    run = text[max((match.end() for match in _STOPS.finditer(text)), default=0) :]
    words: list[tuple[str, str]] = []
    for word, tag in reversed(_tagged(run)):
        if not tag.startswith(_NOUNS):
            break
        words.insert(0, (word, tag))
    while words and (words[0][1] in ("vn", "a") or opening_verbs(words[0][0])):  # 落实, 健全 are done to it
        del words[0]
    names_kind = any(tag[:2] != "ns" and len(word) > 1 for word, tag in words)
    placed = words and words[-1][1].startswith("ns")
    return "".join(word for word, _ in words) if names_kind and not placed else ""


def _tagged(text: str) -> list[tuple[str, str]]:
    import rjieba

    return list(rjieba.tag(text, True))
