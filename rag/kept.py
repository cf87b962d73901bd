"""Tell whether words say that what was planned came about: 低于预期目标 → -1, 超额完成 → 1."""

from __future__ import annotations

import re
from decimal import Decimal

WHOLE = 100
"""All that was planned, in %."""

AIM = r"(?:目标|计划|预期|任务|承诺|要求|工期)"
_SET = r"(?:年初|年度|全年|原定|既定|预定|当初|原|的|\d[\d.]*[^，。；\d]{0,4})*"
_MISSED = (
    rf"(?:低于|少于|慢于|不及|未能?(?:达到|完成|实现)|没有?(?:达到|完成|实现)|达不到)[^，。；]{{0,8}}{AIM}|"
    rf"比{_SET}{AIM}[^，。；]{{0,4}}?(?:少|低|慢|晚|推迟)|[距离与较]{_SET}{AIM}[^，。；]{{0,6}}?[差欠]|未能?[如按]期|"
    r"\bmiss(?:ed)?\b|\bf(?:all|ell) short"
)
_PASSED = (
    rf"(?:高于|超过|超出|多于|快于|好于|超额完成)[^，。；]{{0,8}}{AIM}|超额完成|"
    rf"比{_SET}{AIM}[^，。；]{{0,4}}?(?:多|高|快|早|提前)|[如按]期"
)
_SAYS = re.compile(rf"(?P<missed>{_MISSED})|{_PASSED}|完成{_SET}{AIM}的(?P<share>\d[\d.]*)%")


def way_of(text: str) -> int:
    """Tell whether words say that more came about than was planned, or as much (1), or less (-1); 0 where neither."""
    said = _SAYS.search(text.replace("有没有", ""))
    if not said:
        return 0
    return -1 if said["missed"] or (said["share"] and Decimal(said["share"]) < WHOLE) else 1
