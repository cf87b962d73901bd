"""Hold the target of one report beside the result of the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.kept import way_of
from rag.overview.indicator import compared
from rag.overview.lines import Lines, Overview
from rag.records import Question

if TYPE_CHECKING:
    from rag.index.index import Index

_PASSES = re.compile(r"超过|超出|超额|高于|\b(?:exceed|beat|surpass)", re.I)
"""More is asked of a result than that it reached its target."""


def outcome(question: Question, index: Index) -> Overview | None:
    """Say whether targets were met; None where no target is told, or too many."""
    comparison = compared(question, index)
    rows = [row for row in comparison.rows if row.target] if comparison else []
    if comparison is None or not rows or (len(rows) > 1 and not (question.periods or question.regions)):
        return None
    say = Lines(question, comparison)
    if question.kind == "yes_no" and len(rows) == 1 and rows[0].gap is not None and rows[0].met is not None:
        passed = not _PASSES.search(question.text) or rows[0].gap != 0
        missed = way_of(question.text) < 0
        say.verdict(question, yes=not rows[0].met if missed else rows[0].met and passed)
    for row in rows:
        for figure in row.target:
            say.line(row, figure)
        for figure in row.result:
            say.line(row, figure)
        say.outcome(row)
    return say.done(index, counted=False)
