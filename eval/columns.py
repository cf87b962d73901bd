"""What tables of results show, for the screen and for pages: headers, and how the cells under them are filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eval.compare import Comparison, interval
from eval.html import percent
from eval.measures import Totals
from eval.retrieval import NAMES
from eval.run import Run


def _mean(measure: str) -> Callable[[Totals], str]:
    return lambda totals: percent(totals.means.get(measure))


Columns = dict[str, Callable[[Totals], str]]

ANSWERS: Columns = {
    "n": lambda totals: str(totals.questions),
    "right": _mean("right"),
    "facts": _mean("facts"),
    "short": _mean("short right"),
    "refused": lambda totals: str(totals.declined_wrongly),
    "cite P": _mean("citation precision"),
    "cite R": _mean("citation recall"),
    "figures": _mean("figure support"),
    "misattr": lambda totals: str(totals.misattributed),
    "chars": lambda totals: "–" if totals.length is None else f"{totals.length:.0f}",
}

RETRIEVAL: Columns = {
    name: _mean(measure)
    for name, measure in zip(("R@1", "R@3", "R@5", "R@10", "MRR@10", "nDCG@10"), NAMES, strict=True)
}


def remarks(run: Run, totals: Totals) -> list[str]:
    """Say what a table of a run does not: intervals, refusals, time, failures.

    Args:
        run: the run.
        totals: of all its questions.

    """
    low, high = interval([each.right for each in run.scores])
    lines = [f"right {percent(totals.means['right'])}, 95 % interval {percent(low)} to {percent(high)}"]
    if totals.unanswerable:
        lines.append(
            f"refusals: precision {percent(totals.refusal_precision)}, recall {percent(totals.refusal_recall)} "
            f"({totals.declined_rightly} of {totals.unanswerable} unanswerable declined, {totals.declined_wrongly} wrongly)"
        )
    lines.append(f"figures in answers {totals.figures}, misattributed {totals.misattributed}")
    times = [f"{name} {1000 * value:.0f} ms" for name, value in totals.seconds.items() if value is not None]
    lines.append("time: " + ", ".join(times))
    judged = [f"{name} {percent(value)}" for name, value in totals.means.items() if name.startswith("judged")]
    if judged:
        lines.append(", ".join(judged))
    tokens = [answer.tokens for answer in run.answers.values() if answer.tokens]
    if tokens:
        read, written = sum(t.prompt for t in tokens), sum(t.completion for t in tokens)
        prices = run.settings.get("llm") or {}
        cost = (read * prices.get("price_prompt", 0) + written * prices.get("price_completion", 0)) / 1e6
        lines.append(f"tokens: {read} read, {written} written" + (f", cost {cost:.2f}" if cost else ""))
    if totals.failed:
        lines.append(f"{totals.failed} questions failed and count as wrong; run again to ask them again")
    return lines


COMPARED = ("measure", "n", "first", "second", "difference", "95 % interval", "")


def compared(comparison: Comparison) -> list[list[str]]:
    """Give the rows of the table of a comparison, under the headers COMPARED."""
    return [
        [
            each.measure,
            str(each.questions),
            percent(each.first),
            percent(each.second),
            f"{100 * each.difference:+.1f}",
            f"{100 * each.low:+.1f} … {100 * each.high:+.1f}",
            ("better" if each.difference > 0 else "worse") if each.certain else "",
        ]
        for each in comparison.differences
    ]


LEGEND = (
    "Shares in percent. right: all key facts, nothing forbidden; unanswerable questions: declined. facts: share of the key "
    "facts. short: right and short. refused: answerable questions that were declined. cite P, cite R: citation precision "
    "and recall as ALCE defines them, decided by figures and words. figures: share of an answer's figures that stand in a "
    "cited passage. misattr: figures found only in documents that the question is not about. chars: mean length. "
    "R: recall. A measure is averaged over the questions that have it."
)
"""What the headers mean."""


def cells(columns: Columns, rows: Mapping[str, Totals]) -> list[list[str]]:
    """Fill the rows of a table, each with its name first."""
    return [[name, *(fill(each) for fill in columns.values())] for name, each in rows.items()]
