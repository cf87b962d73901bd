"""Write results as one self-contained page: Run → HTML, Comparison → HTML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape

from eval import html
from eval.answers import Answered
from eval.columns import ANSWERS, COMPARED, LEGEND, RETRIEVAL, cells, compared, remarks
from eval.compare import Comparison
from eval.gold import Gold
from eval.measures import Score, by_type, totals
from eval.run import Run

PLOTTED = (
    "right",
    "facts",
    "short right",
    "recall@5",
    "nDCG@10",
    "citation precision",
    "citation recall",
    "figure support",
)
"""Measures drawn by type."""
THRESHOLDS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Of confidence, for the curve of declining."""
SOURCES = 5
"""Passages shown of those retrieved for a wrong answer."""


def run_page(run: Run, *, details: bool) -> str:
    """Make the page of a run.

    Args:
        run: with at least one score.
        details: show types and every wrong answer, not the totals alone.

    """
    return html.document(f"baogao eval: {run.name}", _run_parts(run, details))


def comparison_page(comparison: Comparison, *, details: bool) -> str:
    """Make the page of a comparison.

    Args:
        comparison: two runs.
        details: show every question that only one of them answers rightly.

    """
    return html.document("baogao eval: comparison", _comparison_parts(comparison, details))


def _run_parts(run: Run, details: bool) -> Iterator[str]:
    together, types = totals(run.scores), by_type(run.scores) if details else {}
    yield html.heading(run.name, 1)
    yield html.paragraph(str(run.settings.get("started", "")), "soft")
    yield from (html.paragraph(remark) for remark in remarks(run, together))
    rows = {**types, "all": together}
    for title, columns in (("Answers", ANSWERS), ("Retrieval", RETRIEVAL)):
        yield html.heading(title)
        yield html.table(["type", *columns], cells(columns, rows))
    yield html.paragraph(LEGEND, "soft")
    if curve := _declining(run):
        yield html.heading("Declining")
        yield html.table(["answers from", "wrongly declined", "wrongly answered"], curve)
        yield html.paragraph(
            "By threshold of confidence: share of the answerable questions that would be declined, and of the "
            "unanswerable ones that would be answered; of those whose answers tell their confidence.",
            "soft",
        )
    if types:
        yield html.heading("By type")
        plots = (html.plot(name, {f"{n} ({t.questions})": t.means[name] for n, t in types.items()}) for name in PLOTTED)
        yield f'<div class="plots">{"".join(plots)}</div>'
        wrong = [score for score in run.scores if not score.right]
        yield html.heading(f"Wrong answers ({len(wrong)})")
        golds = {gold.id: gold for gold in run.golds}
        yield from (_wrong(golds[score.id], run.answers[score.id], score) for score in wrong)
    yield html.heading("Settings")
    yield html.folded("settings.json", json.dumps(run.settings, ensure_ascii=False, indent=2, default=str))


def _declining(run: Run) -> list[list[str]]:
    """Give what each threshold of confidence would decline wrongly, and answer wrongly."""
    told = [
        (run.answers[score.id].confidence or 0.0, score.answerable)
        for score in run.scores
        if run.answers[score.id].confidence is not None
    ]
    answerable = [confidence for confidence, is_answerable in told if is_answerable]
    others = [confidence for confidence, is_answerable in told if not is_answerable]
    if not (answerable and others):
        return []
    return [
        [
            f"{at:.2f}",
            html.percent(sum(confidence < at for confidence in answerable) / len(answerable)),
            html.percent(sum(confidence >= at for confidence in others) / len(others)),
        ]
        for at in THRESHOLDS
    ]


def _wrong(gold: Gold, answer: Answered, score: Score) -> str:
    parts = [*_asked(gold), *_said(answer, score)]
    found = answer.retrieved[:SOURCES]
    parts += [html.folded(f"found {rank}: {f.document} › {f.section}", f.text) for rank, f in enumerate(found, start=1)]
    return f"<article>{''.join(parts)}</article>"


def _asked(gold: Gold) -> Iterator[str]:
    yield html.heading(" → ".join((*gold.history, gold.question)), 3)
    wanted = "; ".join(" / ".join(fact) for fact in gold.gold) or "the reports do not tell"
    places = ", ".join(f"{e.document} › {e.section} ({e.holds})" for e in gold.evidence)
    yield html.paragraph(
        f"{gold.id} · {gold.type} · wanted: {wanted}" + (f" · stands in {places}" if places else ""), "soft"
    )


def _said(answer: Answered, score: Score) -> Iterator[str]:
    yield html.paragraph(answer.error or answer.answer or "(nothing)", "text")
    faults = {
        "failed": answer.error,
        "declined wrongly": score.declined and score.answerable,
        "answered though the reports do not tell": not (score.declined or score.answerable or answer.error),
        f"missing: {', '.join(score.missing)}": score.missing,
        f"must not be there: {', '.join(score.forbidden)}": score.forbidden,
        f"figures of another document: {', '.join(score.misattributed)}": score.misattributed,
    }
    yield from (html.paragraph(fault, "bad") for fault, there in faults.items() if there)
    yield from (html.folded(f"[{c.n}] {c.document} › {c.section}: {c.quote}", c.text) for c in answer.citations)


def _comparison_parts(comparison: Comparison, details: bool) -> Iterator[str]:
    first, second = comparison.first, comparison.second
    yield html.heading(f"{first.name} → {second.name}", 1)
    yield html.paragraph(f"{first.directory.name} → {second.directory.name}", "soft")
    yield html.table(COMPARED, compared(comparison))
    yield html.paragraph(
        "Intervals by paired bootstrap over the questions; better and worse where they leave out 0.", "soft"
    )
    for title, ids in (("Only the first is right", comparison.lost), ("Only the second is right", comparison.won)):
        yield html.heading(f"{title} ({len(ids)})")
        if details:
            yield from (_both(id_, first, second) for id_ in ids)


def _both(id_: str, first: Run, second: Run) -> str:
    gold = next(gold for gold in first.golds if gold.id == id_)
    sides = (_side(run.name, run.answers, {score.id: score for score in run.scores}[id_]) for run in (first, second))
    return f'<article>{"".join(_asked(gold))}<div class="two">{"".join(sides)}</div></article>'


def _side(name: str, answers: Mapping[str, Answered], score: Score) -> str:
    verdict = "right" if score.right else "wrong"
    head = f'<p class="{"good" if score.right else "bad"}">{escape(f"{name}: {verdict}")}</p>'
    return f"<div>{head}{''.join(_said(answers[score.id], score))}</div>"
