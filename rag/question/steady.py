"""Tell whether something grew or fell all along, where that is asked: 越来越多吗 · 逐年下降吗 → yes or no."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

_RISES = re.compile(
    r"越来越[大高多快长强]|(?:逐年|连年|一直|持续)在?(?:增[长加多]|提高|上升|扩大|走高|递增|[增涨升])|[一逐]年比[一上]年[多高大快长强]"
)
_FALLS = re.compile(
    r"越来越[小低少慢短弱]|(?:逐年|连年|一直|持续)在?(?:减少|降低|下降|缩小|走低|递减|[减降跌])|[一逐]年比[一上]年[少低小慢短弱]"
)


def all_along(text: str, values: Sequence[Decimal]) -> bool | None:
    """Tell whether values rise, or fall, from each to the next as a question supposes.

    Args:
        text: the question.
        values: in order of time, of one unit.

    Returns: None where the question supposes neither, or there is but one value.

    """
    rises, falls = bool(_RISES.search(text)), bool(_FALLS.search(text))
    if rises == falls or len(values) < 2:
        return None
    return all(one < other if rises else one > other for one, other in pairwise(values))
