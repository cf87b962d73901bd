"""Find where a report turns from what was done to what will be done, where no heading tells: str[] → a place.

A report reviews first and plans then. Each paragraph leans one way by its words; the turn is where those before it
lean most to review and those behind it to plan (a change point: the maximum of the cumulated sum about the mean, after
Page, "Continuous inspection schemes", Biometrika 1954). Its paragraphs' first words often say so outright (今年是…,
主要预期目标是…). A summary that only plans, or only reviews, has no turn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

LEANING = 4
"""What one paragraph counts at most by its words; the same for first words that say outright what follows."""
APART = 2
"""How far the two halves must lean apart, on average, to be two."""
OPENING_CHARS = 60
SHORT = 15
"""Shorter lines are headings, and lean no way."""

_YEAR = r"(?:19|20)\d\d年"
_PLANS = re.compile(
    rf"(?:今年|新的一年|{_YEAR})是[^。]{{0,40}}(?:之年|年份|周年|关键|开局|第一年|起步)|(?:主要)?(?:预期|奋斗|发展)?目标(?:和任务)?(?:是|为|：)|总体(?:要求|思路|考虑)|总的(?:要求|考虑|思路)|指导思想|"
    rf"(?:今年|新的一年|{_YEAR}|下一年|明年)[^，。]{{0,8}}(?:工作)?(?:目标|任务|安排|打算|计划|思路|重点)|做好今年|(?:着力|重点|突出|集中|下大力气)?(?:做好|抓好|抓紧|办好|干好)[^。]{{0,14}}(?:件事|工作|方面|任务)|下一步|建议"
)
_REVIEWS = re.compile(
    rf"(?:过去|刚刚过去)的?(?:这?一年|[一二三四五六七八九十]年|{_YEAR})|一年来|[一二三四五]年来|回顾|(?:去年|{_YEAR})(?:的|度)?工作[。：，]|初步核算|预计全年|成绩(?:是|来之|的取得)|这些成绩|(?:困难|问题|不足)[^。]{{0,14}}(?:还|仍|主要|不少)|表示[^。]{{0,8}}(?:感谢|敬意)"
)
_WILL = re.compile(
    r"将|力争|争取|年内|计划|确保|争创|要(?!素|求|闻|点|素)|努力|以上|左右|以内|不低于|加快|推动|推进|支持|实施|启动|打造|继续|开展|抓好|建成后|深入|大力|加强|强化|着力|完善|健全"
)
_DID = re.compile(
    r"了|获评|荣获|入选|圆满|成功|顺利|同比|累计|投用|被评|连续|实现|已|过去|完成|率先|达到|增长\d|下降\d|提高\d|新增\d|增加到|提高到|降到|降至|分别|居|列|得到|取得"
)


def turn(lines: Sequence[str]) -> int | None:
    """Give the number of the first line that plans; None where all are of one kind.

    Args:
        lines: paragraphs and headings of a report, in order.

    """
    places = [place for place, line in enumerate(lines) if len(line) >= SHORT]
    if len(places) < 2:
        return None
    leaning = [_leaning(lines[place]) for place in places]
    mean = sum(leaning) / len(leaning)
    reached = list(accumulate(lean - mean for lean in leaning))
    # Where the sum is lowest, the most reviewing part ends.
    last = min(range(len(reached) - 1), key=reached.__getitem__)
    before, after = leaning[: last + 1], leaning[last + 1 :]
    apart = sum(after) / len(after) - sum(before) / len(before)
    return places[last] + 1 if apart >= APART else None


def _leaning(text: str) -> float:
    """Give how far a paragraph leans to plan (above 0) or to review (below 0)."""
    will, did = len(_WILL.findall(text)), len(_DID.findall(text))
    by_words = LEANING * (will - did) / (will + did + 1)
    opening = text[:OPENING_CHARS]
    return by_words + LEANING * bool(_PLANS.search(opening)) - LEANING * bool(_REVIEWS.search(opening))
