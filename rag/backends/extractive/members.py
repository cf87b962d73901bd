"""Find the things that a text names beside their number: a question that wants so many + passages → Members.

培育陶瓷、竹编、漆器3条特色产业链               named before their number
建设三大片区：东岭、西洲、南湾                   named after it
“三新”产业…。支持新能源…；引导新材料…；推动…      told one by one behind the term that counts them
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.clauses import clauses, sentences
from rag.english.claims import counted_in_english
from rag.needs import Need
from rag.numerals import read_number
from rag.periods import FIVE_YEAR_PLAN
from rag.records import Hit, Passage, Span
from rag.words import normalise

COVERED = 0.5
"""A clause names what is asked for when it holds more of the question's words than this share."""

TWO = 2
"""Characters that name a kind of things at least."""

_NUMBER = r"(?P<count>[两二三四五六七八九十]{1,2}|\d{1,2})"
_MEASURE = "(?:[个项大条种类重张家座处件场]|方面)"
_KIND = rf"(?P<kind>{_MEASURE}[“]?[一-龥]{{1,10}})"
_NAMED_BEFORE = re.compile(rf"(?P<items>(?:[^，。；：、\n]+、)+[^，。；：、\n]+?)等?{_NUMBER}{_KIND}")
_NAMED_AFTER = re.compile(
    rf"{_NUMBER}{_KIND}[”’]?(?:[：:]|，?(?:即|包括|分别[是为]|就是|是指|指))(?P<items>(?:[^，。；：\n]+[、；])+[^，。；：\n]+)"
)
_LAST_TWO = re.compile(r"[和与及]|以及")
_WANTED = re.compile(rf"哪{_NUMBER}{_MEASURE}")
_ASKED = re.compile(rf"{_NUMBER}{_MEASURE}[^，。？?]{{0,12}}?(?:都|分别|具体|各)?(?:指的?|是|有|叫|包括)(?:哪|什么|啥)")
"""Wants things by their number without a 哪 before it: 六大片区分别是什么."""
_CLASS = re.compile(
    r"(?:[两二三四五六七八九十]{1,2}|\d{1,2})[一-龥](?!点)[一-龥]{1,4}?(?=和|与|及|、|，|各|分别|都|指|是|有|包括|[？?]|$)"
)
"""Names a number of things of a kind: 三座桥."""
_TERM = re.compile(
    r"[“‘\"『](?P<term>(?P<count>[两二三四五六七八九十])[一-龥]{1,5})[”’\"』](?P<noun>[一-龥]{2,4}?)(?=[是有包的具都各分指，？?]|$)"
)

_PLAN = re.compile(rf"[“\"]{FIVE_YEAR_PLAN.pattern}[”\"]")
"""Names a period, and counts nothing."""


@dataclass(frozen=True, slots=True)
class Members:
    """The words of a passage that name what is asked for, or the things told one by one and the term that counts them."""

    passage: Passage
    text: str
    items: tuple[str, ...] = ()


def wanted_items(asked: str) -> int:
    """Give how many things a question wants named where it says 哪三个; 0 where it does not."""
    wanted = _WANTED.search(asked)
    return read_number(wanted["count"]) if wanted else 0


def of_term(asked: str) -> bool:
    """Tell whether the things are wanted that a term in quotation marks counts: “三新”产业是哪三个."""
    return bool(_TERM.search(_PLAN.sub(" ", asked)))


def members(asked: str, needs: Sequence[Need], hits: Sequence[Hit]) -> Members | None:
    """Find what names just so many things as the question wants.

    Args:
        asked: the question.
        needs: the words of it.
        hits: where it may stand.

    Returns: None where the question does not say how many it wants, or no passage names so many of them.

    """
    if term := _TERM.search(asked):
        return next(filter(None, (_one_by_one(hit.passage, term) for hit in hits)), None)
    if several := _several(asked, hits):
        return several
    counted = _ASKED.search(asked)
    wanted = wanted_items(asked) or (read_number(counted["count"]) if counted else counted_in_english(asked))
    total = sum(need.weight for need in needs)
    if not wanted or not total:
        return None

    def covered(text: str) -> float:
        return sum(need.weight for need in needs if need.met_by(normalise(text))) / total

    rated = [
        (covered(text), hit.passage, text)
        for hit in hits
        if hit.passage.kind in ("text", "appendix")
        for text, led in _naming(hit.passage, wanted, needs)
        if covered(led) > COVERED
    ]
    if not rated:
        return None
    _, passage, text = max(rated, key=lambda one: one[0])
    return Members(passage, _without_figures(text, asked, needs))


def _several(asked: str, hits: Sequence[Hit]) -> Members | None:
    """Find the sentence that tells of two numbers of things or more, each called as the question calls it."""
    kinds = _CLASS.findall(asked)
    for hit in hits if len(kinds) > 1 else ():
        for sentence in sentences(hit.passage.text):
            text = hit.passage.text[slice(*sentence)]
            places = [text.find(kind) for kind in kinds]
            if min(places) >= 0:
                span = (sentence[0] + min(places), sentence[0] + max(places) + 1)
                return Members(hit.passage, hit.passage.text[slice(*_around(hit.passage.text, sentence, span))])
    return None


def _naming(passage: Passage, wanted: int, needs: Sequence[Need]) -> Iterator[tuple[str, str]]:
    """Give the clauses that name so many things of a kind that the question names too, and what leads over to them with them."""
    text, before = passage.text, 0
    for sentence in sentences(text):
        for pattern in (_NAMED_BEFORE, _NAMED_AFTER):
            for match in pattern.finditer(text, *sentence):
                kind = normalise(match["kind"])
                if read_number(match["count"]) == wanted in counts_of(match["items"]) and any(
                    need.touched_by(kind) for need in needs
                ):
                    start, end = _around(text, sentence, match.span())
                    yield text[start:end], " ".join([*passage.context.sections, text[before:end]])
        before = sentence[0]


def _without_figures(text: str, asked: str, needs: Sequence[Need]) -> str:
    """Leave out what figures say of things behind their number: 陶瓷、竹编2大产业|产值分别增长3%和5%."""
    match = _NAMED_BEFORE.search(text)
    if not match:
        return text
    kind = match["kind"]
    named = max(end for end in range(1, len(kind) + 1) if kind[1:end] in asked)
    short = text[: match.start("kind") + named]
    told = [need for need in needs if need.met_by(normalise(text))]
    figures_only = named > TWO and re.search(r"\d", text[len(short) :])
    return short if figures_only and all(need.met_by(normalise(short)) for need in told) else text


def counts_of(items: str) -> range:
    """Count the things that words name beside each other; an “and” may join the last two, or stand in the name of one.

    基本医保、大病保险与医疗救助 are three, and 东岭和西洲片区、南湾、北塘 are three or four.
    """
    parts = re.split("[、；]", items)
    joined = [bool(_LAST_TWO.search(part[1:-1])) for part in parts]
    least = len(parts) + (joined[-1] and not any(joined[:-1]))
    return range(least, len(parts) + sum(joined) + 1)


def _around(text: str, sentence: Span, span: Span) -> Span:
    """Give the clauses that a span reaches over."""
    over = [part for part in clauses(text, sentence) if part[0] < span[1] and part[1] > span[0]]
    return over[0][0], over[-1][1]


def _one_by_one(passage: Passage, term: re.Match[str]) -> Members | None:
    """Find, in the sentence with a term or the one behind it, the parts that each tell of one thing it counts."""
    of_passage = [passage.text[slice(*span)].strip("。\n ") for span in sentences(passage.text)]
    at = next((i for i, sentence in enumerate(of_passage) if term["term"] in sentence), None)
    for sentence in of_passage[at : at + 2] if at is not None else ():
        parts = sentence.split("；")
        if len(parts) == read_number(term["count"]) and all(term["noun"] in part for part in parts):
            return Members(passage, f"“{term['term']}”{term['noun']}", tuple(part.split("，")[0] for part in parts))
    return None
