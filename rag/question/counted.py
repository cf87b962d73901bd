"""Read what a question counts in: text → the measure word behind 多少 or 几, with its place.

审议了多少件法规草案   →   件        出台了几部规章   →   部        多少项目   →   none: 项目 is a word of its own
"""

from __future__ import annotations

import re

from rag.figures.extract import unit_at
from rag.records import Span

FEW = r"(?<![好十近这那前后过数上下若])几(?![乎何经度十大率点]|年[来间内里])"
"""Asks how many; 好几个 and 几乎 do not."""

_HOW_MANY = re.compile(rf"(?:多少|{FEW})(?:余|多|[十百千万亿])*")
_SPOKEN = {"趟": "次", "桩": "件"}
"""Measures of speech that reports write otherwise."""
_OF_TRAFFIC = re.compile("[车列航船]")
"""Trains and buses are counted in 趟 by reports too."""
_STANDS_FOR_ANOTHER = re.compile(r"个点|个亿|[块毛分个]钱|块(?![一-龥])|对(?:多少|几)")
"""几个点 asks for percent, 几块钱 for yuan."""
_PEOPLE = re.compile(
    r"(?:多少|几[十百千万]+)(?:名|位)?[^，。？的]{0,4}(?:病人|患者|老人|游客|旅客|乘客|观众|职工|农民工|村民|居民|党员|干部|教师|医生|护士|志愿者|毕业生|考生)"
)
"""Counts people, without saying 人."""
_WORD_CHARS = 6
"""Characters in which a word behind 多少 ends."""


def measure(text: str) -> str:
    """Give the unit that a question counts in; empty where it names none."""
    unit = next((unit for unit, _ in _measures(text)), "人" if _PEOPLE.search(text) else "")
    return unit if _OF_TRAFFIC.search(text) else _SPOKEN.get(unit, unit)


def ends_of_measures(text: str) -> list[Span]:
    """Find where measure words end, as empty spans: 件|省人大代表建议, which would else be cut as 件省|人大."""
    return [(end, end) for _, (_, end) in _measures(text)]


def _cut_short(behind: str, unit: str) -> bool:
    """Tell whether fewer words are left behind a unit than with it: 家|长者|饭堂 for 家长|者|饭堂."""
    import rjieba

    run = re.match(r"[一-龥]*", behind[:_WORD_CHARS])
    words = run.group() if run else ""
    return len(list(rjieba.cut(words[len(unit) :], True))) < len(list(rjieba.cut(words, True)))


def _measures(text: str) -> list[tuple[str, Span]]:
    import rjieba

    found = []
    for match in _HOW_MANY.finditer(text):
        behind = text[match.end() :]
        unit = unit_at(behind)
        word = next(iter(rjieba.cut(behind[:_WORD_CHARS], True)), "")
        known, tag = next(iter(rjieba.tag(behind[:_WORD_CHARS], False)), ("", ""))
        # 家 of 家庭 is part of a word, and 张 of 张床 is none, though the two are cut as one.
        alone = len(word) <= len(unit) or (tag == "q" and len(known) <= len(unit)) or _cut_short(behind, unit)
        if unit and alone and not _STANDS_FOR_ANOTHER.match(behind):
            found.append((unit, (match.end(), match.end() + len(unit))))
    return found
