"""Mend what was mistyped in a term of the lexicon: text → text, and what was mended.

一般公共预算收人 → 一般公共预算收入      养老床味 → 养老床位

Only one character of a term, one that sounds or looks like the right one and is part of no word as it stands; a term that
is right in itself is never touched. Not here: places (rag/places.py).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from rag.lexicon import lexicon

SHORTEST = 4
LONGEST = 12
"""Characters of the terms that are mended."""

_LOOK_ALIKE = re.findall(
    r"\S+",
    "人入八 己已巳 未末木 土士 日曰 千干于 天夭夫 侯候 拔拨 晴睛 帐账胀 析折拆 待侍 往住 厉历 籍藉 挡档 园圆 幅副福 枝技 "
    "抢枪 治冶 准淮 贷货 侧测则 辨辩辫 坏环怀 处外 力刀 大太犬 王玉主 几凡 办为 休体 性姓 情清晴请 经轻 底低抵 据剧 历压 "
    "微徽 震振 弛驰 梁粱 竟竞 遗遣 暑署 粟栗 戊戍戌 萧肃 祟崇 祥详 密蜜 疆僵 券卷",
)
"""Characters that look alike, a group a word."""
_COMMON = frozenset("的地得了是在和有个几多少家所不上下大小年月日这那也都还要会能到去来给把被从向对与及或")
"""Characters that stand alone in any question."""


def respelt(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Mend the terms of a text.

    Args:
        text: the topic of a question, normalised.

    Returns: the text, and what was typed with what was meant.

    """
    mended: list[tuple[str, str]] = []
    for start, typed, meant in _mistyped(text):
        if text[start : start + len(typed)] == typed:
            text = text[:start] + meant + text[start + len(typed) :]
            mended.append((typed, meant))
    return text, mended


def _mistyped(text: str) -> Iterator[tuple[int, str, str]]:
    """Find terms with one character wrong, the longest first."""
    alone = _alone(text)
    if not alone:
        return
    variants, halves = lexicon().variants, _halves()
    for length in range(min(LONGEST, len(text)), SHORTEST - 1, -1):
        for start in range(len(text) - length + 1):
            typed = text[start : start + length]
            if typed in variants or alone.isdisjoint(range(start, start + length)):
                continue
            middle = length // 2
            for meant in (*halves.get((length, 0, typed[:middle]), ()), *halves.get((length, 1, typed[middle:]), ())):
                wrong = [i for i in range(length) if typed[i] != meant[i]]
                if len(wrong) == 1 and start + wrong[0] in alone and _alike(typed[wrong[0]], meant[wrong[0]]):
                    yield start, typed, meant
                    break


def _alone(text: str) -> set[int]:
    """Give the places of characters that belong to no word of the dictionary."""
    import rjieba

    cut = rjieba.cut(text, False)
    starts = accumulate(map(len, cut), initial=0)
    return {
        start
        for start, word in zip(starts, cut, strict=False)
        if len(word) == 1 and "一" <= word <= "龥" and word not in _COMMON
    }


def _alike(typed: str, meant: str) -> bool:
    looks = any(typed in group and meant in group for group in _LOOK_ALIKE)
    return looks or bool(_sounds(typed) & _sounds(meant))


def _sounds(character: str) -> set[str]:
    """Give the readings of a character without tones, zh like z and ng like n, as many type them."""
    from pypinyin import Style, pinyin

    readings = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    return {re.sub(r"(?<=^[zcs])h|(?<=n)g$", "", reading) for reading in readings}


@cache
def _halves() -> dict[tuple[int, int, str], list[str]]:
    """Give the terms by their length and either half: with one character wrong, the other half is right."""
    halves: defaultdict[tuple[int, int, str], list[str]] = defaultdict(list)
    for term in lexicon().variants:
        if SHORTEST <= len(term) <= LONGEST and all("一" <= character <= "龥" for character in term):
            middle = len(term) // 2
            halves[len(term), 0, term[:middle]].append(term)
            halves[len(term), 1, term[middle:]].append(term)
    return dict(halves)
