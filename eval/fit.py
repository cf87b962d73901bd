"""Learn what each feature of a window is worth, and how sure an answer must be: gold questions → rag/weights.json.

The order of windows is learned from pairs: of one question, a window that holds the facts of the gold answer beside one
that does not (Joachims, "Optimizing Search Engines using Clickthrough Data", KDD 2002), by a logistic regression without
intercept on the differences of their features. How sure the first window is comes from a second one, on whether it
holds the facts. Both are judged on questions they did not see: all questions about one report are left out together,
so that what is measured holds for other reports. Each question is asked a second time without the passages that answer
it, since questions that reports nearly answer are the hardest to decline. Not here: features (rag/features.py), reading the weights
(rag/weights.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.answers import Found
from eval.gold import Gold
from eval.matching import holds_fact, standing
from eval.retrieval import proves
from rag.features import FEATURES, Features
from rag.fit import texts_of
from rag.weights import SCORE

if TYPE_CHECKING:
    from rag.answer import Assistant
    from rag.backends.extractive.task import Task
    from rag.index.arrays import BoolArray, FloatArray, FloatMatrix
    from rag.records import Hit

STRENGTH = 0.03
"""Inverse strength of the regularisation of the order's weights; chosen among 0.01 … 10 by the left-out questions."""
BEST, OTHERS, LONGER = 3, 80, 10
"""Windows of a question that are paired: shortest of the right ones, others, and right ones that are longer."""
LONGER_BY = 0.15
"""A window as right as another is worse when it is so many hundred characters longer …"""
LONGER_WEIGHT = 0.3
"""… and such a pair counts so much."""
UNANSWERABLE = 2.0
"""What a question that the reports do not answer counts beside others in learning how sure an answer is."""
WRONGLY = 0.025
"""Share of the right first windows that may be given up where the threshold is set."""
RESTS_ON = (
    "likeness", "likeness of the sentence", "alike inside", "alike around", "words inside", "terms inside", "words around",
    "words above", "words missed", "terms missed", "names missed", "head missed", "least alike", "row year",
    "growth asked, none told", SCORE,
)  # fmt: skip
"""What confidence is learned from."""
_PLAIN = ("figure", "compare", "yes_no", "other", "when")
"""Kinds of question that a window answers; lists, definitions and heads have readings of their own."""


@dataclass(frozen=True)
class Lesson:
    """One question about one place and period, with its windows."""

    report: str
    """What it asks about; lessons about the same report are left out together."""
    plain: bool
    features: FloatMatrix
    answers: BoolArray
    """Whether each window is of the kind asked for."""
    grades: FloatArray
    """Share of the gold facts in each window, of the best share that there is; 0…1, all 0 where none holds any."""
    answerable: bool

    @property
    def learnable(self) -> bool:
        """Whether there are right windows and others of the kind asked for."""
        own = self.grades[self.answers]
        return bool(len(own)) and own.min() == 0 and own.max() > 0

    def first(self, weights: FloatArray) -> int:
        """Give the window that comes first by some weights; only with windows of the kind asked for."""
        return int(np.where(self.answers, self.features @ weights, -np.inf).argmax())


@dataclass(frozen=True)
class Learned:
    """Weights, and how they did on questions left out."""

    windows: FloatArray
    confidence: FloatArray
    bias: float
    sure: float
    right_first: dict[str, tuple[float, float, int]]
    """By report: how often the first window is right, learned and with equal weights, and of how many."""
    curve: tuple[tuple[float, float, float], ...]
    """Threshold, share of the right first windows given up, share of the wrong ones kept."""


def lessons(assistant: Assistant, golds: Sequence[Gold], advance: Callable[[], None]) -> Iterator[Lesson]:
    """Ask the gold questions and measure the windows of what was found.

    Args:
        assistant: over the reports that the questions are about.
        golds: questions with facts and evidence.
        advance: called after each question.

    """
    for gold in golds:
        prepared = assistant.prepare(gold.question, history=gold.history)
        if prepared.found and not prepared.across:
            for task in assistant.extractive.tasks(prepared.question, prepared.found):
                if len(task.question.topics) == 1 and gold.type != "definition":
                    yield _lesson(task, gold)
                    if gold.answerable:
                        yield _lesson(replace(task, hits=_without_proof(task.hits, gold)), replace(gold, gold=()))
        advance()


def _lesson(task: Task, gold: Gold) -> Lesson:
    features = Features(task.question, task.index, task.alike)
    measured = features.measure(texts_of(task.own))
    grades = np.array([_grade(hit.passage, window.span, gold) for hit, window in measured.windows], np.float32)
    answers = np.array(measured.answers, np.bool_)
    best = grades[answers].max(initial=0.0)
    return Lesson(
        gold.documents[0] if gold.documents else task.hits[0].passage.report_id if task.hits else "",
        task.question.kind in _PLAIN,
        measured.features,
        answers,
        grades / best if best else grades * 0,
        gold.answerable,
    )


def _without_proof(hits: Sequence[Hit], gold: Gold) -> tuple[Hit, ...]:
    """Leave out every passage that holds a fact: what is found then is a near miss, of a question without an answer."""
    return tuple(hit for hit in hits if not any(holds_fact(fact, hit.passage.text) for fact in gold.gold))


def _grade(passage: Any, span: tuple[int, int], gold: Gold) -> float:
    """Give the share of the gold facts that a window holds, in a passage that proves them."""
    text = passage.text[slice(*span)]
    found = Found(passage.report_id, "", passage.text, 0.0)
    if not any(proves(found, one) for one in gold.evidence) or standing(gold.forbidden, text):
        return 0.0
    return sum(holds_fact(fact, text) for fact in gold.gold) / max(len(gold.gold), 1)


def learn(lessons: Sequence[Lesson]) -> Learned:
    """Learn from lessons; those about each report are judged by what the others teach."""
    right_first, chances = {}, []
    for left_out in dict.fromkeys(lesson.report for lesson in lessons):
        others = [lesson for lesson in lessons if lesson.report != left_out] or list(lessons)
        windows = _order(others)
        own = [lesson for lesson in lessons if lesson.report == left_out]
        asked = [lesson for lesson in own if lesson.learnable]
        right_first[left_out] = (_right(asked, windows), _right(asked, equal(others)), len(asked))
        confidence, bias = _confidence(others, windows)
        chances += [(_first_row(one, windows) @ confidence + bias, _is_right(one, windows)) for one in _judged(own)]
    logits = np.array([chance for chance, _ in chances])
    right = np.array([is_right for _, is_right in chances])
    windows = _order(lessons)
    confidence, bias = _confidence(lessons, windows)
    probabilities = 1 / (1 + np.exp(-logits))
    sure = float(np.quantile(probabilities[right], WRONGLY))
    curve = tuple(
        (float(at), float((probabilities[right] < at).mean()), float((probabilities[~right] >= at).mean()))
        for at in np.linspace(0.1, 0.9, 17)
    )
    return Learned(windows, confidence, bias, sure, right_first, curve)


def write(learned: Learned, path: Path) -> None:
    """Write the weights so that a person can read them, rounded."""
    named = dict(zip(FEATURES, learned.windows.tolist(), strict=True))
    confidence = dict(zip((*FEATURES, SCORE), learned.confidence.tolist(), strict=True))
    told = {
        "windows": {name: round(value, 4) for name, value in named.items()},
        "confidence": {name: round(confidence[name], 4) for name in RESTS_ON},
        "bias": round(learned.bias, 4),
        "sure": round(learned.sure, 3),
    }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _order(lessons: Sequence[Lesson]) -> FloatArray:
    """Learn the weights of the order."""
    from sklearn.linear_model import LogisticRegression

    used = [lesson for lesson in lessons if lesson.learnable]
    spread = _spread(used)
    pairs, weights = zip(*(_pairs(lesson) for lesson in used), strict=True)
    apart, weight = np.concatenate(pairs) / spread, np.concatenate(weights)
    both = np.concatenate([apart, -apart])
    better = np.repeat([1, 0], len(apart))
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=2000)
    learned: FloatArray = model.fit(both, better, sample_weight=np.tile(weight, 2)).coef_[0] / spread
    return learned.astype(np.float32)


def _pairs(lesson: Lesson) -> tuple[FloatMatrix, FloatArray]:
    """Give differences of features, right window less other, and what each counts; together 1."""
    features, grades, length = lesson.features, lesson.grades, lesson.features[:, FEATURES.index("length")]
    full = np.flatnonzero(lesson.answers & (grades == 1))
    best = full[np.argsort(length[full], kind="stable")][:BEST]
    others = np.flatnonzero(lesson.answers & (grades < 1))
    others = np.random.default_rng(0).permutation(others)[:OTHERS]
    longer = full[length[full] > length[best[0]] + LONGER_BY][:LONGER]
    apart = np.concatenate([*(features[one] - features[others] for one in best), features[best[0]] - features[longer]])
    weight = np.concatenate([np.tile(1 - grades[others], len(best)), np.full(len(longer), LONGER_WEIGHT)])
    return apart, weight / weight.sum()


def _spread(lessons: Sequence[Lesson]) -> FloatArray:
    """Give the standard deviation of each feature, so that rare ones are learned as readily; never near 0."""
    spread: FloatArray = np.maximum(np.concatenate([lesson.features for lesson in lessons]).std(axis=0), 0.05)
    return spread


def equal(lessons: Sequence[Lesson]) -> FloatArray:
    """Give weights that count every feature alike, for or against as it was learned."""
    alike: FloatArray = (np.sign(_order(lessons)) / _spread(lessons)).astype(np.float32)
    return alike


def _judged(lessons: Sequence[Lesson]) -> list[Lesson]:
    return [one for one in lessons if one.plain and one.answers.any() and (one.learnable or not one.answerable)]


def _is_right(lesson: Lesson, windows: FloatArray) -> bool:
    return bool(lesson.answerable and lesson.grades[lesson.first(windows)] == 1)


def _right(lessons: Sequence[Lesson], windows: FloatArray) -> float:
    return float(np.mean([_is_right(lesson, windows) for lesson in lessons])) if lessons else 0.0


def _first_row(lesson: Lesson, windows: FloatArray) -> FloatArray:
    row = lesson.features[lesson.first(windows)]
    return np.array([*row, row @ windows], np.float32)


def _confidence(lessons: Sequence[Lesson], windows: FloatArray) -> tuple[FloatArray, float]:
    """Learn how sure a first window is: weights by the places of FEATURES and SCORE, and the bias."""
    from sklearn.linear_model import LogisticRegression

    judged = _judged(lessons)
    names = (*FEATURES, SCORE)
    places = [names.index(name) for name in RESTS_ON]
    rows = np.array([_first_row(lesson, windows) for lesson in judged])[:, places]
    right = np.array([_is_right(lesson, windows) for lesson in judged])
    counts = np.array([1.0 if lesson.answerable else UNANSWERABLE for lesson in judged])
    middle, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 0.02)
    model = LogisticRegression(C=0.3, max_iter=1000).fit((rows - middle) / spread, right, sample_weight=counts)
    weights = np.zeros(len(names), np.float32)
    weights[places] = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - middle @ weights[places])
