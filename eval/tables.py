"""Show results on the screen: Run, Comparison, Leg[] → tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from eval import retrieval
from eval.columns import ANSWERS, COMPARED, RETRIEVAL, cells, compared, remarks
from eval.compare import Comparison
from eval.html import percent
from eval.measures import Totals, by_type, totals
from eval.run import Run

if TYPE_CHECKING:
    from rich.console import Console

    from eval.extraction import Extraction
    from eval.fit import Learned
    from eval.squad import Leg
    from eval.stamp import Outcome, Part


def show_run(run: Run, console: Console, *, types: bool) -> None:
    """Print the measures of a run.

    Args:
        run: with at least one score.
        console: where to.
        types: also one line for each type of question.

    """
    together = totals(run.scores)
    rows = by_type(run.scores) if types else {}
    _measures(run.name, "type", {**rows, "all": together}, console)
    for remark in remarks(run, together):
        console.print(remark, style="dim", markup=False, soft_wrap=True)


def show_runs(title: str, runs: Sequence[Run], console: Console) -> None:
    """Print the totals of several runs, one line each."""
    _measures(title, "run", {run.name: totals(run.scores) for run in runs}, console)


def show_comparison(comparison: Comparison, console: Console) -> None:
    """Print the differences of two runs."""
    _print(f"{comparison.first.name} → {comparison.second.name}", COMPARED, compared(comparison), console)
    console.print(
        f"only the first is right: {len(comparison.lost)}; only the second: {len(comparison.won)}", style="dim"
    )


def show_legs(title: str, legs: Iterable[Leg], console: Console) -> None:
    """Print a retrieval benchmark."""
    rows = [
        [leg.name, *(percent(leg.means[name]) for name in retrieval.NAMES), f"{leg.milliseconds:.1f}"] for leg in legs
    ]
    _print(title, ["search", *retrieval.NAMES, "ms"], rows, console)


def show_learned(learned: Learned, console: Console) -> None:
    """Print how learned weights did on the reports left out, and what each threshold gives up and lets through."""
    rows = [
        [report, str(count), percent(own), percent(equal)]
        for report, (own, equal, count) in learned.right_first.items()
    ]
    together = sum(count for *_, count in learned.right_first.values())
    means = [sum(row[i] * row[2] for row in learned.right_first.values()) / together for i in (0, 1)]
    rows.append(["all", str(together), *map(percent, means)])
    _print("first window right, on reports left out", ["report", "n", "learned", "equal weights"], rows, console)
    curve = [[f"{at:.2f}", percent(given_up), percent(kept)] for at, given_up, kept in learned.curve]
    _print("confidence", ["threshold", "right ones given up", "wrong ones kept"], curve, console)
    console.print(f"a window answers from {learned.sure:.3f} on", style="dim")


def _measures(title: str, rows_are: str, rows: Mapping[str, Totals], console: Console) -> None:
    _print(f"{title}: answers", [rows_are, *ANSWERS], cells(ANSWERS, rows), console)
    _print(f"{title}: retrieval", [rows_are, *RETRIEVAL], cells(RETRIEVAL, rows), console)


def _print(title: str, headers: Sequence[str], rows: Iterable[Sequence[str]], console: Console) -> None:
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title), title_justify="left", box=SIMPLE, padding=0)
    for column, header in enumerate(headers):
        table.add_column(header, justify="right" if column else "left", no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def show_extraction(extraction: Extraction, console: Console, *, misses: bool = False) -> None:
    """Print how figures read compare with those annotated, in percent."""
    from rich.table import Table

    table = Table(title=f"figures: {extraction.annotated} annotated, {extraction.read} read", title_justify="left")
    for name in extraction.measures:
        table.add_column(name, justify="right")
    table.add_row(*(f"{100 * value:.1f}" for value in extraction.measures.values()))
    console.print(table)
    for miss in extraction.misses if misses else ():
        console.print(
            f"{miss.document} {miss.what}: {miss.wanted or '—'} ≠ {miss.found or '—'} | {miss.quote}", markup=False
        )


def show_stamp(outcomes: Mapping[Part, Outcome], console: Console, *, misses: bool = False) -> None:
    """Print how many corrupted answers were caught and how many right ones objected to.

    Args:
        outcomes: of each part.
        console: where to.
        misses: also list them, of the half for developing only.

    """
    rules = sorted({rule for outcome in outcomes.values() for rule in outcome.made})
    rows = [[rule, *(_share(o.caught[rule], o.made[rule]) for o in outcomes.values())] for rule in rules]
    rows += [
        ["all caught", *(_share(o.caught.total(), o.made.total()) for o in outcomes.values())],
        ["false alarms, of figures", *(_share(o.doubted, o.figures) for o in outcomes.values())],
        ["false alarms, of answers", *(_share(len(o.alarms), o.rights) for o in outcomes.values())],
    ]
    _print("stamp: corrupted answers caught, percent", ["corruption", *outcomes], rows, console)
    if misses:
        for right, objection in outcomes["develop"].alarms:
            console.print(f"false alarm {right.id}: {right.text}\n    {objection}", markup=False, soft_wrap=True)
        for wrong in outcomes["develop"].missed:
            console.print(f"missed {wrong.right.id}, {wrong.rule}: {wrong.text}", markup=False, soft_wrap=True)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} ({part} of {whole})" if whole else "—"
