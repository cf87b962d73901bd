"""Say the cell of a table's row that a window ends in, where its column tells the year and stance of it.

    新建社区食堂，计划：15家；完成：16家   for 完成：16家   →   新建社区食堂16家, a result

Not here: how rows of tables become sentences (rag/reading/tables.py).
"""

from __future__ import annotations

import re
from dataclasses import replace

from rag.clauses import clauses
from rag.fit import Candidate
from rag.periods import periods
from rag.question.wording import stance
from rag.records import Context
from rag.windows import column_of, columns, parsed

_ONLY_WHEN = re.compile(
    r"(?:(?:19|20)\d\d年|今年|[去上本全当]年|年[初度末])?(?:目标|计划|预期|任务|完成|实际|结果|执行|情况|数|值)*"
)


def cell_of(candidate: Candidate) -> tuple[Context, str] | None:
    """Give the context of such a cell and what it says; None for a window of anything else."""
    text, window, context = candidate.passage.text, candidate.window, candidate.passage.context
    column = column_of(text, window)
    if not column or not _ONLY_WHEN.fullmatch(column):
        return None
    head = next(h for h in reversed(columns(text, window.sentence)) if h[0] <= parsed(text)[window.last].span[0])
    name = text[slice(*clauses(text, window.sentence)[0])]
    value = text[head[1] + 1 : window.span[1]]
    if not value:
        return None
    years = next((period.years for period in periods(column, context.report_year)), context.years)
    return replace(context, years=years, stance=stance(column) or context.stance), f"{name}{value}"
