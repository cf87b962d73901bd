"""Show in a terminal why a clause was chosen: what was asked for, the windows that came first, what spoke for each."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rag.fit import Candidate
from rag.records import Question
from rag.weights import weights

WINDOWS = 3
"""Windows shown of each thing asked for."""
REASONS = 8
"""Features shown of a window."""


def show_explained(rated: Sequence[tuple[Question, Sequence[Candidate]]], console: Console) -> None:
    """Print the first windows for each thing asked for, with their scores, confidence and features.

    Args:
        rated: each thing asked for with its windows, best first.
        console: where to.

    """
    for question, windows in rated:
        where, years = "、".join(question.regions), "、".join(map(str, question.years))
        asked = " · ".join(
            part for part in (where, years, question.topic.strip(), question.kind, question.unit) if part
        )
        console.print()
        console.print(Text("依据 why  ", style="bold") + Text(asked, style="dim"))
        if not windows:
            console.print(Text("没有符合所问形式的句子 no clause is of the kind asked for", style="yellow"))
        for place, window in enumerate(windows[:WINDOWS], start=1):
            console.print(_window(place, window))
    console.print(Text(f"把握低于 {weights().sure:.2f} 时不作答 below this confidence, none answers", style="dim"))


def _window(place: int, window: Candidate) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(no_wrap=True, style="cyan")
    table.add_column()
    table.add_row(f"{place}.", Text(window.text, style="bold" if place == 1 else ""))
    table.add_row("", Text(window.passage.context.line, style="dim"))
    table.add_row("", f"得分 score {window.score:.2f} · 把握 confidence {window.confidence:.2f}")
    reasons = "  ".join(f"{name} {added:+.2f}" for name, added in window.reasons()[:REASONS])
    table.add_row("", Text(reasons, style="dim"))
    return table
