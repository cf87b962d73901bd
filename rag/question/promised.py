"""Find where a question refers to a plan and asks what became of it: 是不是比原计划提早投产了, 按计划完成了吗, 如期通车了吗."""

from __future__ import annotations

import re

PLAN = r"(?:计划|承诺|预期|目标|任务|预定|原定|约定|工期|说好|答应|定下)"
_REFERS = re.compile(
    rf"(?:按照?|依照?|照着?|像|跟|如|比|较|赶在|符合)(?:年初|当初|当时|起初|一开始|原来|原先|原本|原|既定|的|所)*{PLAN}(?:好|下|里|中|过)?的?(?:那样|一样|那么|工期|时间|进度|节点|之前|前)?|"
    r"[按如](?:期|时|约)(?![^，。？]{0,6}率)|原定|原计划|预定|准时"
)
_KEPT = re.compile(r"兑现了?(?:没|吗|[？?])")


def refers_to_plan(text: str) -> bool:
    """Tell whether what was done is to be held against a plan that the question only mentions."""
    return bool(_REFERS.search(text) or _KEPT.search(text))


def without_plan(text: str) -> str:
    """Leave out the words that refer to a plan, which ask for no target."""
    return _REFERS.sub("", text)
