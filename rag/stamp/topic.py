"""Tell whether the words at two figures are about the same thing: text → word pairs and names of indicators.

What is compared are pairs of neighbouring characters, so that 城镇新增就业 and 城镇就业新增 share most, with the table of
indicators and the lexicon in between: GDP is 地区生产总值, urban new jobs are 城镇新增就业.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.figures.indicators import key, variants
from rag.lexicon import lexicon

_GENERIC = re.compile(
    r"20\d\d年|(?<![a-z\d.])[\d.,]+|今年|去年|全年|年内|年度|当年|同年|全[省市区县]|同比|增长|增加|下降|减少|提高|提升|达到|达|完成|实现|计划|目标|预期|预计|力争|"
    r"以上|以下|以内|左右|超过|突破|约|共|累计|分别|已经|已|将|要|为|的|了|是|在|与|和|及|等|个百分点|百分点|亿元|万元|亿|万|余|多|其中|工作|情况|政府|报告"
)
_RUN = re.compile(r"[一-龥]{2,}|(?<![a-z])[a-z][a-z0-9]{2,7}(?![a-z0-9])")
_HAS_CHINESE = re.compile(r"[一-龥]{2}")


@lru_cache(maxsize=4096)
def bag(text: str) -> frozenset[str]:
    """Give the pairs of characters of a text, and its Latin words where it is a mixed one, without what stands at any figure."""
    plain = _GENERIC.sub(" ", key(text))
    return frozenset(
        pair
        for run in _RUN.findall(plain)
        for pair in ([run] if run.isascii() else [run[i : i + 2] for i in range(len(run) - 1)])
    )


@lru_cache(maxsize=1024)
def asked_bag(text: str) -> frozenset[str]:
    """Give the bag of an answer's words, with what the reports call the same."""
    return bag(text).union(*(bag(term) for expansion in lexicon().expand(text) for term in expansion.terms))


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Give how much of the smaller bag the larger one holds, from 0 to 1; 0 where one is empty."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


@lru_cache(maxsize=1024)
def known_indicators(text: str) -> frozenset[str]:
    """Give the indicators of the table that a text names, the longest where one name holds another; English by the lexicon."""
    plain = key(text)
    found = _named(plain)
    if not _HAS_CHINESE.search(text):
        for expansion in lexicon().expand(text):
            found |= _named(key(expansion.terms[0]))
    return frozenset(found)


def _named(plain: str) -> set[str]:
    table = variants()
    spans: list[tuple[int, int]] = []
    found: set[str] = set()
    for length in range(min(_longest(), len(plain)), _SHORTEST - 1, -1):
        for start in range(len(plain) - length + 1):
            name = table.get(plain[start : start + length])
            if name and not any(start < e and s < start + length for s, e in spans):
                spans.append((start, start + length))
                found.add(name)
    return found


_SHORTEST = 4
"""Characters of the shortest variant looked for in running text: 投资 or 收入 stand in many names."""


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, variants()))
