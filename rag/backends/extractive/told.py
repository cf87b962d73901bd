"""Read what a passage tells one by one, and say it an item a line: Passage → Told.

主要目标是：…；…；…      behind the words that announce it
五件实事：…，…，…        parted by commas, where they count as many
首先…；其次…；最后…      in order, under the heading or sentence before
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.backends.extractive.named import FEW
from rag.backends.extractive.task import Task
from rag.clauses import sentences
from rag.needs import needs_of
from rag.numerals import read_number
from rag.records import Passage
from rag.words import normalise

ITEMS_CHARS = 300
"""Items that are longer together lose their last clauses, as long as they have several."""

NEAR_CHARS = 4
"""A passage that goes on from another begins so many characters behind it at most."""
ALIKE = 0.25
"""An item comes near to a word when one of its own is so alike to it …"""
OF_NEAREST = 0.45
"""… and so near beside the one that comes nearest."""
_RELATED = re.compile(
    r"(?:里面?|当?中|之中)[，,]?[^，。？和与跟]{0,4}"
    r"(?:(?:[跟和与同]|涉及|关于|针对)(?P<about>[^，。？]{1,12}?)(?:有关|相关|方面)|(?:有关|关于|涉及|针对)(?P<of>[^，。？]{1,12}?)的)"
    r"[^，。？]{0,4}(?:有|是)(?:哪|什么)"
)
"""Wants of a list only what has to do with something: 10件实事里跟老人有关的有哪些."""

COUNT = re.compile(
    r"(?<![第一二三四五六七八九十\dA-Za-z])([一二两三四五六七八九十]{1,3}|\d{1,3})(?=个|项|大(?![会学])|条|方面|件|类|种|重|张|句|部|点(?!钟))"
)
_ITEM = re.compile(r"[；\n]")
_ENUMERATES = re.compile(r"^(?P<intro>.{4,60}?)[：:](?P<items>[^：:]+)$", re.S)
_IN_ORDER = re.compile(r"首先.*；\s*(?:最后|其次|再次|然后)", re.S)
_TELLS = re.compile(r"[是有为括]$")
"""Ends words that announce the clauses behind them."""
_NUMBER = re.compile(r"^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|\d+[.、．]|——)\s*")
_LEADS_OVER = re.compile(
    r"^(?:在?(?:肯定|看到|总结)[^，]{0,8}的?同时|同时|但是?|我们|也|还|必须|应该?|要|更要|(?:清醒|深刻|充分)地?|认识到|看到|，)+"
)
_EMPTY = re.compile(r"[，,]?(?:主要|具体|分别)?(?:是|有|表现在|体现在|包括|如下|为)?[：:，。]*$")
_LAST_CLAUSE = re.compile(r"(?<=[^，。]{6})[，。][^，。]*$")
_FIVE_YEARS = re.compile(r"(?:和|与)?“?十[一二三四五六七八九]五”?时期")
"""Names more years in a heading than the parts beneath it speak of."""


@dataclass(frozen=True, slots=True)
class Told:
    """Things that a passage tells one by one, and the words that announce them."""

    passage: Passage
    intro: str
    items: Sequence[str]


def told_in(passage: Passage) -> Iterator[Told]:
    """Give what a passage tells one by one: that of an outline or enumeration, or each of running text."""
    if passage.kind in ("outline", "items"):
        yield parts_of(passage)
    elif passage.kind in ("text", "appendix"):
        before = next(iter(passage.context.sections[-1:]), "")
        for span in sentences(passage.text):
            sentence = passage.text[slice(*span)].strip("。\n ")
            if _IN_ORDER.match(sentence):
                yield Told(passage, before, sentence.split("；"))
            elif told := enumeration(passage, sentence):
                yield told
            before = sentence


def enumeration(passage: Passage, sentence: str) -> Told | None:
    """Part a sentence that announces things before a colon and tells them behind it."""
    match = _ENUMERATES.match(sentence)
    if not match:
        return None
    intro, told = match["intro"], match["items"].strip("，。； ")
    items = [item.strip() for item in re.split("[；]" if "；" in told else "[，,]", told)]
    just = len(items) in announced(intro) or (len(items) > FEW and bool(_TELLS.search(intro)))
    return Told(passage, intro, items) if just or "；" in told else None


def parts_of(passage: Passage) -> Told:
    """Part an outline or enumeration into the words before its items, and the items."""
    if "：\n" in passage.text:
        intro, _, rest = passage.text.rpartition("：\n")
    else:
        first = re.search(r"[（(]1[）)]|①|一是|(?<=[。：])1[.．、]", passage.text)
        start = first.start() if first else 0
        intro, rest = passage.text[:start].rstrip("：:，。"), passage.text[start:]
    if not plain(announcement(intro)) and passage.context.sections:
        intro = passage.context.sections[-1]
    if len(passage.context.years) == 1:
        intro = _FIVE_YEARS.sub("", intro)
    return Told(passage, intro, [item.strip("。 ") for item in _ITEM.split(rest) if item.strip("。 ")])


def announced(text: str) -> list[int]:
    """Give the numbers of things that words announce: 三个方面; not those in names such as “一张网”."""
    numbers = (read_number(match.group()) for match in COUNT.finditer(re.sub("“[^”]*”", "", text)))
    return [number for number in numbers if number > 1]


def announcement(intro: str) -> str:
    """Give the clause that announces a list: the last one with its count, else the last that says what is listed."""
    said = [clause for clause in re.split(r"[。\n，,：:]", intro) if _EMPTY.sub("", clause)]
    counted = [clause for clause in said if COUNT.search(clause)]
    return (counted or said or [""])[-1].strip()


def listing(task: Task, passage: Passage, intro: str, items: Sequence[str]) -> str:
    """Say a list, or those of it that the question is about, and how many it holds where another number is announced."""
    rest = _rest(task, passage, items)
    items = [told for item in (*items, *rest.items) if (told := re.sub(r"[，,]?等等?$", "", item))]
    numbers = announced(intro or task.question.text)
    short = task.say.found_items(numbers[0], len(items)) if numbers and len(items) not in numbers else ""
    about, picked = related(task, items)
    if picked:
        short = task.say.picked_items(len(items), about)
    marks = [task.number(one) for one in (passage, *((rest.passage,) if rest.items else ()))]
    return task.say.listing(passage.context, f"{plain(intro)}{short}", _shortened(picked or items), *marks)


def _rest(task: Task, passage: Passage, items: Sequence[str]) -> Told:
    """Give the items of a list that its passage breaks off, from the first sentence of the passage behind it; none where it ends."""
    text = passage.text.rstrip()
    behind = [
        hit.passage
        for hit in task.own
        if hit.passage.report_id == passage.report_id
        and hit.passage.kind == passage.kind
        and 0 <= hit.passage.span[0] - passage.span[1] < NEAR_CHARS
    ]
    if not (text.endswith("；") and items and text.rstrip("；").endswith(items[-1]) and behind):
        return Told(passage, "", ())
    first = behind[0].text[slice(*sentences(behind[0].text)[0])].strip("。\n ")
    return Told(behind[0], "", [item.strip() for item in first.split("；")])


def wanted_about(asked: str) -> str:
    """Give the words for what alone is wanted of a list; empty where all of it is."""
    match = _RELATED.search(asked)
    return (match["about"] or match["of"]) if match else ""


def related(task: Task, items: Sequence[str]) -> tuple[str, list[str]]:
    """Give the words for what alone is wanted of a list, and the items that come near them; none where all are wanted."""
    about = wanted_about(task.question.text)
    needs = [need for need in needs_of(task.question, task.index) if need.word in normalise(about)]
    nearest = task.alike.nearest([normalise(item) for item in items], needs)
    least = (OF_NEAREST * nearest.max(axis=0, initial=0)).clip(ALIKE)
    return about, [item for item, likeness in zip(items, nearest, strict=True) if (likeness >= least).any()]


def _shortened(items: Sequence[str]) -> list[str]:
    """Take the last clause from the longest item that has several, until all are short enough together."""
    short = list(items)
    while sum(map(len, short)) > ITEMS_CHARS and (long := [item for item in short if _LAST_CLAUSE.search(item)]):
        longest = max(long, key=len)
        short[short.index(longest)] = _LAST_CLAUSE.sub("", longest)
    return short


def plain(intro: str) -> str:
    """Take from an announcement its number and what only leads over to it: 同时，我们也看到，…，主要是."""
    return _EMPTY.sub("", _LEADS_OVER.sub("", _NUMBER.sub("", intro.strip())))
