"""Read which sector's share in the economy is asked for, which reports tell as one ratio of three: 三次产业结构为8:40:52.

第三产业占比 · 服务业占经济的比重   →   the sector's words, with what the ratio is called
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.records import Expansion

RATIO_NAMES = ("三次产业结构", "三次产业比重", "三次产业比例", "三次产业")
"""What reports call the ratio."""

_SECTOR = re.compile(r"第[一二三]产业|(?<![一-龥])[一二三]产|服务业|农业|(?<![一-龥])工业")
_SHARE = re.compile(r"占(?!地)|比重|比例|份额|几成|share|percentage")
_WHOLE = re.compile(r"经济|GDP|生产总值|第[一二三]产业|[一二三]产", re.I)
_RATIO = re.compile(r"三次产业.*(?<![\d.:：∶])\d+(?:\.\d+)?(?:[:：∶]\d+(?:\.\d+)?){2}(?![\d:：∶])", re.S)


def of_sectors(text: str, topic: str) -> Iterator[Expansion]:
    """Give what stands for the sectors whose share of the economy is asked for.

    Args:
        text: the question.
        topic: of it.

    """
    if _SHARE.search(text) and _WHOLE.search(text):
        yield from (Expansion(word, RATIO_NAMES) for word in dict.fromkeys(_SECTOR.findall(topic)))


def dealt_out(text: str) -> str:
    """Say which part of the ratio is of which sector: 三次产业结构为8:40:52（一、二、三产）."""
    return _RATIO.sub(r"\g<0>（一、二、三产）", text, count=1)
