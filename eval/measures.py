"""Score answers: Gold + Answered → Score; Score[] → Totals.

An answer is right when all key facts stand in it and nothing forbidden does; where the reports do not tell, exactly
when it declines. A declining answer to a question that has one is never right. Not here: whether a fact stands in a
text (matching.py), retrieval (retrieval.py), proof (citations.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import fmean
from typing import Any

from eval import retrieval
from eval.answers import Answered
from eval.citations import proof
from eval.gold import Gold
from eval.matching import MARK, holds_fact, standing

SHORT = 110
"""Characters of a short answer, marks not counted."""
SHORT_LONGER = 350
"""The same for the types that need more words."""
LONGER_TYPES = frozenset(
    {"list", "compare", "trend", "definition", "open_year", "across", "target_outcome", "follow_up"}
)


@dataclass(frozen=True, slots=True)
class Score:
    """What an answer is worth; None where a measure does not apply to the question or its answer."""

    id: str
    type: str
    answerable: bool
    declined: bool
    right: float
    facts: float | None
    """Share of the key facts that stand in the answer; none for one that declines."""
    length: int
    """Characters, marks not counted."""
    short_right: float
    retrieval: Mapping[str, float | None]
    """By the names of retrieval.NAMES."""
    citation_precision: float | None
    citation_recall: float | None
    figures: int
    figure_support: float | None
    """Share of the answer's figures that stand in a cited passage."""
    misattributed: tuple[str, ...]
    missing: tuple[str, ...]
    """The first spelling of each key fact that is not there."""
    forbidden: tuple[str, ...]
    """What stands there and must not."""
    seconds_retrieve: float
    seconds_answer: float
    first_word: float | None
    failed: bool
    """Whether there is no answer because of an error."""
    judged: Mapping[str, float] = field(default_factory=dict)
    """What an LLM says of it, by judge.NAMES."""

    def value(self, measure: str) -> float | None:
        """Give a measure by its name in MEASURES."""
        if measure in retrieval.NAMES:
            return self.retrieval[measure]
        if measure in self.judged:
            return self.judged[measure]
        if measure in _FIELDS:
            value: float | None = getattr(self, _FIELDS[measure])
            return value
        return None


_FIELDS = {
    "right": "right",
    "facts": "facts",
    "short right": "short_right",
    "citation precision": "citation_precision",
    "citation recall": "citation_recall",
    "figure support": "figure_support",
}
MEASURES = ("right", "facts", "short right", *retrieval.NAMES, *list(_FIELDS)[3:])
"""Measures from 0 to 1 that every question has or has not, averaged over those that have."""


def score(gold: Gold, answer: Answered, judged: Mapping[str, float] | None = None) -> Score:
    """Score one answer.

    Args:
        gold: the question, with what a right answer holds.
        answer: what was said.
        judged: an LLM's opinion of it, from 0 to 1.

    """
    failed, declined = bool(answer.error), answer.declined and not answer.error
    missing = tuple(fact[0] for fact in gold.gold if not holds_fact(fact, answer.answer))
    forbidden = standing(gold.forbidden, answer.answer)
    right = not (missing or forbidden or declined or failed) if gold.answerable else declined
    length = len(MARK.sub("", answer.answer).strip())
    limit = SHORT_LONGER if gold.type in LONGER_TYPES else SHORT
    proved = proof(answer, gold.documents) if not (declined or failed) else None
    return Score(
        id=gold.id,
        type=gold.type,
        answerable=gold.answerable,
        declined=declined,
        right=float(right),
        facts=_facts(gold, missing, declined or failed),
        length=length,
        short_right=float(right and length <= limit),
        retrieval=_retrieval(gold, answer),
        citation_precision=proved.precision if proved else None,
        citation_recall=proved.recall if proved else None,
        figures=proved.figures if proved else 0,
        figure_support=proved.supported / proved.figures if proved and proved.figures else None,
        misattributed=proved.misattributed if proved else (),
        missing=missing,
        forbidden=forbidden,
        seconds_retrieve=answer.seconds.retrieve,
        seconds_answer=answer.seconds.answer,
        first_word=answer.seconds.first_word,
        failed=failed,
        judged=judged or {},
    )


def _facts(gold: Gold, missing: Sequence[str], nothing_said: bool) -> float | None:
    if not gold.answerable:
        return None
    return 0.0 if nothing_said else 1 - len(missing) / len(gold.gold)


def _retrieval(gold: Gold, answer: Answered) -> Mapping[str, float | None]:
    if not gold.evidence:
        return dict.fromkeys(retrieval.NAMES)
    return {**retrieval.scores(gold.evidence, answer.retrieved)}


@dataclass(frozen=True, slots=True)
class Totals:
    """Scores of many questions together."""

    questions: int
    failed: int
    means: Mapping[str, float | None]
    """By the names of MEASURES and of the judge, where one was asked; None where no question has the measure."""
    declined_rightly: int
    declined_wrongly: int
    unanswerable: int
    figures: int
    misattributed: int
    length: float | None
    """Mean characters of the answers that do not decline."""
    seconds: Mapping[str, float | None]
    """`retrieve p50`, `retrieve p95`, and so for `answer` and `first word`."""

    @property
    def refusal_precision(self) -> float | None:
        """Share of the refusals that are right."""
        declined = self.declined_rightly + self.declined_wrongly
        return self.declined_rightly / declined if declined else None

    @property
    def refusal_recall(self) -> float | None:
        """Share of the unanswerable questions that are declined."""
        return self.declined_rightly / self.unanswerable if self.unanswerable else None

    def as_dict(self) -> dict[str, Any]:
        """Give all of it for a JSON file."""
        refusal = {"refusal precision": self.refusal_precision, "refusal recall": self.refusal_recall}
        return {**asdict(self), **refusal}


def totals(scores: Sequence[Score]) -> Totals:
    """Put scores together; there must be at least one."""
    judged = dict.fromkeys(name for each in scores for name in each.judged)
    spoken = [each.length for each in scores if not (each.declined or each.failed)]
    times = {
        "retrieve": [each.seconds_retrieve for each in scores if not each.failed],
        "answer": [each.seconds_answer for each in scores if not each.failed],
        "first word": [each.first_word for each in scores if each.first_word is not None],
    }
    return Totals(
        questions=len(scores),
        failed=sum(each.failed for each in scores),
        means={name: mean(each.value(name) for each in scores) for name in (*MEASURES, *judged)},
        declined_rightly=sum(each.declined and not each.answerable for each in scores),
        declined_wrongly=sum(each.declined and each.answerable for each in scores),
        unanswerable=sum(not each.answerable for each in scores),
        figures=sum(each.figures for each in scores),
        misattributed=sum(len(each.misattributed) for each in scores),
        length=fmean(spoken) if spoken else None,
        seconds={f"{name} p{p}": percentile(each, p) for name, each in times.items() for p in (50, 95)},
    )


def by_type(scores: Sequence[Score]) -> dict[str, Totals]:
    """Put scores together by the type of the question, in the order in which types first come."""
    types = dict.fromkeys(each.type for each in scores)
    return {type_: totals([each for each in scores if each.type == type_]) for type_ in types}


def mean(values: Iterable[float | None]) -> float | None:
    """Average those values that there are."""
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def percentile(values: Sequence[float], p: float) -> float | None:
    """Give the value that p percent lie at or below, on the line between neighbours; None without values."""
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * p / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
